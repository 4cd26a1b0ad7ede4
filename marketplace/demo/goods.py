"""The goods of made-up sellers: written, handed in and decided with everybody's operations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import click
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import Category, CategoryHs, Listing, ListingVersion
from marketplace.catalog.operations import (
    TermsFacts,
    add_certificate,
    add_image,
    archive_listing,
    change_carton,
    change_facts,
    change_options,
    change_prices,
    change_sample,
    change_seller_code,
    change_terms,
    choose_hs,
    hide_listing,
    open_version,
    start_listing,
    submit,
    take_down,
    write_alt,
    write_text,
)
from marketplace.catalog.queries.hs import UNSURE, HsChoice, read_hs_code
from marketplace.catalog.queries.listings import (
    find_text,
    newest_version_of,
    open_version_of,
    options_of,
)
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.errors import NotFound
from marketplace.core.images import Picture
from marketplace.core.languages import LANGUAGES
from marketplace.core.text import text_key
from marketplace.demo.companies import company_of
from marketplace.demo.pictures import Studio, studio
from marketplace.demo.sign_up import active_person
from marketplace.demo.written_goods import GoodsFate, Ware
from marketplace.moderation.enums import Decision
from marketplace.moderation.operations import ReviewDecision, decide_review
from marketplace.moderation.queries import open_review_of
from marketplace.reference.queries import port_by_code

#: From the first day of a seller to its first goods: the company check is over by then.
FIRST_DAYS = timedelta(days=4)
TO_SUBMIT = timedelta(hours=3)
TO_DECIDE = timedelta(days=1, hours=2)
TO_MOVE = timedelta(days=2)
#: How long before the day of loading goods were handed in about which nothing is decided yet.
WAITS = (timedelta(hours=5), timedelta(hours=9))
ASKED_BEFORE = timedelta(days=3)


@dataclass(frozen=True)
class Assortment:
    """A made-up seller with its goods: the owner's address, since when it is here."""

    mail: str
    since: datetime
    wares: Sequence[Ware]


def stock_up(assortments: Sequence[Assortment], moderator: Person, today: datetime) -> None:
    """Make what is not there yet of the sellers' goods; an interrupted load is finished.

    A house whose tree of goods is not there yet gets none: the next load brings them.
    """
    if session.scalar(select(Category.id).limit(1)) is None:
        return
    missing = [
        drawing
        for assortment in assortments
        for ware in assortment.wares
        if _standing(company_of(active_person(assortment.mail)), ware) is None
        for drawing in ware.drawings
    ]
    with studio(list(dict.fromkeys(missing))) as drawn:
        for number, assortment in enumerate(assortments, start=1):
            if missing and len(assortments) > 1:
                click.echo(f"Goods of made-up sellers: {number} of {len(assortments)}", err=True)
            _fill_shelf(assortment, moderator, today, drawn)


def _fill_shelf(assortment: Assortment, moderator: Person, today: datetime, drawn: Studio) -> None:
    owner = active_person(assortment.mail)
    company = company_of(owner)
    actor = Actor(Channel.COMMAND, person=owner.code, company=company.code)
    span = today - TO_DECIDE - TO_MOVE - assortment.since - FIRST_DAYS
    for number, ware in enumerate(assortment.wares):
        share = (number + 0.5) / len(assortment.wares)
        begun_at = assortment.since + FIRST_DAYS + span * share
        if ware.end in {GoodsFate.DRAFT, GoodsFate.SUBMITTED}:
            begun_at = today - TO_SUBMIT - WAITS[0] - number * WAITS[1]
        elif ware.end is GoodsFate.ASKED:
            begun_at = today - ASKED_BEFORE - number * WAITS[1]
        if _standing(company, ware) is None:
            end_reading()
            pictures = [drawn.picture(drawing) for drawing in ware.drawings]
            with clock.moved_to(begun_at):
                unit_of_work(_make, company, ware, pictures, actor, today)
        _bring_to_its_end(company, ware, begun_at, actor, moderator)


def _standing(company: Company, ware: Ware) -> Listing | None:
    return session.scalar(
        select(Listing).where(
            Listing.company_id == company.id, Listing.seller_code_key == text_key(ware.code)
        )
    )


