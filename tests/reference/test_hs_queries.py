import pytest

from marketplace.reference.operations.hs import HsOptions, import_hs
from marketplace.reference.queries import find_hs, hs_below, hs_chain

NATIONAL = (
    "hs,name_ko,name_en\n"
    "33049910,기초화장용 제품류,Skin cosmetics\n"
    "3304991000,마스크팩,Mask packs\n"
)

pytestmark = pytest.mark.usefixtures("few_codes")


@pytest.fixture
def national(few_codes, write, actor):
    for edition in ("2024", "2025"):
        path = write(NATIONAL, f"codes_{edition}.csv")
        import_hs(path, HsOptions(country="JP"), actor=actor)


def found(words, language="en", **options):
    return [chain.entry.code for chain in find_hs(words, language, **options)]


def test_a_number_finds_what_begins_with_it():
    assert found("33") == ["33", "3304", "330410", "330499"]
    assert found("3304.99") == found("33 04 99") == ["330499"]
    assert found("12345678901") == []


def test_words_are_found_where_they_begin(both_databases):
    assert found("tea")[0] == "0902"
    assert "84" not in found("tea")


def test_all_words_count_else_the_most():
    assert found("green tea") == ["090220"]
    assert found("green lipstick")[0] == "090220"


def test_plurals_case_and_marks_do_not_matter():
    assert found("BOILERS") == found("boiler")
    assert found("teas!")[0] == "0902"


@pytest.mark.parametrize("words", ["", "  ", "zzz", "%", "_"])
def test_what_no_text_has_finds_nothing(words):
    assert found(words) == []


def test_each_has_its_chain():
    chain = hs_chain("330499", "en")
    assert [entry.written for entry in chain.entries] == ["33", "3304", "3304.99"]
    assert [entry.code for entry in chain.above] == ["33", "3304"]


@pytest.mark.usefixtures("national")
def test_a_countrys_codes_are_found_with_it_only_and_in_their_newest_edition(both_databases):
    assert found("mask", country="JP") == ["3304991000"]
    assert found("mask") == []
    chain = hs_chain("3304991000", "ko", country="JP")
    assert [entry.written for entry in chain.entries] == [
        "33",
        "3304",
        "3304.99",
        "3304.99.10",
        "3304.99.1000",
    ]
    assert (chain.entry.edition, chain.entry.text, chain.entry.language) == (
        "2025",
        "마스크팩",
        "ko",
    )
    assert (chain.above[0].language, chain.above[0].language_name) == ("en", "English")
    assert hs_chain("3304991000", "ko") is None


@pytest.mark.usefixtures("national")
def test_words_of_scripts_without_blanks_are_found_inside_words():
    assert found("화장", "ko", country="JP") == ["33049910"]
    assert found("마스크", "en", country="JP") == ["3304991000"]


@pytest.mark.usefixtures("national")
def test_the_next_step_below_is_shown():
    assert [entry.code for entry in hs_below("", "en")] == ["09", "33", "84"]
    assert [entry.code for entry in hs_below("33", "en")] == ["3304"]
    assert [entry.code for entry in hs_below("330499", "en", country="JP")] == ["33049910"]
    below = hs_below("33049910", "en", country="JP")
    assert [entry.code for entry in below] == ["3304991000"]


def test_more_hits_take_no_more_statements(statements):
    with statements() as few:
        assert len(find_hs("3304.99", "en")) == 1
    with statements() as many:
        assert len(find_hs("33", "en")) == 4
    assert len(few) == len(many)
