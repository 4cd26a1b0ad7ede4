"""Texts and facts of versions: written, outdated, confirmed; a live one never changes."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.catalog.enums import Contents, TextOrigin, VersionState
from marketplace.catalog.models import ListingVersion
from marketplace.catalog.operations import (
    FactsOfGoods,
    TextFacts,
    change_facts,
    confirm_text,
    open_version,
    remove_text,
    write_text,
)
from marketplace.catalog.queries.listings import (
    find_text,
    live_version_of,
    open_version_of,
    texts_of,
)
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from tests.factories import goods

KOREAN = goods.WORDS["ko"]
ENGLISH = goods.WORDS["en"]
SPANISH = TextFacts(
    "Sérum calmante",
    "Sin perfume",
    "Un sérum.",
    ("sérum", "centella", "vegano"),
    TextOrigin.MACHINE,
)


def write(version, language, facts, row_version=0):
    actor = goods.owner_of(version.listing.company)
    return unit_of_work(write_text, version, language, facts, row_version=row_version, actor=actor)


def acts_on(version):
    entries = select(AuditEntry.tag, AuditEntry.facts).where(
        AuditEntry.subject == version.listing.code
    )
    return session.execute(entries.order_by(AuditEntry.id)).all()


def test_a_text_is_kept_as_one_line_its_keywords_once(version):
    facts = replace(
        ENGLISH, title="  Centella \n serum ", keywords=("Serum", "serum ", "", "vegan")
    )
    write(version, "en", facts)
    text = find_text(version, "en")
    assert (text.title, text.title_key) == ("Centella serum", "centella serum")
    assert (text.keywords, text.version) == (["Serum", "vegan"], 1)


def test_names_of_changed_fields_are_written_down_and_no_words(version):
    write(version, "en", ENGLISH)
    write(version, "en", replace(ENGLISH, title="Another"), 1)
    tag, facts = acts_on(version)[-1]
    assert (tag, facts["language"], facts["fields"]) == ("listing:text:changed", "en", ["title"])
    assert "Another" not in str(acts_on(version))


def test_an_edit_that_changes_nothing_writes_nothing(version):
    write(version, "en", ENGLISH)
    before = (len(acts_on(version)), version.listing.changed_at)
    write(version, "en", ENGLISH, 1)
    write(version, "ar", TextFacts("", "", "", ()))
    assert (len(acts_on(version)), version.listing.changed_at) == before
    assert find_text(version, "en").version == 1


def test_the_second_of_two_editors_is_refused(version):
    write(version, "en", ENGLISH)
    write(version, "en", replace(ENGLISH, title="Faster"), 1)
    with pytest.raises(Conflict, match="Someone changed this"):
        write(version, "en", replace(ENGLISH, title="Slower"), 1)
    with pytest.raises(Conflict):
        write(version, "en", ENGLISH, 0)
    assert find_text(version, "en").title == "Faster"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (replace(ENGLISH, title="x" * 81), "title"),
        (replace(ENGLISH, summary="a\x07b"), "summary"),
        (replace(ENGLISH, description="x" * 6001), "description"),
        (replace(ENGLISH, keywords=tuple("abcdefghijklm")), "keywords"),
        (replace(ENGLISH, keywords=("x" * 41,)), "keywords"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(version, facts, field):
    with pytest.raises(Refused) as refused:
        write(version, "en", facts)
    assert refused.value.field == field
    assert texts_of(version) == []


def test_a_language_that_the_house_does_not_speak_is_refused(version):
    with pytest.raises(Refused, match="languages offered"):
        write(version, "tlh", ENGLISH)


def test_a_change_of_the_original_makes_the_others_outdated_until_confirmed(version):
    actor = goods.owner_of(version.listing.company)
    write(version, "ko", KOREAN)
    write(version, "en", ENGLISH)
    write(version, "es", SPANISH)
    assert find_text(version, "es").origin is TextOrigin.MACHINE
    write(version, "ko", replace(KOREAN, summary="새 소개"), 1)
    assert {text.language: text.origin for text in texts_of(version)} == {
        "en": TextOrigin.OUTDATED,
        "es": TextOrigin.OUTDATED,
        "ko": TextOrigin.WRITTEN,
    }
    unit_of_work(confirm_text, version, "es", row_version=2, actor=actor)
    unit_of_work(confirm_text, version, "es", row_version=3, actor=actor)
    assert find_text(version, "es").origin is TextOrigin.TRANSLATED
    assert [tag for tag, _facts in acts_on(version)].count("listing:text:confirmed") == 1
    with pytest.raises(Conflict):
        unit_of_work(confirm_text, version, "ar", row_version=0, actor=actor)


def test_a_language_is_taken_away_by_emptying_or_removing_it(version):
    actor = goods.owner_of(version.listing.company)
    write(version, "en", ENGLISH)
    write(version, "en", TextFacts("", " ", "", ("",)), 1)
    assert texts_of(version) == []
    write(version, "en", ENGLISH)
    with pytest.raises(Conflict):
        unit_of_work(remove_text, version, "en", row_version=7, actor=actor)
    unit_of_work(remove_text, version, "en", row_version=1, actor=actor)
    unit_of_work(remove_text, version, "en", row_version=1, actor=actor)
    assert texts_of(version) == []


def change(version, row_version=None, **facts):
    actor = goods.owner_of(version.listing.company)
    seen = version.version if row_version is None else row_version
    return unit_of_work(change_facts, version, FactsOfGoods(**facts), row_version=seen, actor=actor)


def test_facts_are_written_once(version):
    leaf = goods.add_tree()
    facts = {
        "category": leaf,
        "brand": " Onsaem ",
        "origin_country": "KR",
        "net_thousandths": 30_000,
        "net_unit": "MLT",
        "contents": (Contents.LIQUID, Contents.ALCOHOL),
    }
    change(version, **facts)
    assert (version.brand, version.category.slug, version.net_unit) == ("Onsaem", "serums", "MLT")
    assert (version.contents, version.contents_stated) == (["alcohol", "liquid"], True)
    seen = version.version
    change(version, **facts)
    assert version.version == seen
    with pytest.raises(Conflict):
        change(version, row_version=seen - 1, brand="Late")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"category": "nowhere"}, "category"),
        ({"category": "cosmetics"}, "category"),
        ({"origin_country": "XX"}, "origin_country"),
        ({"net_thousandths": 30_000, "net_unit": "MTK"}, "net"),
        ({"net_thousandths": 0, "net_unit": "MLT"}, "net"),
        ({"net_thousandths": 5}, "net"),
        ({"brand": "x" * 81}, "brand"),
    ],
)
def test_facts_that_cannot_be_are_refused_beside_their_field(version, facts, field):
    goods.add_tree()
    with pytest.raises(Refused) as refused:
        change(version, **facts)
    assert refused.value.field == field


def test_a_live_version_is_never_changed_its_successor_is(app, company):
    listing = goods.shown_listing(app, company)
    live = live_version_of(listing)
    title = find_text(live, "en").title
    write(live, "en", ENGLISH, 1)
    assert open_version_of(listing) is None, "nothing differs, so nothing is begun"
    successor = write(live, "en", replace(ENGLISH, title="Centella serum, new"), 1)
    assert (successor.number, successor.state) == (2, VersionState.DRAFT)
    assert find_text(live, "en").title == title
    assert find_text(successor, "en").title == "Centella serum, new"
    assert find_text(successor, "ko").origin is TextOrigin.WRITTEN
    assert successor.category_id == live.category_id
    with pytest.raises(Conflict, match="newer version"):
        write(live, "en", replace(ENGLISH, title="Too late"), 1)


def test_opening_a_version_twice_gives_the_same(app, company):
    listing, actor = goods.shown_listing(app, company), goods.owner_of(company)
    first = unit_of_work(open_version, listing, actor=actor).code
    assert unit_of_work(open_version, listing, actor=actor).code == first
    assert len(session.scalars(select(ListingVersion)).all()) == 2


def test_what_is_in_review_is_not_written_on(company):
    listing = goods.submitted_listing(company)
    version = open_version_of(listing)
    with pytest.raises(Conflict, match="We are looking at this version"):
        write(version, "en", replace(ENGLISH, title="Later"), 1)
    with pytest.raises(Conflict, match="We are looking at this version"):
        unit_of_work(open_version, listing, actor=goods.owner_of(company))
