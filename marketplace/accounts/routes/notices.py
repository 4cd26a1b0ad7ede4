"""What the house has told a person, and how often it mails them."""

from functools import partial

import structlog
from flask import (
    Flask,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from marketplace.accounts.forms import PaceForm
from marketplace.accounts.operations import choose_news
from marketplace.accounts.queries import Reader, present_reader
from marketplace.accounts.queries.consents import wants_news
from marketplace.accounts.routes import bp
from marketplace.accounts.rules import signed_in
from marketplace.core.db import unit_of_work
from marketplace.core.permissions import guard
from marketplace.core.proxies import present_application
from marketplace.core.web import language
from marketplace.core.web.paging import Page, newest_first
from marketplace.notices.enums import Pace
from marketplace.notices.models import Notice
from marketplace.notices.operations import choose_pace, mark_read
from marketplace.notices.queries import find_pace, line_of, notices_of, unread_count


def unread_notices() -> int:
    """Return how many notices the reader has not been shown; counted once a request."""
    reader = present_reader()
    if reader is None:
        return 0
    if "unread_notices" not in g:
        g.unread_notices = unread_count(reader.person.code)
    return int(g.unread_notices)


@bp.get("/account/notices")
@guard(signed_in, subject=present_reader)
def notices(reader: Reader) -> ResponseReturnValue:
    """List what the person was told, newest first; what was shown counts as read afterwards."""
    return _page(reader, _pace_form(reader))


@bp.post("/account/notices")
@guard(signed_in, subject=present_reader)
def choose_mail_pace(reader: Reader) -> ResponseReturnValue:
    """Write how often notices come by mail as well, and whether news do."""
    form = _pace_form(reader)
    if form.validate_on_submit() and form.carry_out(_choose, reader, form):
        flash(_("Saved."), "good")
        return redirect(url_for("accounts.notices"))
    row = find_pace(reader.person.code)
    form.row_version.data = str(row.version if row else 1)
    return _page(reader, form)


def _pace_form(reader: Reader) -> PaceForm:
    row = find_pace(reader.person.code)
    return PaceForm(
        pace=(row.pace if row else Pace.AT_ONCE).value,
        news=wants_news(reader.person),
        row_version=row.version if row else 1,
    )


def _choose(reader: Reader, form: PaceForm) -> bool:
    choose_news(
        reader.person,
        wanted=bool(form.news.data),
        language=language.current().tag,
        actor=reader.actor(),
    )
    choose_pace(
        reader.person.code,
        Pace(form.pace.data),
        seen_version=form.seen_version,
        actor=reader.actor(),
    )
    return True


def _page(reader: Reader, form: PaceForm) -> ResponseReturnValue:
    page: Page[Notice] = newest_first(
        notices_of(reader.person.code),
        at=Notice.told_at,
        code=Notice.code,
        cursor=request.args.get("after"),
    )
    settings = current_app.config["SETTINGS"]
    lines = [line_of(row, language.current(), settings) for row in page.rows]
    response = make_response(
        render_template("accounts/account_notices.html", lines=lines, page=page, form=form)
    )
    shown = [line.code for line in lines if not line.is_read]
    if shown:
        response.call_on_close(partial(_mark, present_application(), reader.person.code, shown))
    return response


def _mark(app: Flask, person: str, codes: list[str]) -> None:
    with app.app_context():
        try:
            unit_of_work(mark_read, person, codes)
        except SQLAlchemyError:
            structlog.get_logger().warning("read_mark_lost", person=person)
