"""Catalogues that operators bring in: by a mapping, through the same acts as sheets."""

import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from marketplace.catalog.enums import ListingState, PriceShown, VersionState
from marketplace.catalog.models import CategoryListing, Listing, ListingText, ListingVersion
from marketplace.catalog.operations.categories import fill_tree
from marketplace.catalog.operations.importing import Catalogue, import_catalogue
from marketplace.catalog.operations.known_catalogues import KNOWN_CATALOGUE
from marketplace.catalog.sheets.mapping import read_mapping
from marketplace.catalog.sheets.remarks import sentence
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session
from marketplace.core.sheets.tables import read_table
from marketplace.core.work.worker import work_until_idle
from tests.factories import goods

MAPPINGS = Path(__file__).with_name("mappings")
FIRST_ROWS = 500

MAPPING = """
language = "en"
[columns]
sku = "id"
title = "name"
summary = "line"
description = "text"
price_1 = "price"
[constants]
category = "serums"
currency = "USD"
contents = "none"
"""
ROWS = (
    "id,name,line,text,price\n"
    "1,Calm serum,A serum,It calms,4.20\n"
    "2,Quick serum,A serum,It is quick,\n"
    "2,Other serum,A serum,It is other,\n"
    "3,,A serum,It has no name,\n"
    "4,Short serum,,It says no line,\n"
)


@pytest.fixture
def company(app, context):
    made = goods.company_of(goods.make_seller(app))
    goods.add_tree()
    return made.code


@pytest.fixture
def bring(company):
    """Bring a catalogue in; return the counts by outcome, and the remarks as (row, sentence)."""

    def bring(content, mapping=MAPPING, *, name="a.csv", profile=KNOWN_CATALOGUE, **wishes):
        said = []

        def tell(_done, remarks):
            said.extend((one.row, sentence(one.code, one.facts)) for one in remarks)

        read = read_mapping(mapping)
        table = read_table(content.encode(), name, json_columns=read.names)
        catalogue = Catalogue(table, read, profile)
        done = import_catalogue(catalogue, company, actor=AT_THE_SERVER, tell=tell, **wishes)
        session.rollback()
        return {kind.value: count for kind, count in done.listings.items() if count}, said

    return bring


def only(sku="1"):
    found = select(Listing).join(ListingVersion).order_by(Listing.id)
    return session.scalars(found).unique().all()[int(sku) - 1]


def versions(listing):
    found = select(ListingVersion.state).where(ListingVersion.listing_id == listing.id)
    return session.scalars(found.order_by(ListingVersion.id)).all()


def test_a_known_catalogue_is_shown_as_it_goes_in_and_each_refusal_is_named(both_databases, bring):
    counts, said = bring(ROWS)
    assert counts == {"new": 2, "faulty": 3}
    assert said == [
        (4, "This SKU is in row 3 already."),
        (5, "The name of the goods is missing. Please write it in your language."),
        (6, "Write the line in short in English."),
    ]
    first, second = only("1"), only("2")
    assert [first.state, second.state] == [ListingState.SHOWN] * 2
    assert [first.price_shown, second.price_shown] == [PriceShown.EVERYONE, PriceShown.ON_REQUEST]
    assert versions(first) == [VersionState.LIVE]
    placed = select(func.count()).where(CategoryListing.listing_id == first.id)
    assert session.scalar(placed.select_from(CategoryListing)) == 3


def test_one_language_is_enough_and_keywords_come_from_the_category(bring):
    bring(ROWS)
    assert session.scalars(select(ListingVersion.original).distinct()).all() == ["en"]
    assert session.scalars(select(ListingText.keywords)).first() == ["Serums"]


def test_the_profile_stands_in_the_record(bring, company):
    bring(ROWS)
    told = select(AuditEntry).where(AuditEntry.tag == "company:catalogue:imported")
    entry = session.scalars(told).one()
    assert (entry.subject, entry.facts["profile"]) == (company, KNOWN_CATALOGUE)
    assert (entry.facts["rows"], entry.facts["new"], entry.facts["faulty"]) == (5, 2, 3)
    vouched = select(AuditEntry.facts).where(AuditEntry.tag == "listing_version:state:vouch")
    assert {facts["profile"] for facts in session.scalars(vouched)} == {KNOWN_CATALOGUE}


def test_the_same_catalogue_twice_is_once_and_a_newer_one_changes(bring):
    bring(ROWS)
    assert bring(ROWS)[0] == {"unchanged": 2, "faulty": 3}
    newer = ROWS.replace("It calms", "It calms at once").replace("4.20", "4.50")
    assert bring(newer)[0] == {"changed": 1, "unchanged": 1, "faulty": 3}
    assert versions(only("1")) == [VersionState.REPLACED, VersionState.LIVE]


def test_without_the_profile_rows_are_drafts(bring):
    assert bring(ROWS, profile="")[0] == {"new": 3, "faulty": 2}
    assert versions(only("1")) == [VersionState.DRAFT]
    assert only("1").state is ListingState.DRAFT


def test_a_dry_run_says_the_same_and_writes_nothing(bring):
    counts, said = bring(ROWS, profile="", is_dry=True)
    assert counts == {"new": 3, "faulty": 2}
    assert len(said) == 2
    assert session.scalar(select(func.count(Listing.id))) == 0