def _make(
    company: Company, ware: Ware, pictures: Sequence[Picture], actor: Actor, today: datetime
) -> None:
    listing = start_listing(company, actor=actor)
    version = open_version_of(listing)
    if version is None:
        raise NotFound
    change_seller_code(listing, ware.code, row_version=listing.version, actor=actor)
    for tag, facts in ware.texts(version.original).items():
        write_text(version, tag, facts, row_version=0, actor=actor)
    if "leaf" not in ware.row:
        return
    change_facts(version, ware.facts(company.country), row_version=version.version, actor=actor)
    choose_hs(version, _hs(ware), row_version=version.version, actor=actor)
    for picture, seen in zip(pictures, ware.alts(), strict=True):
        image = add_image(version, picture, actor=actor)
        write_alt(version, image, seen, row_version=image.version, actor=actor)
    for certificate in ware.certificates(today.date()):
        add_certificate(version, certificate, actor=actor)
    if "price" in ware.row:
        _write_trade(listing, ware, actor)


def _hs(ware: Ware) -> HsChoice:
    """Return the code that the row names, "unsure", or the most usual one of its leaf."""
    typed: str | None = ware.row.get("hs")
    if typed == "unsure":
        return UNSURE
    usual = (
        select(CategoryHs.code)
        .join(Category, Category.id == CategoryHs.category_id)
        .where(Category.slug == ware.row["leaf"])
        .order_by(CategoryHs.rank)
    )
    code = typed or session.scalar(usual)
    return read_hs_code(code) if code else UNSURE


def _write_trade(listing: Listing, ware: Ware, actor: Actor) -> None:
    change_prices(listing, ware.prices, row_version=listing.version, actor=actor)
    change_terms(listing, _terms(ware), row_version=listing.version, actor=actor)
    change_sample(listing, ware.sample, row_version=listing.version, actor=actor)
    change_carton(listing, ware.carton, row_version=listing.version, actor=actor)
    options = ware.options(options_of(listing)[0].code, tuple(LANGUAGES))
    change_options(listing, options, row_version=listing.version, actor=actor)


def _terms(ware: Ware) -> TermsFacts:
    """Return the terms; a port that the house does not know is a place only."""
    terms = ware.terms
    return terms if port_by_code(terms.port) else replace(terms, port="")


def _bring_to_its_end(
    company: Company, ware: Ware, begun_at: datetime, actor: Actor, moderator: Person
) -> None:
    """Walk on from where the goods stand until they are where the row wants them."""
    while True:
        listing = _standing(company, ware)
        if listing is None:
            raise NotFound
        version = newest_version_of(listing)
        first = version.number == 1
        if first and version.state is VersionState.DRAFT and ware.end is not GoodsFate.DRAFT:
            with clock.moved_to(begun_at + TO_SUBMIT):
                unit_of_work(submit, listing, actor=actor)
        elif (
            first
            and version.state is VersionState.SUBMITTED
            and ware.end is not GoodsFate.SUBMITTED
        ):
            with clock.moved_to(begun_at + TO_DECIDE):
                unit_of_work(_decide, version, ware, moderator)
        elif first and listing.state is ListingState.SHOWN and ware.end in _MOVES:
            with clock.moved_to(begun_at + TO_DECIDE + TO_MOVE):
                unit_of_work(_move, listing, ware, actor, moderator)
        else:
            return


def _decide(version: ListingVersion, ware: Ware, moderator: Person) -> None:
    review = open_review_of("listing", version.code)
    if review is None:
        raise NotFound
    decision = {GoodsFate.ASKED: Decision.REVISE, GoodsFate.REJECTED: Decision.REJECT}.get(
        ware.end, Decision.APPROVE
    )
    judgement = ReviewDecision(decision)
    if decision is not Decision.APPROVE:
        note, language = ware.row["note"]
        judgement = ReviewDecision(decision, tuple(ware.row["reasons"]), note, language)
    decide_review(review, moderator, judgement, actor=_as_operator(moderator))


_MOVES = {GoodsFate.RENEWED, GoodsFate.HIDDEN, GoodsFate.ARCHIVED, GoodsFate.TAKEN_DOWN}


def _move(listing: Listing, ware: Ware, actor: Actor, moderator: Person) -> None:
    if ware.end is GoodsFate.HIDDEN:
        hide_listing(listing, actor=actor)
    elif ware.end is GoodsFate.ARCHIVED:
        archive_listing(listing, actor=actor)
    elif ware.end is GoodsFate.TAKEN_DOWN:
        take_down(listing, ware.row["reasons"], actor=_as_operator(moderator))
    else:
        _renew(listing, ware, actor)


def _renew(listing: Listing, ware: Ware, actor: Actor) -> None:
    """Let a newer version wait for its review while buyers see the live one."""
    version = open_version(listing, actor=actor)
    for tag, facts in ware.texts(version.original, "newer_").items():
        text = find_text(version, tag)
        if text is not None:
            write_text(version, tag, facts, row_version=text.version, actor=actor)
    submit(listing, actor=actor)


def _as_operator(moderator: Person) -> Actor:
    return Actor(Channel.COMMAND, person=moderator.code)
