"""`flask operators …`."""

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import force_locale

from marketplace.accounts.models.person import NAME_LENGTH
from marketplace.accounts.operations import appoint_operator
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.text import one_line

group = AppGroup("operators", help="The organisation's staff.")


@group.command("add")
@click.option("--mail", required=True, help="The operator's mail address.")
@click.option("--name", required=True, help="The operator's name.")
@click.option("--language", default="en", show_default=True, help="Language of the mails.")
@with_appcontext
def add(mail: str, name: str, language: str) -> None:
    """Make an operator; a mail lets them choose a password and set up the authenticator app."""
    _require_words(one_line(name), language)
    try:
        address = validate_email(mail, check_deliverability=False).normalized
        with force_locale("en"):
            person = unit_of_work(
                appoint_operator,
                mail=address,
                name=one_line(name),
                language=language,
                actor=AT_THE_SERVER,
            )
    except EmailNotValidError:
        message = f"{mail} is not a mail address."
        raise click.ClickException(message) from None
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(f"{person.code} {name} is an operator; the mail to {address} says what to do next.")


def _require_words(name: str, language: str) -> None:
    enabled = current_app.config["SETTINGS"].languages
    if not 0 < len(name) <= NAME_LENGTH:
        raise click.ClickException(f"The name needs 1 to {NAME_LENGTH} characters.")
    if language not in enabled:
        raise click.ClickException(f"{language} is not one of {', '.join(enabled)}.")
