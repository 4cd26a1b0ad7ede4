"""My inquiries: those being written, and those sent."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.queries import present_reader
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import find_any_company, memberships_of
from marketplace.core.permissions import anyone, guard
from marketplace.core.web.paging import Page
from marketplace.core.web.refusals import done_or_flashed
from marketplace.deals.models import Inquiry
from marketplace.deals.operations.drafts import drop_draft
from marketplace.deals.queries.deal_goods import asked_lines
from marketplace.deals.queries.inquiries import Holder
from marketplace.deals.queries.my_inquiries import inquiries_of_buyers
from marketplace.deals.routes import bp
from marketplace.deals.routes.inquiry.draft_holder import draft_here, drafts_here, token_here


@bp.get("/inquiries")
@guard(anyone)
def my_inquiries() -> ResponseReturnValue:
    """List the drafts of whoever reads, and what their companies sent."""
    drafts, sent = drafts_here(), _sent()
    return render_template(
        "deals/public_my_inquiries.html",
        drafts=drafts,
        sent=sent,
        lines=asked_lines([*drafts, *sent.rows]),
    )


def _sent() -> Page[Inquiry]:
    reader = present_reader()
    members = memberships_of(reader.person) if reader else []
    companies = [one.company for one in members if one.company.side is Side.BUYER]
    if not companies:
        return Page([], None)
    return inquiries_of_buyers(companies, request.args.get("after"))


def _find(company: str) -> Company | None:
    seller = find_any_company(company)
    return seller if seller and draft_here(seller) else None


@bp.post("/inquiry/<company>/drop")
@guard(anyone, subject=_find)
def drop_inquiry(seller: Company) -> ResponseReturnValue:
    """Delete a draft with its goods and files."""
    draft, reader, token = draft_here(seller), present_reader(), token_here()
    if draft is not None:
        own = reader is not None and draft.person_id == reader.person.id
        holder: Holder = reader.person if reader and own else token or ""
        if done_or_flashed(drop_draft, draft, holder=holder):
            flash(_("The inquiry is deleted."), "good")
    return redirect(url_for(".my_inquiries"))
