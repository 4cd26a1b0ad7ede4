"""`flask operators …`."""

import click
from email_validator import EmailNotValidError, validate_email

from marketplace.accounts.operations import appoint_operator
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.text import one_line

group = click.Group("operators", help="The organisation's staff.")


@group.command("add")
@click.option("--mail", required=True, help="The operator's mail address.")
@click.option("--name", required=True, help="The operator's name.")
@click.option("--language", default="en", show_default=True, help="Language of the mails.")
def add(mail: str, name: str, language: str) -> None:
    """Make an operator; a mail lets them choose a password and set up the authenticator app."""
    try:
        address = validate_email(mail, check_deliverability=False).normalized
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
