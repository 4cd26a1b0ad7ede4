"""Named reads: what deals are about, a line each: goods, quantity, amount, any number at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import lazyload

from marketplace.core.db import session
from marketplace.core.money import Money, MoneyTooLarge, UnitPrice, format_count
from marketplace.deals.models import Inquiry
from marketplace.deals.queries.deal_goods import AskedLine, asked_lines, offered_lines
from marketplace.reference.queries import country_name


@dataclass(frozen=True)
class Summary:
    """What a deal is about: its inquiry and the goods that it asks for, in the buyer's order.

    Where a seller opened it there is no inquiry, and the goods are those that they wrote about.
    `amount` is what all of them come to at the buyer's target prices, None where a price or a
    quantity is missing or the currencies differ.
    """

    inquiry: Inquiry | None
    lines: tuple[AskedLine, ...]
    amount: Money | None

    @property
    def first(self) -> AskedLine | None:
        """The goods that stand first; None where there are none."""
        return self.lines[0] if self.lines else None

    @property
    def more(self) -> int:
        """How many goods there are besides the first."""
        return max(len(self.lines) - 1, 0)


def summaries_of(deals: Sequence[int], reads: str | None = None) -> dict[int, Summary]:
    """Return what deals (keys) are about, by deal, in three statements, five with offered goods.

    `reads` is the tag of the reader's language, that of the page if not given. A deal without
    inquiry and without goods is not among them.
    """
    found = select(Inquiry).where(Inquiry.deal_id.in_(deals)).options(lazyload(Inquiry.seller))
    inquiries = list(session.scalars(found))
    lines = asked_lines(inquiries, reads)
    asked = {
        inquiry.deal_id: Summary(
            inquiry,
            tuple(lines[inquiry.id]),
            amount_of((line.target, line.quantity) for line in lines[inquiry.id]),
        )
        for inquiry in inquiries
        if inquiry.deal_id is not None
    }
    offered = offered_lines([deal for deal in deals if deal not in asked], reads)
    return asked | {
        deal: Summary(None, tuple(goods), None) for deal, goods in offered.items() if goods
    }


def amount_of(lines: Iterable[tuple[UnitPrice | None, int | None]]) -> Money | None:
    """Return what lines of a target price and a quantity come to.

    None where one of them is missing, where the currencies differ, or it is too much to keep.
    """
    total: Money | None = None
    for target, quantity in lines:
        if target is None or quantity is None:
            return None
        if total is not None and total.currency != target.currency:
            return None
        try:
            amount = target.amount_for(quantity)
            total = amount if total is None else total + amount
        except MoneyTooLarge:
            return None
    return total


def about_words(summary: Summary) -> str:
    """Return in a line what a deal is about, in the language of the page."""
    parts: list[str] = []
    first = summary.first
    if first is not None:
        more = ngettext("and %(num)d more", "and %(num)d more", summary.more)
        parts.append(f"{first.title} {more}" if summary.more else first.title)
        if first.quantity is not None:
            count = format_count(first.quantity, str(get_locale()))
            parts.append(first.unit.behind(count))
    inquiry = summary.inquiry
    if inquiry is not None:
        parts.extend(_wished(inquiry))
    return " · ".join(parts)


def _wished(inquiry: Inquiry) -> list[str]:
    parts: list[str] = []
    if inquiry.country:
        parts.append(_("to %(country)s", country=country_name(inquiry.country, str(get_locale()))))
    parts.extend(
        words
        for words, is_wished in (
            (_("sample first"), inquiry.wants_sample),
            (_("private label"), inquiry.private_label),
            (_("exclusivity"), inquiry.exclusivity),
        )
        if is_wished
    )
    return parts
