"""`flask operators …`, `flask offices …` and `flask apps …`."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import force_locale

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Office
from marketplace.accounts.models.office import OFFICE_NAME_LENGTH
from marketplace.accounts.models.person import NAME_LENGTH
from marketplace.accounts.operations import (
    OfficeFacts,
    appoint_operator,
    open_office,
    take_app_away,
)
from marketplace.accounts.operations.sealing import people_with_app, reseal_app
from marketplace.accounts.queries import find_active_person, find_office, find_office_named
from marketplace.accounts.queries.offices import open_offices
from marketplace.accounts.queries.preferences import read_zone
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.text import one_line
from marketplace.reference.queries import country_codes, home_pack

group = AppGroup("operators", help="The organisation's staff.")
offices_group = AppGroup("offices", help="The organisation's offices.")
apps_group = AppGroup("apps", help="Authenticator apps of people.")

ROLES = click.Choice([role.value for role in OperatorRole])


@group.command("add")
@click.option("--mail", required=True, help="The operator's mail address.")
@click.option("--name", required=True, help="The operator's name.")
@click.option("--language", default="en", show_default=True, help="Language of the mails.")
@click.option("--office", help="Name or OFF-… of the office; headquarters without it.")
@click.option(
    "--role",
    "roles",
    type=ROLES,
    multiple=True,
    default=[OperatorRole.ADMINISTRATOR.value],
    show_default=True,
    help="What the operator does there; give it once for each role.",
)
@with_appcontext
def add(mail: str, name: str, language: str, office: str | None, roles: tuple[str, ...]) -> None:
    """Make an operator; a mail lets them choose a password and set up the authenticator app."""
    _require_words(one_line(name), language)
    where = _office(office) if office else None
    address = _address(mail)
    try:
        with force_locale("en"):
            person = unit_of_work(
                appoint_operator,
                mail=address,
                name=one_line(name),
                language=language,
                office=where,
                roles={OperatorRole(role) for role in roles},
                actor=AT_THE_SERVER,
            )
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(f"{person.code} {name} is an operator; the mail to {address} says what to do next.")


@offices_group.command("add")
@click.option("--name", required=True, help="The office's name in Latin letters.")
@click.option("--local-name", default="", help="Its name for readers of the home language.")
@click.option("--country", "countries", multiple=True, help="A country (ISO 3166) it looks after.")
@click.option("--time-zone", help="Such as America/Lima; the home country's without it.")
@click.option("--mail", default="", help="The office's mail address.")
@click.option("--phone", default="", help="The office's telephone number.")
@click.option("--headquarters", is_flag=True, help="It is the headquarters: a house has one.")
@with_appcontext
def add_office(*, headquarters: bool, **words: str | tuple[str, ...] | None) -> None:
    """Open an office."""
    facts = _facts(words)
    try:
        with force_locale("en"):
            code = unit_of_work(_open, facts, as_headquarters=headquarters)
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(f"{code} {facts.name} is open.")


def _open(facts: OfficeFacts, *, as_headquarters: bool) -> str:
    return open_office(facts, as_headquarters=as_headquarters, actor=AT_THE_SERVER).code


def _facts(words: dict[str, str | tuple[str, ...] | None]) -> OfficeFacts:
    name, countries = one_line(str(words["name"])), frozenset(words["countries"] or ())
    home = home_pack(current_app.config["SETTINGS"].home_country)
    typed = str(words["time_zone"] or home.TIME_ZONE)
    zone = read_zone(typed)
    _require_length(name, OFFICE_NAME_LENGTH)
    unknown = sorted(countries - country_codes())
    if unknown:
        raise click.ClickException(f"No country has the code {', '.join(unknown)}.")
    if zone is None:
        raise click.ClickException(f"{typed} is no time zone such as America/Lima.")
    return OfficeFacts(
        name=name,
        name_local=one_line(str(words["local_name"])),
        time_zone=zone,
        mail=_address(str(words["mail"])) if words["mail"] else "",
        phone=one_line(str(words["phone"])),
        countries=countries,
    )


def _office(text: str) -> Office:
    found = find_office(text.upper()) or find_office_named(text)
    if found is None:
        names = ", ".join(office.name for office in open_offices())
        raise click.ClickException(f"There is no office {text}. There are: {names or 'none'}.")
    return found


def _address(mail: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(mail, check_deliverability=False).normalized
    except EmailNotValidError:
        raise click.ClickException(f"{mail} is not a mail address.") from None


def _require_words(name: str, language: str) -> None:
    enabled = current_app.config["SETTINGS"].languages
    _require_length(name, NAME_LENGTH)
    if language not in enabled:
        raise click.ClickException(f"{language} is not one of {', '.join(enabled)}.")


def _require_length(name: str, longest: int) -> None:
    if not 0 < len(name) <= longest:
        raise click.ClickException(f"The name needs 1 to {longest} characters.")


@apps_group.command("remove")
@click.option("--mail", required=True, help="The mail address of whose app it is.")
@with_appcontext
def remove(mail: str) -> None:
    """Take somebody's app away who has lost phone and recovery codes; make sure who asks."""
    person = find_active_person(mail)
    if person is None or not person.has_app:
        raise click.ClickException(f"Nobody with the address {mail} has an app.")
    unit_of_work(take_app_away, person, actor=AT_THE_SERVER)
    click.echo(f"{person.code} signs in without the app, or sets it up anew as an operator.")


@apps_group.command("reseal")
@with_appcontext
def reseal() -> None:
    """Seal every app's secret under the present SECRET_KEY; then SECRET_KEY_BEFORE may go."""
    people = people_with_app()
    unread = [code for code in people if not unit_of_work(reseal_app, code, actor=AT_THE_SERVER)]
    click.echo(f"{len(people) - len(unread)} of {len(people)} apps are sealed under SECRET_KEY.")
    if unread:
        raise click.ClickException(
            f"No key that is named opens the app of {', '.join(unread)}: name the right one in "
            "SECRET_KEY_BEFORE and run this again. Until then they sign in with recovery codes."
        )
