"""Telling people what became of a sheet, each in their language."""

from marketplace.accounts.models import Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.catalog.models import Sheet
from marketplace.catalog.queries.moderators import moderators_of
from marketplace.companies.operations.record import WRITERS
from marketplace.companies.queries.members import may_be_told, people_with_role
from marketplace.core.db import session
from marketplace.moderation.models import Review


def _target(sheet: Sheet) -> str:
    return f"/c/{sheet.company.code}/selling/sheets/{sheet.code}"


def tell_ready(sheet: Sheet) -> None:
    """Tell whoever brought a sheet in that its work is done: checked, in, or not to be read.

    Nobody where they have left the company since.
    """
    person = session.get(Person, sheet.made_by_id) if sheet.made_by_id else None
    if person is None or not may_be_told(sheet.company, person):
        return
    tell_person(
        person,
        "sheet_ready",
        thread=sheet.code,
        company=sheet.company.name,
        title=sheet.file_name,
        state=sheet.state.value,
        good=sheet.rows - sheet.faulty,
        faulty=sheet.faulty,
        target=_target(sheet),
    )


def tell_moderators(sheet: Sheet, review: Review) -> None:
    """Tell who looks at goods of the company's country what waits."""
    for person in moderators_of(sheet.company.country):
        tell_person(
            person,
            "listing_submitted",
            thread=review.code,
            company=sheet.company.name,
            title=sheet.file_name,
            due=review.due_at,
            target=f"/desk/reviews/{review.code}",
        )


def tell_decided(sheet: Sheet, review: Review, decision: str, count: int) -> None:
    """Tell owners and Sales what was decided about a sheet's goods; `count` were approved."""
    for person in people_with_role(sheet.company, WRITERS):
        tell_person(
            person,
            "sheet_decided",
            thread=sheet.code,
            company=sheet.company.name,
            title=sheet.file_name,
            state=decision,
            count=count,
            reasons=" ".join(review.reasons),
            words=review.note,
            words_language=review.note_language,
            target=_target(sheet),
        )
