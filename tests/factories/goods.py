"""Goods, made by the operations that people use."""

import hashlib
import itertools
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import Reader, find_person
from marketplace.catalog.enums import PriceShown, SampleOffer
from marketplace.catalog.models import Category, CategoryHs, CategoryName
from marketplace.catalog.operations import (
    CartonFacts,
    FactsOfGoods,
    OptionFacts,
    PriceFacts,
    SampleFacts,
    TermsFacts,
    TextFacts,
    add_image,
    change_carton,
    change_facts,
    change_options,
    change_prices,
    change_sample,
    change_terms,
    choose_hs,
    start_listing,
    submit,
    write_text,
)
from marketplace.catalog.queries.hs import HsChoice
from marketplace.catalog.queries.listings import (
    listing_by_code,
    open_version_of,
    options_of,
)
from marketplace.companies.enums import Side
from marketplace.companies.queries import find_any_company, owners_of
from marketplace.core import clock
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import insert_with_id, session, unit_of_work
from marketplace.core.images import Picture
from marketplace.core.money import Money, UnitPrice
from marketplace.moderation.enums import Decision
from marketplace.moderation.operations import ReviewDecision, decide_review
from marketplace.moderation.queries import open_review_of
from marketplace.reference.enums import TransportMode
from marketplace.reference.models import HsCode
from marketplace.verification.enums import CheckState
from marketplace.verification.models import CompanyCheck
from tests.factories.companies import make_member, seller_facts
from tests.factories.offices import make_headquarters, make_operator_at
from tests.support.remembering import remembered

_counter = itertools.count(1)

HS = "330499"
EDITION = "2022"
WORDS = {
    "ko": TextFacts(
        "센텔라 진정 세럼 30 ml",
        "붉어지기 쉬운 피부를 위한 비건 세럼",
        "병풀 추출물을 담은 **가벼운** 세럼입니다. 향료를 넣지 않았습니다.",
        ("센텔라 세럼", "진정 앰플", "비건 화장품"),
    ),
    "en": TextFacts(
        "Centella calming serum 30 ml",
        "A vegan serum for skin that reddens easily",
        "A **light** serum with centella extract. It has no fragrance.",
        ("centella serum", "calming ampoule", "vegan cosmetics"),
    ),
}


def usd(cents, per=1):
    """Return a unit price in US dollars."""
    return UnitPrice(Money(cents, "USD"), per)


STEPS = ((600, usd(420)), (2400, usd(360)), (12000, usd(305)))
TERMS = TermsFacts("H87", TransportMode.AIR, "FCA", "Incheon Airport", "", 21)
CARTON = CartonFacts(120, 6200, 6800, 480, 320, 280)


def picture(number=None, *, width=1600, height=1200):
    """Return a picture that nobody stored; each has another key."""
    name = f"another {next(_counter)}" if number is None else f"picture {number}"
    key = hashlib.sha256(name.encode()).hexdigest()
    return Picture(key, width, height)


def add_hs_code(code=HS, country="", edition=EDITION):
    """Let the schedule have a code, once."""
    there = select(HsCode.id).where(
        HsCode.code == code, HsCode.country == country, HsCode.edition == edition
    )
    if session.scalar(there) is None:
        row = HsCode(code=code, level=len(code), country=country, edition=edition)
        unit_of_work(session.add, row)


def add_category(slug="serums", *, above=None, is_leaf=True, hs=(HS,)):
    """Add a category below another (a slug) once; return its slug."""
    if session.scalar(select(Category.id).where(Category.slug == slug)) is None:
        unit_of_work(_insert_category, slug, above, is_leaf, hs)
    return slug


def _insert_category(slug, above, is_leaf, hs):
    parent = session.scalar(select(Category).where(Category.slug == above))
    category = Category(
        slug=slug,
        path=f"{parent.path if parent else ''}{slug}/",
        parent_id=parent.id if parent else None,
        depth=parent.depth + 1 if parent else 0,
        rank=next(_counter),
        is_leaf=is_leaf,
        source="naru",
        source_code=slug,
    )
    session.add(category)
    session.flush()
    name = slug.replace("-", " ").capitalize()
    session.add(
        CategoryName(category_id=category.id, language="en", name=name, key=f" {name.lower()}")
    )
    session.add_all(
        CategoryHs(category_id=category.id, code=code, rank=rank) for rank, code in enumerate(hs)
    )


def add_tree():
    """Add a branch with two steps; return the slug of its leaf."""
    add_category("cosmetics", is_leaf=False)
    add_category("skin-care", above="cosmetics", is_leaf=False)
    return add_category("serums", above="skin-care")


def make_seller(app, name="Hanbiton Co., Ltd.", **facts):
    """Found a selling company; return who owns it."""
    return make_member(app, seller_facts(name), name="Kim Haneul", **facts)


def actor_of(made):
    """Return a made person as an actor for their company."""
    return Actor(Channel.WEB, person=made.person, company=made.company or None)


def reader_of(made):
    """Return a made person as a reader of pages."""
    return Reader(find_person(made.person), None, "")


