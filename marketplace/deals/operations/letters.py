"""Telling the people of a deal, on their pages and by mail, each in their own language.

All mails about one deal carry its public id as their thread. To a seller nothing is told of a deal
that does not exist for them yet: `tell_side` asks before anything else.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from flask_babel import force_locale

from marketplace.accounts.models import Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.queries import office_of_country
from marketplace.catalog.queries.moderators import moderators_of
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.operations.record import WRITERS
from marketplace.companies.queries import calendar_of, zone_of
from marketplace.companies.queries.members import people_with_role
from marketplace.core.languages import LANGUAGES
from marketplace.deals.models import Deal, DealMessage, DealReport, Inquiry
from marketplace.deals.queries.addresses import deal_path, list_path
from marketplace.deals.queries.deals import other_side
from marketplace.deals.queries.goods import company_called
from marketplace.deals.queries.phrases import sentence
from marketplace.deals.queries.summaries import about_words, summaries_of
from marketplace.deals.queries.visible import is_visible_to_seller
from marketplace.reference.queries import country_name
from marketplace.verification.queries import zone_of_office

#: How much of what somebody wrote a mail repeats.
QUOTED = 600

Fact = str | int | datetime
Says = Callable[[str], Mapping[str, Fact]]


def people_of(deal: Deal, side: Side) -> list[Person]:
    """Return who is told of a deal on one side, all of them active and able to act in it.

    Whoever is in charge of it, else on the buyer's side who sent the inquiry, else all owners and
    those who trade. Nobody of a company that was closed.
    """
    company = deal.company_of(side)
    if company.state is not CompanyState.OPEN:
        return []
    writers = people_with_role(company, WRITERS)
    assignee = deal.seller_assignee_id if side is Side.SELLER else deal.buyer_assignee_id
    opener = deal.opened_by_id if side is deal.opened_side else None
    for wanted in (assignee, opener):
        found = [person for person in writers if person.id == wanted]
        if found:
            return found
    return writers


def tell_side(
    deal: Deal,
    side: Side,
    message: str,
    *,
    inquiry: Inquiry | None = None,
    says: Says | None = None,
    **facts: Fact,
) -> None:
    """Tell the people of one side what happened in a deal; a seller only where it exists for them.

    `message` names the mail. `inquiry` says that it leads to the buyer's page of the inquiry while
    that waits; `says` gives what the mail repeats of somebody's words, in a language (a tag).
    """
    if side is Side.SELLER and not is_visible_to_seller(deal):
        return
    _tell(people_of(deal, side), deal, side, message, inquiry=inquiry, says=says, **facts)


def tell_frozen(deals: Sequence[Deal], side: Side) -> None:
    """Tell the people of one side that deals are frozen, and whether they ever go on.

    Whoever has several that may go on gets one mail that says how many.
    """
    several: dict[tuple[int, int], list[Deal]] = {}
    people: dict[int, Person] = {}
    for deal in deals:
        if deal.company_of(other_side(side)).state is CompanyState.CLOSED:
            tell_side(deal, side, "deal_frozen", is_gone=1)
        elif side is Side.BUYER or is_visible_to_seller(deal):
            for person in people_of(deal, side):
                people[person.id] = person
                several.setdefault((person.id, deal.company_of(side).id), []).append(deal)
    for (person_id, _company), theirs in several.items():
        _tell_how_many(people[person_id], theirs, side)


def _tell_how_many(person: Person, deals: Sequence[Deal], side: Side) -> None:
    """Tell a person that deals of one of their companies are frozen."""
    first, *others = deals
    if not others:
        _tell([person], first, side, "deal_frozen", is_gone=0)
        return
    company = first.company_of(side)
    tell_person(
        person,
        "deals_frozen",
        company=company_called(company),
        count=len(deals),
        target=list_path(company),
    )


def _tell(
    people: Sequence[Person],
    deal: Deal,
    side: Side,
    message: str,
    *,
    inquiry: Inquiry | None = None,
    says: Says | None = None,
    **facts: Fact,
) -> None:
    company, other = deal.company_of(side), deal.company_of(other_side(side))
    due = _due_of(deal)
    about = {tag: about_in(deal, tag) for tag in {person.language for person in people}}
    for person in people:
        tag = person.language
        tell_person(
            person,
            message,
            thread=deal.code,
            company=company_called(company),
            other=company_called(other),
            place=country_name(other.country, LANGUAGES[tag].locale),
            about=about[tag],
            target=deal_path(deal, side, inquiry),
            **(says(tag) if says else {}),
            **due,
            **facts,
        )


def _due_of(deal: Deal) -> Mapping[str, Fact]:
    """Return until when a side has the turn, said by the clock of that side as in the room."""
    if deal.turn is None or deal.turn_until is None:
        return {}
    company = deal.company_of(deal.turn)
    return {"due": deal.turn_until, "due_zone": zone_of(company, calendar_of(company))}


def tell_in_charge(deal: Deal, person: str) -> None:
    """Tell whoever was put in charge of a deal (a public id), while they still are."""
    for side in Side:
        assignee = deal.seller_assignee if side is Side.SELLER else deal.buyer_assignee
        if assignee is not None and assignee.code == person:
            tell_side(deal, side, "deal_assigned")


def tell_moderators(
    deal: Deal, message: str, target: str, *, due: datetime | None = None, **facts: Fact
) -> None:
    """Tell who looks after the buyer's country, on their pages alone, what waits for a look.

    `due` is until when, said by the clock of their office.
    """
    zone = zone_of_office(office_of_country(deal.buyer.country))
    until: Mapping[str, Fact] = {"due": due, "due_zone": zone} if due is not None else {}
    for person in moderators_of(deal.buyer.country):
        tell_person(
            person,
            message,
            thread=deal.code,
            about=about_in(deal, person.language),
            target=target,
            **until,
            **facts,
        )


def tell_reported(report: DealReport) -> None:
    """Tell who looks after the buyer's country that one side reported the other."""
    deal = report.deal
    tell_moderators(
        deal,
        "deal_reported",
        "/desk/reports",
        company=company_called(deal.company_of(report.side)),
        other=company_called(deal.company_of(other_side(report.side))),
    )


def about_in(deal: Deal, language: str) -> str:
    """Return in a line what a deal is about, in a language (a tag); "" without an inquiry."""
    summary = summaries_of([deal.id], language).get(deal.id)
    if summary is None:
        return ""
    with force_locale(LANGUAGES[language].locale):
        return about_words(summary)


def what_is_written(message: DealMessage) -> Says:
    """Return what gives what a mail repeats of a message, for a reader of a language (a tag).

    Of one that carries a signal nothing: its warning stands beside it in the deal alone.
    """

    def says(language: str) -> Mapping[str, Fact]:
        phrases = () if message.signals else message.phrases
        said = [sentence(one["code"], one.get("blanks", {}), language) for one in phrases]
        return {
            "is_warned": int(bool(message.signals)),
            "sentences": "\n".join(words for words in said if words),
            **_words_of(message.words, message.language, message.signals),
        }

    return says


def what_is_asked(inquiry: Inquiry) -> Says:
    """Return what gives what a mail repeats of an inquiry's message; as `what_is_written`."""
    words = _words_of(inquiry.message, inquiry.language, inquiry.signals)
    return lambda _language: {"sentences": "", **words}


def _words_of(words: str, language: str, signals: Sequence[object]) -> dict[str, Fact]:
    if signals or not words:
        return {"words": "", "words_language": ""}
    cut = words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()} …"
    return {"words": cut, "words_language": language}
