"""Larger trees of goods from files."""

import pytest
from sqlalchemy import func, select

from marketplace.catalog.models import Category, CategoryHs, CategoryName
from marketplace.catalog.operations.categories import import_categories
from marketplace.catalog.operations.category_files import TreeFormat, slug_of
from marketplace.catalog.queries.categories import leaves_for
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session
from marketplace.reference.operations.tables import UnreadableFile
from tests.factories.goods import add_category, add_hs_code

SHOPIFY = (
    "id\tlevel\tparent\tpath_en\tname_en\tname_zh-CN\tname_zh-TW\tname_pt-BR\tname_de\n"
    "hb\t1\t\tx\tHealth & Beauty\t健康美容\t健康美容品\tSaúde e beleza\tGesundheit\n"
    "hb-1\t2\thb\tx\tToners\t爽肤水\t化妝水\tTônicos\tToner\n"
    "hb-2\t2\thb\tx\tBath Toys\t\t\t\t\n"
    "tg\t1\t\tx\tToys\t\t\t\t\n"
    "tg-1\t2\ttg\tx\tBath Toys\t\t\t\t\n"
)


@pytest.fixture
def read(context, tmp_path):
    def read(content, kind=TreeFormat.SHOPIFY, name="tree.txt", **options):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return import_categories(path, kind, actor=AT_THE_SERVER, **options)

    return read


def table(*lines, header="code,parent,name_en,words_en,hs"):
    return "\n".join([header, *lines]) + "\n"


def slugs():
    return dict(
        session.execute(select(Category.source_code, Category.slug).order_by(Category.id)).all()
    )


def faults(report):
    return [(fault.row, fault.sentence) for fault in report.faults]


def test_shopifys_tree_is_read_with_the_languages_that_we_speak(both_databases, read):
    report = read(SHOPIFY)
    assert (report.added, report.faults) == (5, [])
    toners = session.scalar(select(Category).where(Category.source_code == "hb-1"))
    assert (toners.slug, toners.path, toners.depth) == ("toners", "health-beauty/toners/", 1)
    assert (toners.source, toners.is_leaf, toners.rank) == ("shopify", True, 10_003)
    names = select(CategoryName.language, CategoryName.name)
    named = session.execute(names.where(CategoryName.category_id == toners.id)).all()
    assert dict(named) == {"en": "Toners", "zh": "爽肤水", "pt": "Tônicos"}
    top = session.scalar(select(Category).where(Category.source_code == "hb"))
    assert (top.parent_id, top.is_leaf) == (None, False)


def test_the_same_file_twice_changes_nothing(both_databases, read):
    read(SHOPIFY)
    again = read(SHOPIFY)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 5)
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def test_an_import_is_audited_with_its_figures(read):
    read(SHOPIFY)
    entry = session.scalar(select(AuditEntry))
    assert (entry.tag, entry.subject) == ("category:import:done", "shopify")
    assert entry.facts == {"added": 5, "changed": 0, "skipped": 0}


def test_a_taken_address_goes_to_the_parents_name_or_the_code(read):
    add_category("toners")
    read(SHOPIFY)
    assert slugs()["hb-1"] == "health-beauty-toners"
    assert (slugs()["hb-2"], slugs()["tg-1"]) == ("bath-toys", "toys-bath-toys")
    read(table("a,,Toners,,"), TreeFormat.CSV)
    assert slugs()["a"] == "csv-a"
    other = read(table("c,,Toners,,", "c,,Toners,,"), TreeFormat.CSV, source="Csv a")
    assert slugs()["c"] == "csv-a-c"
    assert faults(other) == [(3, "c stands in row 2 already.")]


def test_an_address_may_be_named_and_a_category_without_a_free_one_is_skipped(read):
    add_category("tonics")
    add_category("csv-b")
    rows = ("a,,Waters,waters-2", "b,,Tonics,", "c,,Bad,Bad Name")
    report = read(table(*rows, header="code,parent,name_en,slug"), TreeFormat.CSV)
    assert slugs()["a"] == "waters-2"
    assert [fault.row for fault in report.faults] == [3, 4]
    assert faults(report)[0][1] == "b: its names for an address are taken."


def test_our_own_leaf_comes_before_those_of_another_tree(read):
    add_category("toners")
    read(SHOPIFY)
    found = [hit.leaf.slug for hit in leaves_for("toners", "en")]
    assert found == ["toners", "health-beauty-toners"]


def test_a_better_name_takes_the_place_of_the_old_and_the_address_stays(read):
    read(SHOPIFY)
    report = read(SHOPIFY.replace("\tToners\t", "\tFace Toners\t"))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 4)
    assert slugs()["hb-1"] == "toners"
    assert leaves_for("face toner", "en")[0].leaf.name == "Face Toners"


def test_a_table_brings_words_and_codes(read):
    add_hs_code("330499")
    report = read(table("a,,Care,,", "b,a,Toner,skin water; tonic,3304.99"), TreeFormat.CSV)
    assert (report.added, report.faults) == (2, [])
    assert leaves_for("skin water", "en")[0].by == "skin water"
    assert session.scalars(select(CategoryHs.code)).all() == ["330499"]
    read(table("a,,Care,,", "b,a,Toner,skin water; tonic,"), TreeFormat.CSV)
    assert session.scalars(select(CategoryHs.code)).all() == []


