"""What sides report about each other: the list, one of them, and its end."""

from collections import defaultdict

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.queries import preferences
from marketplace.core.permissions import Answer, guard
from marketplace.core.web import language
from marketplace.deals.enums import FILE_KINDS, REPORT_REASONS, ReportState
from marketplace.deals.forms.house import CloseReportForm
from marketplace.deals.models import DealReport
from marketplace.deals.operations.reports import close_report
from marketplace.deals.queries.deal_goods import asked_lines
from marketplace.deals.queries.files import files_of
from marketplace.deals.queries.inquiries import inquiry_of_deal
from marketplace.deals.queries.phrases import marked_sentence
from marketplace.deals.queries.reports import (
    closer_of,
    count_of_reports,
    find_report,
    messages_reported,
    page_of_reports,
)
from marketplace.deals.queries.signal_words import signal_words
from marketplace.deals.routes import bp
from marketplace.deals.routes.operator.chosen import reader_here, scope_of_reader
from marketplace.deals.rules.house import looks_at_inquiries, may_decide_about, may_look_at


@bp.get("/desk/reports")
@guard(looks_at_inquiries)
def reports() -> ResponseReturnValue:
    """List what sides reported, the newest first."""
    shown = ReportState.CLOSED if request.args.get("show") == "closed" else ReportState.OPEN
    scope = scope_of_reader()
    return render_template(
        "deals/operator_reports.html",
        shown=shown,
        open_ones=count_of_reports(scope),
        found=page_of_reports(scope, shown, request.args.get("after")),
        reasons=REPORT_REASONS,
    )


@bp.get("/desk/reports/<report>")
@guard(may_look_at, subject=find_report)
def report(report: DealReport) -> ResponseReturnValue:
    """Show one report with all that was said in its deal."""
    return _page(report, CloseReportForm(formdata=None))


@bp.post("/desk/reports/<report>/close")
@guard(may_decide_about, subject=find_report)
def end_report(report: DealReport) -> ResponseReturnValue:
    """Close a report with what came of it."""
    form, reader, code = CloseReportForm(), reader_here(), report.code
    if form.validate_on_submit() and form.done_by(
        close_report,
        report,
        form.outcome.data or "",
        operator=reader.person,
        actor=reader.actor(),
    ):
        flash(_("The report is closed."), "good")
        return redirect(url_for(".reports"))
    return _page(find_report(code) or report, form)


def _page(report: DealReport, form: CloseReportForm) -> str:
    messages, tag = messages_reported(report), language.current().tag
    inquiry = inquiry_of_deal(report.deal_id)
    files = defaultdict(list)
    for file in files_of(report.deal):
        files[file.message_id].append(file)
    return render_template(
        "deals/operator_report.html",
        report=report,
        deal=report.deal,
        about=report.deal.buyer if report.side == "seller" else report.deal.seller,
        by=report.deal.company_of(report.side),
        closed_by=closer_of(report),
        messages=messages,
        signals={one.id: [signal_words(each) for each in one.signals] for one in messages},
        inquiry=inquiry,
        asked=[signal_words(each) for each in inquiry.signals] if inquiry else [],
        lines=asked_lines([inquiry])[inquiry.id] if inquiry else [],
        files=files,
        file_kinds=FILE_KINDS,
        phrase_words=lambda one: marked_sentence(one["code"], one["blanks"], tag),
        reason=REPORT_REASONS[report.reason],
        form=form,
        zone=preferences().time_zone,
        may_decide=may_decide_about.check(reader_here(), report).answer is Answer.YES,
    )
