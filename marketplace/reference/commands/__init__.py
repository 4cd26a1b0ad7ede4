"""`flask rates …`, `flask hs …`, `flask ports …`, `flask reference …`."""

from collections.abc import Callable
from pathlib import Path

import click
from flask.cli import AppGroup

from marketplace.core.audit import AT_THE_SERVER
from marketplace.reference.operations.fill import fill_reference
from marketplace.reference.operations.hs import HsOptions, import_hs
from marketplace.reference.operations.ports import import_ports
from marketplace.reference.operations.rates import import_rates
from marketplace.reference.operations.tables import ImportReport, UnreadableFile

FAULTS_SHOWN = 50

rates_group = AppGroup("rates", help="Exchange rates.")
hs_group = AppGroup("hs", help="Codes of the Harmonized System.")
ports_group = AppGroup("ports", help="Ports and airports.")
reference_group = AppGroup("reference", help="Facts of trade.")

FILE = click.argument("file", type=click.Path(path_type=Path))
ENCODING = click.option("--encoding", default="utf-8", show_default=True, help="How it is written.")


@rates_group.command("import")
@FILE
@ENCODING
def import_rates_command(file: Path, encoding: str) -> None:
    """Read FILE: the ECB's rates (csv or zip), or columns date, base, quote, rate."""
    _run(lambda: import_rates(file, actor=AT_THE_SERVER, encoding=encoding), "rates")


@hs_group.command("import")
@FILE
@ENCODING
@click.option(
    "--language", "languages", multiple=True, help="Take the texts of this language only."
)
@click.option("--country", help="The country whose own codes (7 to 10 digits) these are.")
@click.option("--edition", help="The edition of a country's codes, such as 2026.")
@click.option("--code-column", help="The column with the code, where the header does not tell.")
@click.option("--text-column", help="The column with the text, where the header does not tell.")
def import_hs_command(
    file: Path,
    encoding: str,
    languages: tuple[str, ...],
    country: str | None,
    edition: str | None,
    code_column: str | None,
    text_column: str | None,
) -> None:
    """Read FILE: texts of the world's codes in a language, or a country's longer codes."""
    options = HsOptions(
        languages=languages,
        country=country.upper() if country else None,
        edition=edition,
        code_column=code_column,
        text_column=text_column,
        encoding=encoding,
    )
    _run(lambda: import_hs(file, options, actor=AT_THE_SERVER), "texts")


@ports_group.command("import")
@FILE
@ENCODING
def import_ports_command(file: Path, encoding: str) -> None:
    """Read FILE: UN/LOCODE as UNECE writes it, or with a header."""
    _run(lambda: import_ports(file, actor=AT_THE_SERVER, encoding=encoding), "ports")


@reference_group.command("fill")
def fill_command() -> None:
    """Fill in HS codes, exchange rates and ports that come with Naru, unless they are there."""
    for part, report in fill_reference(actor=AT_THE_SERVER).items():
        click.echo(f"{part}: {report.added} added, {report.changed} changed.")


def _run(work: Callable[[], ImportReport], what: str) -> None:
    try:
        report = work()
    except UnreadableFile as reason:
        raise click.ClickException(str(reason)) from None
    for fault in report.faults[:FAULTS_SHOWN]:
        click.echo(f"Row {fault.row} skipped: {fault.sentence}")
    if len(report.faults) > FAULTS_SHOWN:
        click.echo(f"… and {len(report.faults) - FAULTS_SHOWN} more rows skipped.")
    click.echo(
        f"{report.read} {what} read: {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged. {len(report.faults)} rows skipped, "
        f"{report.passed_over} passed over."
    )
    if report.faults and not report.read:
        raise click.ClickException("Nothing in the file could be read.")
