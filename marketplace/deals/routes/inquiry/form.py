"""Writing an inquiry to one seller, with or without an account, and sending it."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from limits import RateLimitItemPerHour

from marketplace.accounts.queries import Reader, present_reader
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.operations.record import WRITERS
from marketplace.companies.queries import actor_for, find_seller, memberships_of
from marketplace.core import limits
from marketplace.core.db import end_reading
from marketplace.core.documents import LARGEST_DOCUMENT, keep_document
from marketplace.core.errors import Refused, TooMany
from marketplace.core.ids import read_public_id
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.uploads import takes_file
from marketplace.deals.errors import inquiry as errors
from marketplace.deals.forms.inquiry import InquiryForm, typed_inquiry
from marketplace.deals.models import Inquiry
from marketplace.deals.models.inquiry import MOST_LINES
from marketplace.deals.operations.drafts import InquiryFacts
from marketplace.deals.operations.sending import send
from marketplace.deals.operations.writing import (
    DraftWriter,
    attach_file,
    keep_draft,
    keep_to_send,
    take_file_away,
)
from marketplace.deals.queries.awaited import goes_on_soon
from marketplace.deals.queries.goods import (
    company_called,
    files_of_draft,
    goods_to_ask,
    seller_page_name,
)
from marketplace.deals.queries.inquiries import Holder, draft_of, find_inquiry
from marketplace.deals.queries.my_inquiries import newest_to
from marketplace.deals.queries.signals import looks_at_next
from marketplace.deals.routes import bp
from marketplace.deals.routes.inquiry.adding import count_writing, quantity_in
from marketplace.deals.routes.inquiry.draft_holder import draft_here, holder_to_write, token_here
from marketplace.reference.countries import country_choices
from marketplace.verification.queries import may_reach_sellers, may_show_goods

SENT_BY_PERSON = RateLimitItemPerHour(40, namespace="inquiry-sent")
FILES_OF_PERSON = RateLimitItemPerHour(20, namespace="inquiry-file")


@dataclass(frozen=True)
class InquiryPage:
    """The page of an inquiry: the seller, and the draft towards them if there is one yet."""

    seller: Company
    draft: Inquiry | None


def _find(company: str) -> InquiryPage | None:
    seller = find_seller(company)
    draft = draft_here(seller) if seller else None
    if seller is None or (draft is None and not may_show_goods(seller)):
        return None
    return InquiryPage(seller, draft)


def _find_begun(company: str) -> InquiryPage | None:
    asking = _find(company)
    return asking if asking and asking.draft else None


@bp.route("/inquiry/<company>", methods=["GET", "POST"])
@takes_file(LARGEST_DOCUMENT)
@guard(anyone, subject=_find)
def inquiry(asking: InquiryPage) -> ResponseReturnValue:
    """Show the inquiry to a seller, with the goods that `?listing=` names; keep or send it."""
    if request.method == "POST":
        return _written(asking)
    return _page(asking, _first_form(asking))


@bp.get("/inquiry/<company>/send")
@guard(anyone, subject=_find_begun)
def send_inquiry(asking: InquiryPage) -> ResponseReturnValue:
    """Say what is needed before it can be sent: an account, or a company that buys."""
    companies = _companies()
    if companies:
        return redirect(url_for(".inquiry", company=asking.seller.code))
    return render_template(
        "deals/public_who_asks.html", seller=asking.seller, name=company_called(asking.seller)
    )


def _first_form(asking: InquiryPage) -> InquiryForm:
    typed = typed_inquiry(asking.draft) if asking.draft else {"goods": []}
    named = read_public_id(request.args.get("listing", ""), "LST")
    quantity = str(quantity_in(request.args) or "")
    if named and all(row["listing"] != named for row in typed["goods"]):
        row = {"listing": named, "counts": "", "option": "", "quantity": quantity, "target": ""}
        _put_further(typed["goods"], row)
    companies = _companies()
    if not typed.get("country") and companies:
        typed["country"] = companies[0].country
    version = str(asking.draft.version) if asking.draft else ""
    codes = [row["listing"] for row in typed["goods"]]
    form = _form(asking, codes, companies, formdata=None, data=typed, row_version=version)
    form.look_again()
    return form


def _put_further(goods: list[dict[str, str]], row: dict[str, str]) -> None:
    if len(goods) < MOST_LINES:
        goods.append(row)
    else:
        flash(errors.too_many_goods(MOST_LINES).sentence, "warn")


def _form(
    asking: InquiryPage,
    codes: list[str],
    companies: list[Company],
    **bound: object,
) -> InquiryForm:
    return InquiryForm(
        goods_to_ask(asking.seller, codes),
        countries=country_choices(str(get_locale())),
        companies=companies,
        is_signed_in=present_reader() is not None,
        **bound,
    )


def _companies() -> list[Company]:
    """Return the companies for which the reader may send an inquiry."""
    reader = present_reader()
    if reader is None:
        return []
    return [
        member.company
        for member in memberships_of(reader.person)
        if member.company.side is Side.BUYER and member.role in WRITERS
    ]


def _page(asking: InquiryPage, form: InquiryForm) -> str:
    draft, shown = asking.draft, {entry.form.listing.data for entry in form.goods.entries}
    asked = [line.listing.code for line in draft.lines] if draft else []
    companies = _companies()
    checked = [one for one in companies if may_reach_sellers(one)]
    return render_template(
        "deals/public_inquiry.html",
        seller=asking.seller,
        name=company_called(asking.seller),
        page_name=seller_page_name(asking.seller),
        form=form,
        draft=draft,
        files=files_of_draft(draft) if draft else [],
        gone=0 if form.is_submitted() else len([code for code in asked if code not in shown]),
        companies=companies,
        sent=None if draft or form.is_submitted() else newest_to(asking.seller, companies),
        is_checked=bool(checked),
        is_first=all(looks_at_next(one) for one in checked),
        is_promised=bool(checked) or goes_on_soon(companies),
    )


def _written(asking: InquiryPage) -> ResponseReturnValue:
    act = request.form.get("act", "keep")
    form, companies = _sent_form(asking)
    try:
        count_writing(begins=asking.draft is None)
    except TooMany as refusal:
        form.summary.append(refusal.sentence)
        return _page(asking, form)
    form.take_out(act.removeprefix("out-"))
    is_valid = form.validate_on_submit()
    holder, token = holder_to_write(), token_here()
    is_valid &= _with_files(asking, form, act)
    facts = form.facts(language.current().tag) if is_valid else None
    seen = form.seen_version if form.seen_version > 0 else None
    if facts is None:
        return _page(InquiryPage(asking.seller, draft_of(holder, asking.seller)), form)
    writer = DraftWriter(holder, token, seen)
    if act == "send" and companies:
        return _sent(asking, form, (facts, writer), companies)
    if form.carry_out(keep_draft, asking.seller, facts, writer) is None:
        return _again(asking, form, holder)
    return _kept(asking.seller, act)


def _sent_form(asking: InquiryPage) -> tuple[InquiryForm, list[Company]]:
    named = [value for name, value in request.form.items() if name.endswith("-listing")]
    codes = [code for one in named if (code := read_public_id(one, "LST"))]
    companies = _companies()
    return _form(asking, codes, companies), companies


def _kept(seller: Company, act: str) -> ResponseReturnValue:
    code = seller.code
    if act == "send":
        return redirect(url_for(".send_inquiry", company=code))
    if act == "more":
        name = seller_page_name(seller)
        flash(_("Kept. Add what else you need: each of the goods has its button."), "good")
        if name:
            return redirect(url_for("catalog.seller", name=name) + "#goods")
    elif act == "keep":
        flash(_("Kept as it is. You find it under My inquiries."), "good")
    return redirect(url_for(".inquiry", company=code))


def _with_files(asking: InquiryPage, form: InquiryForm, act: str) -> bool:
    """Keep the file that came along, or take one away; whether there was nothing wrong with it.

    A file is read outside of any transaction, and stays whatever else the form lacks.
    """
    reader = present_reader()
    if reader is None:
        return True
    away = read_public_id(act.removeprefix("away-"), "FIL")
    if away and asking.draft:
        form.done_by(take_file_away, asking.draft, away, person=reader.person)
    if not form.document.data:
        return True
    with form.document.data.stream as stream:
        content = stream.read(LARGEST_DOCUMENT + 1)
    return _attached(asking.seller, form, content, reader)


def _attached(seller: Company, form: InquiryForm, content: bytes, reader: Reader) -> bool:
    name, code = form.document.data.filename or "", reader.person.code
    end_reading()
    try:
        limits.count(FILES_OF_PERSON, code)
        kept = keep_document(content, name)
    except (Refused, TooMany) as refusal:
        form.document.errors = [refusal.sentence]
        return False
    done: bool = form.done_by(
        attach_file,
        seller,
        kept,
        person=reader.person,
        claiming=token_here(),
        once_key=str(form.once_key.data),
    )
    return done


def _sent(
    asking: InquiryPage,
    form: InquiryForm,
    written: tuple[InquiryFacts, DraftWriter],
    companies: list[Company],
) -> ResponseReturnValue:
    reader, (facts, writer) = present_reader(), written
    buyer = _chosen(form, companies)
    if reader is None or buyer is None:
        return _page(asking, form)
    key, person = str(form.once_key.data), reader.person
    try:
        limits.count(SENT_BY_PERSON, person.code, once_key=key)
    except TooMany as refusal:
        form.summary.append(refusal.sentence)
        return _page(asking, form)
    code = form.carry_out(keep_to_send, asking.seller, facts, writer, once_key=key)
    draft = find_inquiry(code) if code else None
    if draft is None:
        return _again(asking, form, writer.holder)
    who = actor_for(reader, buyer)
    if not form.done_by(send, draft, buyer=buyer, sender=person, once_key=key, actor=who):
        return _again(asking, form, writer.holder)
    return redirect(url_for(".sent_inquiry", company=buyer.code, inquiry=code))


def _chosen(form: InquiryForm, companies: list[Company]) -> Company | None:
    if len(companies) == 1:
        return companies[0]
    found = next((one for one in companies if one.code == form.company.data), None)
    if found is None:
        form.company.errors = [_("Please choose the company that asks.")]
    return found


def _again(asking: InquiryPage, form: InquiryForm, holder: Holder) -> str:
    """Show the form after a refusal; sending it again means to write over what stands now."""
    draft = draft_of(holder, asking.seller)
    if draft is not None:
        now = {name: value for name, value in typed_inquiry(draft).items() if name != "goods"}
        form.show_present(draft.version, now)
    form.row_version.data = str(draft.version) if draft else ""
    return _page(InquiryPage(asking.seller, draft), form)
