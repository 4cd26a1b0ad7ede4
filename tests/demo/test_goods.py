from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.accounts.models import Person
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import Listing, ListingImage, ListingOption, ListingText, PriceTier
from marketplace.catalog.queries.listings import images_of, newest_version_of
from marketplace.core import clock
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from marketplace.core.images import media_name
from marketplace.core.storage import storage
from marketplace.demo import goods, pictures
from marketplace.demo.drawings import read_drawing
from marketplace.demo.goods import Assortment, stock_up
from marketplace.demo.load import load_demo
from marketplace.demo.sign_up import active_person
from marketplace.demo.written_goods import GoodsFate, Ware, few, wares_of
from marketplace.moderation.models import Review
from tests.factories.goods import add_category, add_hs_code

pytestmark = pytest.mark.usefixtures("context", "loaded")
FIRST = wares_of("KR", "Hanbiton")[0]


@pytest.fixture
def tree(context):
    """Let the house have the leaf and the HS code of the first seller's first goods."""
    add_category("lighting", is_leaf=False)
    add_category("desk-lamps", above="lighting", hs=("940521",))
    add_hs_code("940521")


def house():
    """Return the sign-ins of the demo's own seller and operator."""
    sign_ins = load_demo(companies=1)
    return sign_ins.person("seller").mail, active_person(sign_ins.person("operator").mail)


def listings():
    session.expire_all()
    return session.scalars(select(Listing).order_by(Listing.id)).all()


def counts():
    rows = (Listing, ListingImage, ListingOption, ListingText, PriceTier, Review, AuditEntry)
    return [session.scalar(select(func.count()).select_from(row)) for row in rows]


def ending(end, number):
    """Return small goods that end so."""
    row = {
        **FIRST.row,
        "code": f"T-{number}",
        "options": [],
        "draw": ["bulb honey ONE"],
        "end": end.value,
        "reasons": ["claim"],
        "note": ["Please say it otherwise.", "en"],
        "newer_en": ["A newer lamp", "Another line in short", "lamp; light; desk"],
    }
    return Ware({tag: facts for tag, facts in row.items() if tag not in {"zh", "ja", "fr", "pt"}})


def test_a_house_without_a_tree_gets_no_goods():
    load_demo(companies=1)
    assert listings() == []


@pytest.mark.usefixtures("tree")
def test_a_small_house_has_one_listing_shown_and_one_draft():
    load_demo(companies=1)
    shown, draft = listings()
    assert (shown.state, draft.state) == (ListingState.SHOWN, ListingState.DRAFT)
    assert clock.now() - timedelta(days=21) < shown.created_at < shown.listed_at < clock.now()
    image = images_of(newest_version_of(shown))[0]
    assert (image.width, image.height) == (1600, 1200)
    assert set(image.alt) == {"ko", "en"}
    assert storage().get(media_name(image.picture, "small"))


@pytest.mark.usefixtures("tree")
def test_a_second_load_changes_no_goods():
    load_demo(companies=1)
    before = counts()
    load_demo(companies=1)
    assert counts() == before


@pytest.mark.usefixtures("tree")
def test_goods_of_an_interrupted_load_are_finished_by_the_next(monkeypatch):
    def break_off(*_facts):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(goods, "_decide", break_off)
        with pytest.raises(KeyboardInterrupt):
            load_demo(companies=1)
    load_demo(companies=1)
    assert [row.state for row in listings()] == [ListingState.SHOWN, ListingState.DRAFT]


@pytest.mark.usefixtures("tree")
def test_goods_are_walked_to_every_end():
    mail, operator = house()
    wares = [ending(end, number) for number, end in enumerate(GoodsFate)]
    since = clock.now() - timedelta(days=60)
    stock_up([Assortment(mail, since, wares)], operator, clock.now())
    ends = {row.seller_code: row for row in listings() if row.seller_code.startswith("T-")}
    states = [(row.state, newest_version_of(row).state) for row in ends.values()]
    assert dict(zip(GoodsFate, states, strict=True)) == {
        GoodsFate.DRAFT: (ListingState.DRAFT, VersionState.DRAFT),
        GoodsFate.SUBMITTED: (ListingState.DRAFT, VersionState.SUBMITTED),
        GoodsFate.ASKED: (ListingState.DRAFT, VersionState.ASKED),
        GoodsFate.REJECTED: (ListingState.DRAFT, VersionState.REJECTED),
        GoodsFate.LIVE: (ListingState.SHOWN, VersionState.LIVE),
        GoodsFate.RENEWED: (ListingState.SHOWN, VersionState.SUBMITTED),
        GoodsFate.HIDDEN: (ListingState.HIDDEN, VersionState.LIVE),
        GoodsFate.ARCHIVED: (ListingState.ARCHIVED, VersionState.LIVE),
        GoodsFate.TAKEN_DOWN: (ListingState.TAKEN_DOWN, VersionState.LIVE),
    }
    decided = {review.decided_by_id for review in session.scalars(select(Review))}
    assert decided == {None, session.scalar(select(Person.id).where(Person.code == operator.code))}


def test_many_drawings_are_drawn_by_other_processes(monkeypatch):
    monkeypatch.setattr(pictures, "FEW", 1)
    monkeypatch.setattr(pictures, "MOST_PROCESSES", 1)
    wanted = [read_drawing("bulb honey ONE"), read_drawing("bulb snow TWO")]
    with pictures.studio(wanted) as drawn:
        keys = [drawn.picture(drawing).key for drawing in [*wanted, wanted[0]]]
    assert keys == [pictures.paint(drawing).picture.key for drawing in [*wanted, wanted[0]]]


def test_a_few_goods_are_the_first_of_each_kind():
    wares = [ending(GoodsFate.HIDDEN, 0), ending(GoodsFate.LIVE, 1), ending(GoodsFate.LIVE, 2)]
    assert [ware.code for ware in few(wares)] == ["T-1"]
