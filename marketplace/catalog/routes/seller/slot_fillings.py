"""What goods put on a seller's pages: the way to them, to-dos, a figure."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.catalog.enums import reason_sentence
from marketplace.catalog.queries.sellers import Shelf
from marketplace.catalog.queries.sellers_waiting import (
    asked_of,
    count_of_drafts,
    count_of_shown,
    has_begun,
)
from marketplace.catalog.queries.sheet_pages import sheets_to_decide
from marketplace.companies.models import Company
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web import language
from marketplace.core.web.todos import Todo
from marketplace.verification.queries import may_show_goods

#: Sheets to be decided about that a seller's home names.
MOST_SHEETS = 2


def fill_slots() -> None:
    """Put goods into the slots of a seller's pages."""
    fill("seller_nav", _NAV)
    fill("seller_home.todos", _TODOS)
    fill("seller_home.figures", _FIGURE)


def _todos(company: Company, **_subject: object) -> Facts | None:
    items = [*_asked(company), *_sheets(company)]
    drafts = count_of_drafts(company)
    listings = url_for("catalog.sellers_listings", company=company.code)
    if drafts:
        items.append(
            Todo(
                title=ngettext(
                    "Finish %(num)d draft of your goods",
                    "Finish %(num)d drafts of your goods",
                    drafts,
                ),
                icon="pencil-square",
                href=f"{listings}?state={Shelf.DRAFT.value}",
                act=_("Continue writing"),
            )
        )
    shown = count_of_shown(company)
    if shown and not may_show_goods(company):
        items.append(
            Todo(
                title=ngettext(
                    "%(num)d of your goods waits for your company check",
                    "%(num)d of your goods wait for your company check",
                    shown,
                ),
                text=_("They are approved. Buyers see them once your company check is done."),
                icon="eye-slash",
                href=url_for("verification.company_check", company=company.code),
                act=_("To the company check"),
            )
        )
    if not (items or shown or has_begun(company)):
        items.append(_first(listings))
    return {"items": items} if items else None


def _first(listings: str) -> Todo:
    return Todo(
        title=_("Show buyers your first goods"),
        text=_(
            "Have your product sheet and a few pictures ready: it takes about ten minutes. "
            "Everything is saved as you write, and nothing is shown before you hand it in and "
            "an operator has looked at it."
        ),
        icon="cube",
        href=listings,
        act=_("New listing"),
    )


def _asked(company: Company) -> list[Todo]:
    return [
        Todo(
            title=_("Revise “%(title)s”", title=asked.title),
            text=" ".join(reason_sentence(reason) for reason in asked.reasons),
            icon="arrow-uturn-left",
            href=url_for("catalog.editor", company=company.code, code=asked.code),
            act=_("Revise"),
            is_urgent=True,
        )
        for asked in asked_of(company, language.current().tag)
    ]


def _sheets(company: Company) -> list[Todo]:
    """Return what is to be decided about sheets that were checked."""
    return [
        Todo(
            title=_("Decide about the sheet %(name)s", name=sheet.file_name),
            text=ngettext(
                "%(num)d row can go in; nothing of it is written yet.",
                "%(num)d rows can go in; nothing of them is written yet.",
                sheet.rows - sheet.faulty,
            ),
            icon="table-cells",
            href=url_for("catalog.sheet", company=company.code, code=sheet.code),
            act=_("See the sheet"),
        )
        for sheet in sheets_to_decide(company, MOST_SHEETS)
    ]


def _figures(company: Company, **_subject: object) -> Facts | None:
    shown = count_of_shown(company)
    if not shown:
        return None
    return {"count": shown, "company": company, "is_seen": may_show_goods(company)}


def _nav(company: Company, **_subject: object) -> Facts | None:
    return {"company": company}


_NAV = Filling(10, "catalog/_seller_nav.html", _nav)
_TODOS = Filling(20, "", _todos)
_FIGURE = Filling(10, "catalog/_seller_figure.html", _figures)