def test_a_branch_of_ours_is_read_beside_the_tree(read):
    branch = (
        'en = "Fruit"\n[apples]\nen = "Apples"\n[pears]\nko = "배"\n[plums]\nhs = 1\nen = "P"\n'
    )
    report = read(branch, TreeFormat.TOML, name="fruit.toml")
    assert report.added == 2
    assert faults(report) == [
        (3, "pears: it has no English name."),
        (4, "plums: its HS codes are no list."),
    ]


def test_rows_that_cannot_be_read_are_named_and_skipped_with_what_is_below(read):
    report = read(
        table(
            ",,No code,,",
            "a,,,,",
            "b,a,Below nothing,,",
            "c,,Odd code,,12",
            "d,,Unknown code,,999999",
            "e,,Fine,,",
            f"f,e,{'x' * 121},,",
            f"g,e,Wordy,{'y' * 601},",
            "h,e",
        ),
        TreeFormat.CSV,
    )
    assert report.added == 1
    assert [fault.row for fault in report.faults] == [2, 3, 4, 5, 6, 8, 9, 10]
    assert faults(report)[2] == (4, "b: what it stands below, a, is not there.")
    assert faults(report)[4] == (6, "d: there is no HS code 999999.")


def test_eight_levels_are_taken_and_no_more(read):
    lines = [f"{level},{level - 1 or ''},Level {level},," for level in range(1, 10)]
    report = read(table(*lines), TreeFormat.CSV)
    assert report.added == 8
    assert faults(report) == [(10, "9: it lies deeper than 8 levels.")]


def test_what_moves_takes_along_what_is_below_it(read):
    read(table("a,,A,,", "b,,B,,", "c,a,C,,", "d,c,D,,"), TreeFormat.CSV)
    report = read(table("a,,A,,", "b,,B,,", "c,b,C,,", "d,c,D,,"), TreeFormat.CSV)
    assert (report.changed, report.unchanged) == (1, 3)
    paths = dict(session.execute(select(Category.source_code, Category.path)).all())
    assert (paths["c"], paths["d"]) == ("b/c/", "b/c/d/")
    leaves = select(Category.source_code).where(Category.is_leaf).order_by(Category.source_code)
    assert session.scalars(leaves).all() == ["a", "d"]


def test_nothing_moves_below_itself_or_too_deep(read):
    lines = [f"{level},{level - 1 or ''},Level {level},," for level in range(1, 8)]
    read(table(*lines, "x,,X,,", "y,x,Y,,"), TreeFormat.CSV)
    report = read(table("1,2,Level 1,,", "x,7,X,,"), TreeFormat.CSV)
    assert faults(report) == [
        (2, "1: 2 stands below it."),
        (3, "x: it would lie deeper than 8 levels."),
    ]


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        ("a,b\n1,2\n", TreeFormat.CSV, "lacks the columns code, parent, name_en"),
        ("a\tb\n1\t2\n", TreeFormat.SHOPIFY, "lacks the columns id, parent, name_en"),
        ("en = ", TreeFormat.TOML, "is no TOML"),
        ('xx = "A"\n', TreeFormat.TOML, "xx is none of our languages"),
        ("en = 1\n", TreeFormat.TOML, "is no text"),
        ('en = ""\n', TreeFormat.TOML, "is no name"),
        ('en = "A"\nposition = "x"\n', TreeFormat.TOML, "is no branch of goods"),
    ],
)
def test_a_file_that_is_no_tree_says_why(read, content, kind, says):
    with pytest.raises(UnreadableFile, match=says):
        read(content, kind, name="tree.toml")


def test_files_that_are_no_branch_say_why(read, tmp_path):
    with pytest.raises(UnreadableFile, match="no name for an address"):
        read('en = "A"\n', TreeFormat.TOML, name="Big Tree.toml")
    with pytest.raises(UnreadableFile, match="larger than 1 MB"):
        read(f"# {'x' * 2**20}\n", TreeFormat.TOML, name="tree.toml")
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        import_categories(tmp_path / "none.toml", TreeFormat.TOML, actor=AT_THE_SERVER)


@pytest.mark.parametrize("source", ["naru", "Naru!", "x" * 33])
def test_another_tree_cannot_take_the_name_of_ours(read, source):
    with pytest.raises(UnreadableFile, match="cannot be the name"):
        read(SHOPIFY, source=source)


def test_texts_become_names_for_addresses():
    assert slug_of("Crème & Care, Men's 3D") == "creme-care-mens-3d"
    assert slug_of("화장품") == ""
    assert len(slug_of("ab " * 80)) <= 80


def test_a_longer_file_takes_more_units_and_no_more_statements_a_unit(read, statements):
    def counted(rows):
        lines = [f"{rows}-{number},,Thing {rows} {number},," for number in range(rows)]
        with statements() as seen:
            read(table(*lines), TreeFormat.CSV)
        return len(seen)

    counted(1)
    assert counted(500) == counted(2)


@pytest.mark.real_data
@pytest.mark.parametrize("limit", [500, pytest.param(None, marks=pytest.mark.full)])
def test_shopifys_own_tree_is_read_and_the_second_time_changes_nothing(context, real_data, limit):
    path = real_data("shopify_taxonomy/categories_names_14lang.tsv")

    def read():
        return import_categories(path, TreeFormat.SHOPIFY, actor=AT_THE_SERVER, limit=limit)

    first, again = read(), read()
    assert first.added == (limit or 10_595)
    assert first.faults == []
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)
    assert session.scalar(select(func.max(Category.depth))) == (5 if limit else 7)
