"""Whose inquiries an operator looks at, and what the list of them is narrowed to by its address."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from marketplace.accounts.models import Office
from marketplace.accounts.queries import Reader, countries_in_scope, find_office
from marketplace.core.ids import read_public_id
from marketplace.core.permissions import present_reader
from marketplace.deals.enums import Signal
from marketplace.deals.models import Inquiry
from marketplace.deals.queries.inquiries import find_inquiry
from marketplace.deals.queries.waiting import InquiryFilter, InquirySelection
from marketplace.verification.queries.queue import Group, Scope, scope_of_office


def find_sent(inquiry: str) -> Inquiry | None:
    """Load the inquiry of a page's address; a draft is nobody's business."""
    found = find_inquiry(read_public_id(inquiry, "INQ") or "")
    return found if found is not None and found.deal is not None else None


def reader_here() -> Reader:
    """Return the operator who reads."""
    reader: Reader = present_reader()
    return reader


def scope_of_reader() -> Scope:
    """Return whose companies the operator looks after."""
    return Scope(countries_in_scope(reader_here().person))


@dataclass(frozen=True)
class ChosenInquiries:
    """What the list is narrowed to, as its address says."""

    narrowed: InquirySelection
    office: Office | None
    scope: Scope
    same: str | None = None

    @property
    def parts(self) -> dict[str, Any]:
        """What an address says of it."""
        return {
            "show": self.narrowed.shown.value,
            "signal": self.narrowed.signal.value if self.narrowed.signal else None,
            "due": self.narrowed.due.value if self.narrowed.due else None,
            "office": self.office.code if self.office else None,
            "same": self.same,
        }

    def address(self, inquiry: str | None = None, **changes: str | None) -> str:
        """Return the address of the list, or of an inquiry in it, with something else chosen."""
        chosen = self.parts | changes
        if inquiry is not None:
            return url_for("deals.waiting_inquiry", inquiry=inquiry, **chosen)
        return url_for("deals.waiting", **chosen)


def chosen_here() -> ChosenInquiries:
    """Return what the address of the present page narrows the list to."""
    asked = request.args.get
    shown, signal, due = asked("show", ""), asked("signal", ""), asked("due", "")
    same = find_sent(asked("same", "")) if "same" in request.args else None
    words = same.text_digest if same is not None else None
    narrowed = InquirySelection(
        InquiryFilter(shown) if shown in set(InquiryFilter) else InquiryFilter.LOOK,
        Signal(signal) if signal in set(Signal) else None,
        Group(due) if due in set(Group) else None,
        words,
    )
    office = find_office(asked("office", "")) if sees_all() else None
    scope = scope_of_office(office) if office else scope_of_reader()
    return ChosenInquiries(
        narrowed, office, scope, same.code if same is not None and words else None
    )


def sees_all() -> bool:
    """Whether the operator looks after all countries."""
    return countries_in_scope(reader_here().person) is None
