"""Replies that a company keeps, to send again and again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.companies.enums import MemberRole
from marketplace.companies.models import Company
from marketplace.companies.queries import actor_for, find_open_company
from marketplace.companies.rules import is_member, may
from marketplace.core.db import unit_of_work
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.web import language
from marketplace.deals.forms.room import NewReplyForm, ReplyForm
from marketplace.deals.models import SavedReply
from marketplace.deals.operations import change_reply, drop_reply, keep_reply
from marketplace.deals.queries.messages import find_reply, replies_of
from marketplace.deals.routes import bp

may_write = may(MemberRole.TRADE)


@bp.get("/c/<company>/replies")
@guard(is_member, subject=find_open_company)
def saved_replies(company: Company) -> ResponseReturnValue:
    """List the replies that the company keeps."""
    return render_template(
        "deals/member_replies.html",
        company=company,
        replies=replies_of(company),
        may_write=may_write.check(present_reader(), company).answer is Answer.YES,
    )


@bp.route("/c/<company>/replies/new", methods=["GET", "POST"])
@guard(may_write, subject=find_open_company)
def new_reply(company: Company) -> ResponseReturnValue:
    """Keep another reply."""
    form, back = NewReplyForm(), url_for(".saved_replies", company=company.code)
    form.offer_languages(language.current().tag)
    if form.validate_on_submit():
        kept = form.carry_out(
            keep_reply,
            company,
            str(form.title.data),
            str(form.words.data),
            language=str(form.language.data),
            once_key=str(form.once_key.data),
            actor=actor_for(present_reader(), company),
        )
        if kept is not None:
            flash(_("Kept. You find it above the form in every deal."), "good")
            return redirect(back)
    return render_template(
        "deals/member_reply.html", company=company, form=form, reply=None, back=back
    )


@bp.route("/c/<company>/replies/<reply>", methods=["GET", "POST"])
@guard(may_write, subject=find_reply)
def saved_reply(reply: SavedReply) -> ResponseReturnValue:
    """Change a reply."""
    form, company = ReplyForm(obj=reply, row_version=reply.version), reply.company
    back = url_for(".saved_replies", company=company.code)
    form.offer_languages(language.current().tag)
    if form.validate_on_submit() and form.done_by(
        change_reply,
        reply,
        str(form.title.data),
        str(form.words.data),
        language=str(form.language.data),
        seen_version=form.seen_version,
        actor=actor_for(present_reader(), company),
    ):
        flash(_("Saved."), "good")
        return redirect(back)
    if form.is_submitted():
        now = {"title": reply.title, "words": reply.words, "language": reply.language}
        form.show_present(reply.version, now)
    return render_template(
        "deals/member_reply.html", company=company, form=form, reply=reply, back=back
    )


@bp.post("/c/<company>/replies/<reply>/remove")
@guard(may_write, subject=find_reply)
def remove_reply(reply: SavedReply) -> ResponseReturnValue:
    """Delete a reply."""
    company = reply.company
    back = url_for(".saved_replies", company=company.code)
    unit_of_work(drop_reply, reply, actor=actor_for(present_reader(), company))
    flash(_("Deleted."), "good")
    return redirect(back)