def test_an_import_that_was_broken_off_goes_on(bring, monkeypatch):
    lines = [f"{number},Serum {number},A serum,It calms,2\n" for number in range(5, 200)]
    content = "id,name,line,text,price\n" + "".join(lines)
    calls = []

    def killed(*arguments, **wishes):
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return taken(*arguments, **wishes)

    from marketplace.catalog.operations import importing

    taken = importing.import_known_catalogue
    monkeypatch.setattr(importing, "import_known_catalogue", killed)
    monkeypatch.setattr(importing, "ROWS_A_UNIT", 40)
    with pytest.raises(KeyboardInterrupt):
        bring(content)
    assert session.scalar(select(func.count(Listing.id))) == 80
    assert bring(content)[0] == {"new": 115, "unchanged": 80}


def test_what_is_missing_is_shown_as_not_stated(app, bring, company):
    bring(ROWS)
    listing = only("2")
    goods.let_show(app, listing.company)
    code = listing.code
    session.rollback()
    client = app.test_client()
    page = client.get(f"/en/listings/{code}/quick-serum").text
    assert page.count("Not stated") == 6
    assert "Price on request" in page
    assert "lead time not stated" in client.get("/en/categories/serums").text
    compared = client.get("/en/compare", query_string={"goods": [code, only("1").code]}).text
    assert "Not stated" in compared


def test_known_goods_are_found_by_buyers(app, bring):
    bring(ROWS)
    listing = only("1")
    goods.let_show(app, listing.company)
    code = listing.code
    session.rollback()
    work_until_idle(app)
    assert code in app.test_client().get("/en/search?q=calm").text


def test_the_command_reads_files_and_says_what_became_of_them(app, company, tmp_path):
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"id": 9, "name": "Serum", "line": "A", "text": "B", "price": "2"}) + "\n"
    )
    session.rollback()
    options = ["--company", company, "--mapping", str(tmp_path / "map.toml")]
    run = app.test_cli_runner().invoke
    files = [str(tmp_path / "a.csv"), str(tmp_path / "b.jsonl")]
    result = run(args=["catalog", "import", *files, *options, "--profile", KNOWN_CATALOGUE])
    assert result.exit_code == 0
    assert "Row 4, sku: This SKU is in row 3 already.\n" in result.output
    assert "a.csv: 5 rows. 2 new, 0 changed, 0 as they were, 3 refused.\n" in result.output
    assert "b.jsonl: 1 rows. 1 new" in result.output


def test_the_command_takes_pictures_from_a_zip(app, company, tmp_path):
    mapping = MAPPING.replace("[constants]", 'pictures = "{name}.png"\n[constants]')
    (tmp_path / "map.toml").write_text(mapping, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as packed:
        Image.new("RGB", (300, 300), "teal").save(tmp_path / "drawn.png")
        packed.write(tmp_path / "drawn.png", "all/calm serum.png")
        packed.writestr("Quick serum.png", b"no picture")
    session.rollback()
    options = ["--mapping", str(tmp_path / "map.toml"), "--pictures", str(tmp_path / "p.zip")]
    files = ["catalog", "import", str(tmp_path / "a.csv"), "--company", company]
    result = app.test_cli_runner().invoke(args=[*files, *options, "--profile", KNOWN_CATALOGUE])
    assert [bool(one.cover) for one in session.scalars(select(ListingVersion))] == [True, False]
    assert "Row 3, pictures: We could not take the picture “Quick serum.png”. We" in result.output
    assert "Row 6, pictures: There is no “Short serum.png” in the zip" in result.output


def test_the_columns_of_a_mapping_are_listed(app):
    lines = app.test_cli_runner().invoke(args=["catalog", "columns"]).output.splitlines()
    assert "origin: Country of origin. Its name or code." in lines
    assert any(line.startswith("title:en: Name of the goods") for line in lines)


@pytest.mark.parametrize(
    ("content", "company_code", "sentence_part"),
    [
        (ROWS, "COM-0000-00000", "is no company that sells"),
        ("%PDF\x00", None, "neither an Excel file"),
        ('{"id": 1}\n{"id"\n', None, "a.jsonl, line 2: We could not read this file."),
        ("id,name\n1,Serum\n", None, "The file has no column line, price, text"),
    ],
)
def test_the_command_says_what_is_wrong(
    app, company, tmp_path, content, company_code, sentence_part
):
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    file = tmp_path / ("a.jsonl" if content.startswith("{") else "a.csv")
    file.write_text(content, encoding="utf-8")
    session.rollback()
    options = ["--company", company_code or company, "--mapping", str(tmp_path / "map.toml")]
    result = app.test_cli_runner().invoke(args=["catalog", "import", str(file), *options])
    assert (result.exit_code, sentence_part in result.output) == (1, True)


def test_a_mapping_in_another_encoding_is_said_to_be_none(app, company, tmp_path):
    (tmp_path / "map.toml").write_bytes(b'language = "en" # \xe9')
    options = ["--company", company, "--mapping", str(tmp_path / "map.toml")]
    result = app.test_cli_runner().invoke(
        args=["catalog", "import", str(tmp_path / "map.toml"), *options]
    )
    assert (result.exit_code, "no text in UTF-8" in result.output) == (1, True)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("file", "mapping", "expected"),
    [
        ("icecat_catalogue/products_sample_10pct.jsonl", "icecat", {"new": 500}),
        ("b2b_1688_zh_en/products.jsonl", "b2b_1688", {"new": 479, "faulty": 21}),
        ("naver_shopping_ko/items.json", "naver", {"new": 339, "faulty": 1}),
    ],
)
def test_real_catalogues_go_in(bring, real_data, file, mapping, expected):
    path = real_data(file)
    fill_tree(actor=AT_THE_SERVER)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        text = "".join(text.splitlines(keepends=True)[:FIRST_ROWS])
    counts, said = bring(text, (MAPPINGS / f"{mapping}.toml").read_text(), name=path.name)
    assert counts == expected
    assert all(line.startswith("This SKU is in row") for _row, line in said)
