"""Every route as every kind of reader."""

import pytest

from tests.matrix.answers import ON, SIGN_IN, Reader
from tests.matrix.house import House
from tests.matrix.table import LINES

ASKED = {"GET", "POST", "PUT", "PATCH", "DELETE"}
NOBODYS = "XXX-0000-00000"
REFUSALS = {403, 404}


@pytest.fixture(scope="module")
def house(applications, sqlite_copies, tmp_path_factory):
    """One house for the whole table."""
    folder = tmp_path_factory.mktemp("matrix")
    with sqlite_copies.copy(folder) as url:
        app = applications.lend(folder, DATABASE_URL=url)
        yield House(app)
        applications.take_back(app)


def in_words(answer):
    """Return a redirect as the table writes it, any other answer as its status."""
    if answer.location is None:
        return answer.status_code
    return SIGN_IN if answer.location.split("?")[0].endswith("/sign-in") else ON


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method}-{line.endpoint}")
def test_each_reader_is_answered_as_the_table_says(house, line):
    last = [reader for reader in line.answers if line.answers[reader] not in REFUSALS | {SIGN_IN}]
    first = [reader for reader in Reader if reader not in last]
    browsers = house.browsers()
    answers = {
        reader: in_words(
            house.ask(
                line.method,
                house.address(line),
                browsers[reader],
                draws=line.answers[reader] not in REFUSALS,
            )
        )
        for reader in [*first, *last]
    }
    assert answers == line.answers


def test_the_table_has_a_line_for_every_route_and_method(house):
    routes = {
        (method, rule.endpoint)
        for rule in house.app.url_map.iter_rules()
        for method in rule.methods & ASKED
    }
    lines = {(line.method, line.endpoint) for line in LINES}
    assert sorted(lines ^ routes) == [], "tests/matrix/table.py needs a line for each"


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method}-{line.endpoint}")
def test_the_address_of_each_line_leads_to_its_route(house, line):
    address = house.address(line)
    endpoint, _ = house.app.url_map.bind("localhost").match(address, method=line.method)
    assert endpoint == line.endpoint


def test_what_is_not_there_answers_strangers_like_what_is_not_theirs(house):
    private = [line for line in LINES if 404 in line.answers.values() and "{" in line.address]
    assert private
    nowhere = dict.fromkeys([*house.things, *house.made_anew], NOBODYS)
    browsers = house.browsers()
    for line in private:
        for reader, said in line.answers.items():
            if said in {404, SIGN_IN}:
                address = line.address.format(**nowhere)
                answer = house.ask(
                    line.method, address, browsers[reader], draws=said not in REFUSALS
                )
                assert in_words(answer) == said, (line.endpoint, reader)


def test_a_page_that_is_only_read_takes_no_other_method(house):
    rules = list(house.app.url_map.iter_rules())
    written = {rule.rule for rule in rules if "POST" in rule.methods}
    browser = house.browsers()[Reader.OPERATOR]
    for rule in rules:
        if rule.endpoint == "static" or rule.rule in written:
            continue
        line = next(line for line in LINES if line.endpoint == rule.endpoint)
        answer = house.ask("POST", house.address(line), browser, draws=False)
        assert answer.status_code in {404, 405}, rule.endpoint


def test_without_a_token_no_form_is_taken(house):
    browser = house.browsers()[Reader.OWNER]
    for line in LINES:
        if line.method == "POST":
            address = house.address(line)
            answer = house.ask("POST", address, browser, with_token=False, draws=False)
            assert answer.status_code == 400, line.endpoint
