"""Company checks, opened and decided by the operations that people use."""

from io import BytesIO

from PIL import Image
from pypdf import PdfWriter

from marketplace.accounts.queries import find_person
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import new_once_key, unit_of_work
from marketplace.core.documents import KeptDocument
from marketplace.verification.operations import (
    ReasonsAndWords,
    SeenOnDocument,
    Statement,
    approve,
    ask_for_more,
    open_check,
    refuse,
    suspend,
)
from marketplace.verification.queries import check_overview, find_check

KEPT = KeptDocument("0" * 64, "application/pdf", "registration.pdf", 1234)
SAID = ReasonsAndWords(words="Please look at it once more.", language="en")


def a_picture():
    """A picture of a sheet of paper, as PNG."""
    target = BytesIO()
    Image.new("RGB", (60, 80), "#fbfaf7").save(target, "PNG")
    return target.getvalue()


def a_pdf(change=lambda writer: None, *, pages=1):
    """A PDF of blank pages, after `change` was done to its writer."""
    writer, target = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 280)
    change(writer)
    writer.write(target)
    return target.getvalue()


def statement(**facts):
    given = {
        "name": "Marlow & Finch Imports Ltd",
        "name_latin": "",
        "number": "0123 4567",
        "address": "4 Harbour Row, Bristol",
        "purpose": "Sheet masks for our twelve shops.",
    }
    return Statement(**given | facts)


def make_check(app, made, **facts):
    """Open a check of a made member's company; return its public id."""
    with app.test_request_context():
        return unit_of_work(
            open_check,
            find_any_company(made.company),
            statement(**facts),
            KEPT,
            opener=find_person(made.person),
            once_key=new_once_key(),
            actor=AT_THE_SERVER,
        )


def decide(app, operation, check, operator, *facts):
    """Let a made operator decide on a check (a public id) as it stands."""
    with app.test_request_context():
        row = find_check(check)
        unit_of_work(
            operation,
            row,
            *facts,
            operator=find_person(operator.person),
            seen_version=row.version,
            actor=AT_THE_SERVER,
        )
    return check


def seen_of(check):
    return SeenOnDocument(check.name, check.name_latin, check.number)


def approve_as_stated(app, check, operator):
    """Approve a check: the document shows what the company wrote."""
    with app.test_request_context():
        seen = seen_of(find_check(check))
    return decide(app, approve, check, operator, seen, ReasonsAndWords())


def make_approved(app, made, operator, **facts):
    """Open a check and approve it; return its public id."""
    return approve_as_stated(app, make_check(app, made, **facts), operator)


def ask(app, check, operator):
    return decide(app, ask_for_more, check, operator, SAID)


def turn_down(app, check, operator):
    return decide(app, refuse, check, operator, SAID)


def stop(app, check, operator):
    return decide(app, suspend, check, operator, SAID)


def stands(app, company):
    """Where a company stands with its checks, by the state's name of what its page shows."""
    with app.test_request_context():
        shown = check_overview(find_any_company(company)).shown
        return shown.state.value if shown else None
