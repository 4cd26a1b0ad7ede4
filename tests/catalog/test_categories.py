"""Finding leaves by words, and their HS codes."""

import pytest

from marketplace.catalog.operations.categories import import_categories
from marketplace.catalog.operations.category_files import TreeFormat
from marketplace.catalog.queries.categories import (
    find_branch,
    gaps,
    hs_suggestions,
    leaves_for,
    tree,
)
from marketplace.catalog.queries.category_words import category_key, category_words
from marketplace.core.audit import AT_THE_SERVER
from tests.factories.goods import add_category, add_hs_code

HEADER = "code,parent,name_en,words_en,name_ko,words_ko,name_es,words_es,name_ar"
LINES = (
    "care,,Care,,케어,,Cuidado,,عناية",
    "toner,care,Toners,facial toner; face mist,토너,화장수; 스킨,Tónicos faciales,tónico,تونر",
    "ink,care,Inks,toner cartridge,잉크,토너 카트리지,Tintas,,أحبار",
    "oil,care,Oil seals,,오일씰,,Retenes,,",
    "cream,care,Creams,body lotion and toner,크림,,Cremas,,كريمات",
)


@pytest.fixture
def leaves(context, tmp_path):
    path = tmp_path / "tree.csv"
    path.write_text("\n".join([HEADER, *LINES]), encoding="utf-8")
    import_categories(path, TreeFormat.CSV, actor=AT_THE_SERVER)


def found(words, language="en", **options):
    return [hit.leaf.slug for hit in leaves_for(words, language, **options)]


@pytest.mark.usefixtures("leaves")
def test_the_nearest_name_comes_first(both_databases):
    assert found("toner") == ["toners", "inks", "creams"]
    assert found("TONERS!") == found("toner")
    assert found("facial toner") == ["toners"]
    assert found("ton") == ["toners", "inks", "creams"]
    assert found("toner", limit=1) == ["toners"]


@pytest.mark.usefixtures("leaves")
def test_words_of_every_language_find_whatever_the_reader_speaks(both_databases):
    for words in ("화장수", "스킨", "tónico", "Tonico", "tonicos faciales", "تونر"):
        assert found(words, "ar")[0] == "toners", words


@pytest.mark.usefixtures("leaves")
def test_a_leaf_comes_with_its_chain_in_the_readers_language_and_the_phrase_that_matched():
    hit = leaves_for("face mist", "ko")[0]
    assert [branch.name for branch in hit.chain] == ["케어", "토너"]
    assert hit.by == "face mist"
    seal = leaves_for("retenes", "ar")[0].leaf
    assert (seal.name, seal.language) == ("Oil seals", "en")


@pytest.mark.usefixtures("leaves")
def test_where_no_leaf_has_all_the_words_the_most_count():
    assert found("vegan facial toner")[0] == "toners"
    assert found("촉촉한화장수")[0] == "toners"


@pytest.mark.usefixtures("leaves")
@pytest.mark.parametrize("words", ["", " ", "%", "_", "zzz", "!?"])
def test_what_no_leaf_has_finds_nothing(words):
    assert found(words) == []


@pytest.mark.usefixtures("leaves")
def test_branches_are_not_found():
    assert found("care") == []


@pytest.mark.usefixtures("leaves")
def test_a_leaf_that_came_meanwhile_is_found_with_its_chain():
    tree("en")
    add_category("pears")
    assert found("pears") == ["pears"]


def test_one_leaf_and_many_take_the_same_statements(leaves, statements):
    def counted(words):
        tree("en")
        with statements() as seen:
            leaves_for(words, "en")
        return len(seen)

    assert counted("retenes") == counted("toner") == 1


def test_usual_codes_come_with_their_chains_the_most_usual_first(context, statements):
    for code in ("33", "3304", "330499", "3401", "340130"):
        add_hs_code(code)
    add_category("creams", hs=("330499",))
    add_category("cleansers", hs=("340130", "330499", "999999"))
    add_category("things", hs=())
    one, two, none = (find_branch(slug, "en").id for slug in ("creams", "cleansers", "things"))
    codes = [[entry.code for entry in chain.entries] for chain in hs_suggestions(two, "en")]
    assert codes == [["3401", "340130"], ["33", "3304", "330499"]]
    assert hs_suggestions(none, "en") == []
    with statements() as few:
        hs_suggestions(one, "en")
    with statements() as more:
        hs_suggestions(two, "en")
    assert len(few) == len(more)


def test_what_the_tree_lacks_is_named(context):
    add_category("creams", hs=("330499", "999999"))
    add_hs_code("330499")
    lacking = gaps(("en", "ko"))
    assert lacking.nameless == {"en": [], "ko": ["creams"]}
    assert lacking.unknown_hs == [("creams", "999999")]


def test_accents_case_and_arabic_signs_do_not_matter_and_letters_stay():
    assert category_words("Crème Fraîche") == ["creme", "fraiche"]
    assert category_words("ЁЖ") == category_words("еж")
    assert category_words("أَحْمَر") == category_words("احمر")
    assert category_words("ガーゼ") == ["ガーゼ"]
    assert category_words("토너·스킨") == ["토너", "스킨"]
    assert category_key(("Toners", "face mist")) == " toners face mist"
