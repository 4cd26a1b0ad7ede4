"""How deals of made-up companies begin: an inquiry is sent, or a seller writes first."""

from datetime import datetime, timedelta

from marketplace.accounts.models import Person
from marketplace.companies.models import Company
from marketplace.core.db import unit_of_work
from marketplace.core.errors import NotFound
from marketplace.deals.enums import Certificate
from marketplace.deals.models import Inquiry
from marketplace.deals.operations import MessageFacts, open_deal
from marketplace.deals.operations.drafts import (
    InquiryFacts,
    LineFacts,
    add_line,
    change_draft,
    start_draft,
)
from marketplace.deals.operations.sending import send
from marketplace.demo.deals.cast import Cast, actor_of, deal_of, listing_called
from marketplace.demo.written_deals import Talk


def ask_seller(talk: Talk, cast: Cast, at: datetime) -> None:
    """Write and send the inquiry that opens the deal."""
    if deal_of(talk, cast) is not None:
        return
    sender, seller = cast.owner(talk.buyer), cast.company(talk.seller)
    draft = unit_of_work(_write_draft, talk, sender, seller, at)
    buyer = cast.company(talk.buyer)
    unit_of_work(
        send, draft, buyer=buyer, sender=sender, once_key=talk.key, actor=actor_of(sender, buyer)
    )


def _write_draft(talk: Talk, sender: Person, seller: Company, at: datetime) -> Inquiry:
    draft, lines = start_draft(seller, sender), []
    for wanted in talk.wanted:
        listing = listing_called(seller, wanted.code)
        if listing is None:
            raise NotFound
        add_line(draft, listing, holder=sender, quantity=wanted.quantity)
        lines.append(LineFacts(listing.code, "", wanted.quantity, wanted.target))
    row = talk.row
    facts = InquiryFacts(
        message=talk.message,
        language=row["language"],
        country=row.get("country", ""),
        place=row.get("place", ""),
        wanted_on=(at + timedelta(days=row["wanted_in"])).date() if "wanted_in" in row else None,
        wants_sample=row.get("sample", False),
        private_label=row.get("private_label", False),
        certificates=tuple(Certificate(one) for one in row.get("certificates", ())),
        lines=tuple(lines),
    )
    change_draft(draft, facts, holder=sender, seen_version=draft.version)
    return draft


def write_first(talk: Talk, cast: Cast, _at: datetime) -> None:
    """Let the seller write first."""
    if deal_of(talk, cast) is not None:
        return
    writer, seller = cast.owner(talk.seller), cast.company(talk.seller)
    goods = [listing_called(seller, offered.code) for offered in talk.wanted]
    unit_of_work(
        open_deal,
        seller,
        cast.company(talk.buyer),
        MessageFacts(talk.message, talk.row["language"]),
        [listing.code for listing in goods if listing is not None],
        once_key=talk.key,
        actor=actor_of(writer, seller),
    )
