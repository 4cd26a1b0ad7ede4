"""Rate limits: counted in one table by every process, on both databases."""

import socket
import time
from functools import partial
from itertools import chain

import pytest
from limits import RateLimitItemPerMinute
from sqlalchemy import text

from marketplace.core import limits
from marketplace.core.db import unit_of_work
from marketplace.core.errors import TooMany
from marketplace.core.limits import TableStorage
from tests.support.together import run_together

THREE = RateLimitItemPerMinute(3, namespace="tests")


@pytest.fixture
def storages(both_databases, app, database_url, tmp_path):
    """Make storages as several processes would: each with an engine of its own."""
    sqlite = both_databases == "sqlite"
    address = f"sqlite:///{tmp_path / 'limits.sqlite'}" if sqlite else database_url
    made = []

    def make():
        made.append(TableStorage(f"naru:{address}"))
        return made[-1]

    yield make
    for storage in made:
        storage._engine.dispose()


def test_several_share_one_count(storages):
    one, other = storages(), storages()
    assert [one.incr("key", 60), other.incr("key", 60), one.incr("key", 60, amount=3)] == [1, 2, 5]
    assert (other.get("key"), other.get("another")) == (5, 0)
    assert other.check()


def test_no_count_is_lost_when_several_count_at_once(app, storages):
    one, other = storages(), storages()

    def five(storage):
        return lambda: [storage.incr("key", 60) for _ in range(5)]

    counts = run_together(app, five(one), five(other), five(one), five(other))
    assert sorted(chain(*counts)) == list(range(1, 21))


def test_the_table_is_made_by_several_at_once(app, storages):
    with storages()._begin() as connection:
        connection.execute(text("DROP TABLE rate_count"))
    made = [storages() for _ in range(4)]
    counts = run_together(app, *[partial(storage.incr, "key", 60) for storage in made])
    assert sorted(counts) == [1, 2, 3, 4]


def test_a_house_starts_while_its_database_does_not_answer(make_app):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        address = f"postgresql://naru@127.0.0.1:{nobody.getsockname()[1]}/naru"
        client = make_app(DATABASE_URL=address).test_client()
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"database": "down", "worker": "unknown"})


def test_a_window_ends_and_a_new_one_begins(storages, monkeypatch):
    storage = storages()
    begin = int(time.time())
    storage.incr("key", 60, amount=5)
    assert begin + 60 <= storage.get_expiry("key") <= begin + 62
    monkeypatch.setattr(limits.time, "time", lambda: begin + 62)
    assert storage.get("key") == 0
    assert storage.incr("key", 60) == 1
    assert storage.get_expiry("key") == begin + 122


def test_counts_are_forgotten_one_by_one_or_all(storages):
    storage = storages()
    for key in ("one", "two", "three"):
        storage.incr(key, 60)
    storage.clear("one")
    assert (storage.get("one"), storage.get("two")) == (0, 1)
    assert storage.reset() == 2


def test_counts_whose_window_has_ended_are_swept(storages, monkeypatch):
    storage = storages()
    storage.incr("old", 60)
    later = int(time.time()) + 100
    monkeypatch.setattr(limits.time, "time", lambda: later)
    storage.incr("new", 60)
    assert (storage.sweep(), storage.sweep(), storage.get("new")) == (1, 0, 1)


def test_now_and_then_counting_sweeps(storages, monkeypatch):
    monkeypatch.setattr(limits, "SWEEP_EVERY", 1)
    storage = storages()
    storage.incr("old", 60)
    later = int(time.time()) + 100
    monkeypatch.setattr(limits.time, "time", lambda: later)
    storage.incr("new", 60)
    assert storage.sweep() == 0


def test_a_key_may_be_long_and_is_not_readable_in_the_table(storages):
    storage = storages()
    key = f"ada@example.com/{'x' * 5000}"
    storage.incr(key, 60)
    assert storage.get(key) == 1
    with storage._engine.connect() as connection:
        (name,) = connection.execute(text("SELECT name FROM rate_count")).one()
    assert "ada" not in name


@pytest.fixture
def asked(app):
    with app.test_request_context("/en/"):
        yield


def test_room_is_counted_until_there_is_none(asked):
    assert [limits.hit(THREE, "ada") for _ in range(4)] == [True, True, True, False]
    assert limits.hit(THREE, "grace") is True


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("unix:", "unix:"),
        (None, ""),
    ],
)
def test_the_addresses_of_one_customer_are_one_network(address, network):
    assert limits.network_of(address) == network


def test_what_is_sent_again_counts_once(asked):
    for key in ("first", "first", "first", "second", "third"):
        limits.count(THREE, "ada", once_key=key)
    with pytest.raises(TooMany):
        limits.count(THREE, "ada", once_key="fourth")
    limits.count(THREE, "grace", once_key="first")


def test_checking_does_not_count(asked):
    for _ in range(5):
        limits.check(THREE, "ada")
    assert limits.hit(THREE, "ada")


def test_a_full_window_says_how_long_to_wait(asked):
    for _ in range(3):
        limits.count(THREE, "ada")
    for ask in (limits.count, limits.check):
        with pytest.raises(TooMany) as refused:
            ask(THREE, "ada")
        assert 55 <= refused.value.retry_after <= 60
        assert refused.value.sentence == (
            "That was tried too often. Please wait 1 minute and try again."
        )


def limit(app):
    @app.get("/tests-limited")
    def limited():
        limits.count(THREE, "ada")
        return "room"


def test_the_page_of_a_full_window_carries_the_seconds(make_app):
    client = make_app(extend=limit).test_client()
    answers = [client.get("/tests-limited") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 55 <= int(answers[3].headers["Retry-After"]) <= 60


def test_two_applications_on_one_database_share_their_limits(both_databases, make_app):
    for app in (make_app(), make_app()):
        with app.test_request_context("/en/"):
            limits.count(RateLimitItemPerMinute(2, namespace="tests-shared"), "ada")
    with app.test_request_context("/en/"), pytest.raises(TooMany):
        limits.count(RateLimitItemPerMinute(2, namespace="tests-shared"), "ada")


def test_counting_inside_a_unit_does_not_block(both_databases, context):
    assert unit_of_work(limits.hit, THREE, "ada") is True
