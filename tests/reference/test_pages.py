import pytest

from marketplace.reference.operations.hs import HsOptions, import_hs

pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def kept(app, write, actor):
    from marketplace.core.db import unit_of_work
    from tests.reference.conftest import _keep

    with app.app_context():
        unit_of_work(_keep)
        path = write("hs,name_ko\n3304991000,마스크팩\n", "codes_2025.csv")
        import_hs(path, HsOptions(country="KR"), actor=actor)


def test_without_a_question_the_chapters_stand_there(client):
    page = client.get("/en/hs").text
    assert "All chapters" in page
    assert "Coffee, tea, mate and spices" in page


def test_a_question_finds_codes_with_their_chain(client):
    page = client.get("/en/hs?q=green+tea").text
    assert "0902.20" in page
    assert "Coffee, tea, mate and spices" in page
    assert "1 code<" in page


def test_a_question_without_an_answer_says_what_to_do(client):
    assert "No code found" in client.get("/en/hs?q=qqq").text


def test_the_home_countrys_own_codes_are_found_with_their_language(client):
    page = client.get("/en/hs?q=3304.99").text
    assert "3304.99.1000" in page
    assert "한국어" in page
    assert "3304.99.1000" not in client.get("/en/hs?q=3304.99&country=").text
    assert "3304.99.1000" not in client.get("/en/hs?q=3304.99&country=nowhere").text


def test_a_code_has_a_page_with_what_is_below_it(client):
    page = client.get("/ko/hs/3304").text
    assert "Beauty, make-up and skin care preparations" in page
    assert "3304.10" in page
    assert client.get("/ko/hs/3304991000?country=KR").status_code == 200


@pytest.mark.parametrize("code", ["9", "77", "abc", "33049910001", "3304991000?country=CL"])
def test_a_code_that_there_is_not_is_not_found(client, code):
    assert client.get(f"/en/hs/{code}").status_code == 404


def test_the_rules_are_explained_for_a_beginner(client):
    page = client.get("/en/incoterms").text
    assert "Incoterms® 2020" in page
    assert page.count("<section") >= 11
    assert "The seller, against all risks" in page


def test_what_was_typed_is_shown_escaped(client):
    page = client.get("/en/hs?q=<script>x").text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_the_last_code_shows_the_home_countrys_own_codes_and_what_it_is_for(client):
    page = client.get("/en/hs/330499").text
    assert "Subheading" in page
    assert "In South Korea" in page
    assert "3304.99.1000" in page
    assert "What the number is for" in page
    assert 'href="/en/hs/3304?country=KR"' in page


def test_a_code_with_nothing_below_shows_its_neighbours_and_says_why(client):
    page = client.get("/en/hs/330410?country=CL").text
    assert "All codes under <bdi>3304</bdi>" in page
    assert '<strong aria-current="true"><bdi>3304.10</bdi></strong>' in page
    assert 'href="/en/hs/330499?country=CL"' in page
    assert "those of Chile are not kept here" in page
    assert "not kept here" not in client.get("/en/hs/330410").text
    national = client.get("/en/hs/3304991000?country=KR").text
    assert "not kept here" not in national