def owner_of(company):
    """Return the first owner of a company as an actor."""
    return Actor(Channel.WEB, person=owners_of(company)[0].code, company=company.code)


def company_of(made):
    """Return the company of a made member."""
    return find_any_company(made.company)


def draft(company, *, actor=None):
    """Begin a listing of a company (the row)."""
    return unit_of_work(start_listing, company, actor=actor or owner_of(company))


def listing(company, *, category=None, words=None, prices=None, hs=True, title=None):
    """Return a listing of a company (the row) that is complete and ready to be submitted.

    `category` is a slug; `words` are texts by language; `title` is put before the English one;
    `prices` are PriceFacts; with `hs=False` the seller is not sure.
    """
    actor = owner_of(company)
    add_hs_code()
    slug = category or add_tree()
    return unit_of_work(_fill, company, slug, words, prices, hs, title, actor)


def _fill(company, slug, words, prices, hs, title, actor):
    made = start_listing(company, actor=actor)
    version = open_version_of(made)
    texts = dict(words or WORDS)
    if title:
        texts["en"] = replace(texts["en"], title=title)
    for tag, facts in texts.items():
        write_text(version, tag, facts, row_version=0, actor=actor)
    goods = FactsOfGoods(
        category=slug,
        brand="Onsaem",
        origin_country="KR",
        net_thousandths=30_000,
        net_unit="MLT",
        contents_stated=True,
    )
    change_facts(version, goods, row_version=version.version, actor=actor)
    choice = HsChoice(HS, EDITION) if hs else HsChoice(unsure=True)
    choose_hs(version, choice, row_version=version.version, actor=actor)
    add_image(version, picture(), actor=actor)
    facts = prices or PriceFacts(PriceShown.EVERYONE, STEPS)
    change_prices(made, facts, row_version=made.version, actor=actor)
    change_terms(made, TERMS, row_version=made.version, actor=actor)
    sample = SampleFacts(SampleOffer.PAID, Money(2400, "USD"), 3, "", deducted=True)
    change_sample(made, sample, row_version=made.version, actor=actor)
    change_carton(made, CARTON, row_version=made.version, actor=actor)
    option = OptionFacts(options_of(made)[0].code, sku=f"SKU-{next(_counter)}")
    change_options(made, [option], row_version=made.version, actor=actor)
    return made


def submitted_listing(company, **facts):
    """Return a listing (the row) whose first version is in review."""
    return submit_it(listing(company, **facts))


def submit_it(made):
    """Submit the open version of a listing; return the listing."""
    unit_of_work(submit, made, actor=owner_of(made.company))
    return made


def make_moderator(app):
    """Appoint a moderator at headquarters."""
    return make_operator_at(app, make_headquarters(app), OperatorRole.MODERATOR)


def decide(app, version, decision=Decision.APPROVE, *, operator=None, reasons=("claim",), note=""):
    """Let an operator decide about a version in review."""
    operator = operator or make_moderator(app)
    review = open_review_of("listing", version.code)
    judgement = ReviewDecision(decision, reasons, note, "en" if note else "")
    person = find_person(operator.person)
    unit_of_work(decide_review, review, person, judgement, actor=actor_of(operator))


def approve(app, made, *, operator=None):
    """Let an operator approve the open version of a listing; return the listing as it is then."""
    decide(app, open_version_of(made), operator=operator)
    return listing_by_code(made.code)


def let_show(app, company, *, operator=None, days=365):
    """Let a company's check hold."""
    operator = operator or make_moderator(app)
    unit_of_work(_approve_check, company, find_person(operator.person), days)


def _approve_check(company, operator, days):
    now = clock.now()
    key = f"{company.code}"
    check = CompanyCheck(
        company=company,
        side=company.side,
        state=CheckState.APPROVED,
        name=company.name,
        country=company.country,
        number=company.number or key,
        number_key=key,
        language="en",
        opened_by_id=owners_of(company)[0].id,
        opened_at=now,
        decided_by_id=operator.id,
        decided_at=now,
        until=now + timedelta(days=days),
    )
    insert_with_id(check, column="code", prefix="CHK")


def shown_listing(app, company, **facts):
    """Return a listing (the row) that is approved; its company's check holds."""
    return listing_by_code(_show_listing(app, company.code, **facts))


@remembered
def _show_listing(app, code, **facts):
    company = find_any_company(code)
    operator = make_moderator(app)
    made = submitted_listing(company, **facts)
    let_show_once(app, company, operator)
    return approve(app, made, operator=operator).code


def let_show_once(app, company, operator=None):
    """Let a company's check hold unless it does."""
    there = select(CompanyCheck.id).where(
        CompanyCheck.company_id == company.id, CompanyCheck.side == Side.SELLER
    )
    if session.scalar(there) is None:
        let_show(app, company, operator=operator)


def many(app, company, number, **facts):
    """Return that many shown listings of a company, with one operator for all of them."""
    operator = make_moderator(app)
    let_show_once(app, company, operator)
    made = [submitted_listing(company, **facts) for _ in range(number)]
    return [approve(app, one, operator=operator) for one in made]
