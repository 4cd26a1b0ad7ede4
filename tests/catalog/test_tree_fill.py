"""Our own tree of goods, filled in at the start."""

import pytest
from sqlalchemy import func, select

from marketplace.catalog.models import Category, CategoryHs, CategoryName
from marketplace.catalog.operations import categories
from marketplace.catalog.operations.categories import fill_tree
from marketplace.catalog.queries.categories import find_branch, gaps, leaves_for, tree
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session
from marketplace.core.languages import LANGUAGES
from marketplace.reference.operations.tables import UnreadableFile

BRANCH = """
position = {position}
en = "Fruit"
ko = "과일"

[apples]
hs = ["0808.10"]
en = "{apples}; pippin"
ko = "사과"

[pears]
en = "Pears"
"""


@pytest.fixture
def small(tmp_path, monkeypatch, context):
    """Let our own tree be one small branch; return what writes it and fills it in."""
    monkeypatch.setattr(categories, "TREE", tmp_path)

    def fill(text=BRANCH, name="fruit", *, position=10, apples="Apples"):
        path = tmp_path / f"{name}.toml"
        path.write_text(text.replace("{position}", str(position)).replace("{apples}", apples))
        return fill_tree(actor=AT_THE_SERVER)

    return fill


def rows():
    query = select(Category).order_by(Category.path)
    return {row.slug: row for row in session.scalars(query).unique()}


def test_the_whole_tree_is_filled_in_once_and_found_in_every_language(context):
    report = fill_tree(actor=AT_THE_SERVER)
    assert report.faults == []
    assert report.added == session.scalar(select(func.count(Category.id))) >= 174
    assert fill_tree(actor=AT_THE_SERVER) is None
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1
    toner = find_branch("toner", "ko")
    assert [branch.name for branch in tree("ko").chain(toner)] == ["스킨케어", "토너"]
    assert not any(gaps(LANGUAGES).nameless.values())
    for words in FINDING_TONERS:
        assert leaves_for(words, "en")[0].leaf.slug == "toner", words
    for words, slug in FINDING.items():
        assert leaves_for(words, "en")[0].leaf.slug == slug, words


FINDING_TONERS = (
    "toner",
    "Toners",
    "facial toner",
    "토너",
    "화장수",
    "爽肤水",
    "化妆水",
    "化粧水",
    "tónico",
    "tonico facial",
    "lotion tonique",
    "tônico facial",
    "тоник",
    "تونر",
)
#: Words of buyers, and the leaf that they mean.
FINDING = {
    "toner cartridge": "ink-cartridges",
    "mascarilla facial": "sheet-mask",
    "crème solaire": "sunscreen",
    "口红": "lip-makeup",
    "ラーメン": "instant-noodles",
    "أعشاب بحرية محمصة": "seaweed-snacks",
    "ball valve": "valves",
    "подшипник": "bearings",
    "intraoral scanner": "intraoral-scanners",
    "LED desk lamp": "desk-lamps",
    "frying pan": "cookware",
    "보조배터리": "chargers",
    "보습 화장수 추천": "toner",
    "保湿化妆水": "toner",
}


def test_names_words_and_codes_are_written(small):
    small()
    apples = rows()["apples"]
    assert (apples.path, apples.depth, apples.is_leaf) == ("fruit/apples/", 1, True)
    assert (rows()["fruit"].rank, rows()["fruit"].is_leaf) == (10, False)
    english = session.get(CategoryName, (apples.id, "en"))
    assert (english.name, english.words, english.key) == ("Apples", "pippin", " apples pippin")
    codes = select(CategoryHs.code).where(CategoryHs.category_id == apples.id)
    assert session.scalars(codes).all() == ["080810"]


def test_a_new_edition_keeps_the_rows_and_changes_what_is_new(small):
    small()
    before = {slug: row.id for slug, row in rows().items()}
    report = small(apples="Apples and quinces", position=20)
    assert (report.added, report.changed, report.unchanged) == (0, 2, 1)
    assert {slug: row.id for slug, row in rows().items()} == before
    assert find_branch("apples", "en").name == "Apples and quinces"


def test_a_leaf_that_an_edition_no_longer_has_is_retired_and_may_come_back(small):
    small()
    small(BRANCH.split("[pears]", maxsplit=1)[0])
    assert rows()["pears"].retired
    assert leaves_for("pears", "en") == []
    small()
    assert not rows()["pears"].retired


def test_a_leaf_may_move_to_another_branch(small):
    small()
    pear = rows()["pears"].id
    small(BRANCH.split("[pears]", maxsplit=1)[0])
    small('en = "Orchard"\n[pears]\nen = "Pears"\n', name="orchard")
    moved = rows()["pears"]
    assert (moved.id, moved.path, moved.retired) == (pear, "orchard/pears/", False)
    assert not rows()["orchard"].is_leaf


def test_a_branch_that_cannot_be_read_stops_the_fill(small):
    with pytest.raises(UnreadableFile, match="no English name"):
        small('en = "Fruit"\n[pears]\nko = "배"\n')
    with pytest.raises(UnreadableFile, match="is no branch of goods"):
        small('ko = "과일"\n')
