"""`/demo/mail`: the stand-in for everybody's mail box and for the operator's phone."""

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.config import Settings
from marketplace.core.permissions import guard
from marketplace.demo.queries import ShownMail, find_mail, newest_mails, people_with_app
from marketplace.demo.rules import where_stand_ins_are

bp = Blueprint("demo", __name__, url_prefix="/demo")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _mail_on_page(name: str) -> ShownMail | None:
    settings = _settings()
    return find_mail(name, settings) if settings.shows_tools else None


@bp.get("/mail")
@guard(where_stand_ins_are)
def mail() -> ResponseReturnValue:
    """List the mails, newest first, and show the present codes of the demo's apps."""
    settings = _settings()
    return render_template(
        "demo/public_mails.html",
        page=newest_mails(request.args.get("after", ""), settings),
        after=request.args.get("after"),
        people_with_app=people_with_app(settings),
        goes_out=bool(settings.smtp_url),
    )


@bp.get("/mail/<name>")
@guard(where_stand_ins_are, subject=_mail_on_page)
def one_mail(shown: ShownMail) -> ResponseReturnValue:
    """Show one mail: its text with links that work, and the source of its HTML."""
    return render_template("demo/public_mail.html", mail=shown)
