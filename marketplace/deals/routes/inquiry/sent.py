"""A sent inquiry until it is passed on: what is still needed, what the office asks."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.queries import Reader, office_name, office_of_country
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import actor_for, calendar_of, find_buyer, zone_of
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.web import language
from marketplace.core.web.refusals import done_or_flashed, flash_all
from marketplace.deals.enums import UNDECIDED, InquiryState, InquiryStep
from marketplace.deals.forms.inquiry import AnswerOfficeForm
from marketplace.deals.models import Inquiry
from marketplace.deals.operations.waiting import WordsToBuyer, answer_office
from marketplace.deals.operations.withdrawing import withdraw
from marketplace.deals.queries.addresses import room_path
from marketplace.deals.queries.awaited import awaited_of
from marketplace.deals.queries.deal_goods import asked_lines
from marketplace.deals.queries.goods import company_called, files_of_draft
from marketplace.deals.queries.inquiries import inquiry_of_buyer, notes_of
from marketplace.deals.routes import bp
from marketplace.deals.rules import may_see_deal, may_write_in_deal
from marketplace.verification.queries import check_overview, zone_of_office


@dataclass(frozen=True)
class SentInquiry:
    """An inquiry as the company that sent it has it."""

    company: Company
    inquiry: Inquiry


def _find(company: str, inquiry: str) -> SentInquiry | None:
    buyer = find_buyer(company)
    found = inquiry_of_buyer(buyer, inquiry) if buyer else None
    return SentInquiry(buyer, found) if buyer and found else None


@bp.get("/c/<company>/buying/inquiries/<inquiry>")
@guard(may_see_deal, subject=_find)
def sent_inquiry(sent: SentInquiry) -> ResponseReturnValue:
    """Show where an inquiry stands; one that was passed on is read in its deal."""
    deal = sent.inquiry.deal
    if sent.inquiry.state is InquiryState.PASSED_ON and deal is not None:
        return redirect(f"/{language.current().tag}{room_path(deal, Side.BUYER)}")
    return _page(sent, AnswerOfficeForm(formdata=None))


@bp.post("/c/<company>/buying/inquiries/<inquiry>/answer")
@guard(may_write_in_deal, subject=_find)
def answer_about_inquiry(sent: SentInquiry) -> ResponseReturnValue:
    """Answer what the office asked; it has the turn again."""
    form, reader = AnswerOfficeForm(), _reader()
    company, code = sent.company.code, sent.inquiry.code
    if form.validate_on_submit() and form.done_by(
        answer_office,
        sent.inquiry,
        WordsToBuyer(words=form.words.data or "", language=language.current().tag),
        answerer=reader.person,
        actor=actor_for(reader, sent.company),
    ):
        flash(_("Sent. It is the office’s turn again."), "good")
        return redirect(url_for(".sent_inquiry", company=company, inquiry=code))
    if sent.inquiry.state is not InquiryState.ASKED:
        flash_all(form.summary)
        return redirect(url_for(".sent_inquiry", company=company, inquiry=code))
    return _page(sent, form)


@bp.post("/c/<company>/buying/inquiries/<inquiry>/withdraw")
@guard(may_write_in_deal, subject=_find)
def withdraw_inquiry(sent: SentInquiry) -> ResponseReturnValue:
    """Take the inquiry back while it waits; its seller never learns of it."""
    company, code = sent.company.code, sent.inquiry.code
    if done_or_flashed(withdraw, sent.inquiry, actor=actor_for(_reader(), sent.company)):
        flash(_("The inquiry is withdrawn. The seller never saw it."), "good")
    return redirect(url_for(".sent_inquiry", company=company, inquiry=code))


def _reader() -> Reader:
    reader: Reader = present_reader()
    return reader


def _page(sent: SentInquiry, form: AnswerOfficeForm) -> str:
    company, inquiry = sent.company, sent.inquiry
    notes = notes_of(inquiry)
    office = office_of_country(company.country)
    said = [note for note in notes if note.step is not InquiryStep.ANSWERED]
    answered = [note for note in notes if note.step is InquiryStep.ANSWERED]
    return render_template(
        "deals/buyer_sent_inquiry.html",
        company=company,
        inquiry=inquiry,
        name=company_called(inquiry.seller),
        lines=asked_lines([inquiry])[inquiry.id],
        files=files_of_draft(inquiry),
        said=said[-1] if said else None,
        answered=answered[-1] if answered else None,
        now=(now := check_overview(company)),
        awaited=awaited_of(now).value,
        office=office_name(office) if office else "",
        office_zone=zone_of_office(office),
        zone=zone_of(company, calendar_of(company)),
        may_write=may_write_in_deal.check(_reader(), company).answer is Answer.YES,
        is_waiting=inquiry.state in UNDECIDED,
        form=form,
    )
