"""`flask categories …`: the tree of goods."""

from pathlib import Path

import click
from flask.cli import AppGroup

from marketplace.catalog.operations.categories import fill_tree, import_categories
from marketplace.catalog.operations.category_files import TreeFormat
from marketplace.catalog.queries.categories import Branch, gaps, tree
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.languages import LANGUAGES
from marketplace.reference.operations.tables import ImportReport, UnreadableFile

FAULTS_SHOWN = 50
SLUGS_SHOWN = 10

categories_group = AppGroup("categories", help="The tree of goods: branches and leaves.")


@categories_group.command("fill")
def fill_command() -> None:
    """Fill in the tree that comes with Naru, unless this edition is there."""
    report = fill_tree(actor=AT_THE_SERVER)
    if report is not None:
        click.echo(f"categories: {report.added} added, {report.changed} changed.")


@categories_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "kind",
    type=click.Choice([kind.value for kind in TreeFormat]),
    required=True,
    help="How it is written: a branch of ours, a table (code, parent, name_en, …), Shopify's.",
)
@click.option("--source", default="", help="The tree's name; by default that of the format.")
@click.option("--encoding", default="utf-8", show_default=True, help="How it is written.")
@click.option("--limit", type=int, help="Read so many rows only.")
def import_command(file: Path, kind: str, source: str, encoding: str, limit: int | None) -> None:
    """Read FILE: a larger tree of goods, beside our own."""
    try:
        report = import_categories(
            file,
            TreeFormat(kind),
            actor=AT_THE_SERVER,
            source=source,
            encoding=encoding,
            limit=limit,
        )
    except UnreadableFile as reason:
        raise click.ClickException(str(reason)) from None
    _tell(report)


@categories_group.command("list")
@click.option("--language", default="en", show_default=True, help="In which language.")
def list_command(language: str) -> None:
    """Write the tree, a category a line."""
    shown = tree(language)

    def write(branch: Branch, depth: int) -> None:
        click.echo(f"{'  ' * depth}{branch.name} ({branch.slug})")
        for child in shown.children(branch):
            write(child, depth + 1)

    for branch in shown.branches:
        write(branch, 0)


@categories_group.command("check")
def check_command() -> None:
    """Name leaves without a name in a language, and HS codes that the schedule lacks."""
    lacking = gaps(LANGUAGES)
    for language, slugs in lacking.nameless.items():
        if slugs:
            more = ", …" if len(slugs) > SLUGS_SHOWN else ""
            click.echo(
                f"{language}: {len(slugs)} without a name: {', '.join(slugs[:SLUGS_SHOWN])}{more}"
            )
    for slug, code in lacking.unknown_hs:
        click.echo(f"{slug}: there is no HS code {code}.")
    if not (any(lacking.nameless.values()) or lacking.unknown_hs):
        click.echo("Every leaf has its names and known HS codes.")


def _tell(report: ImportReport) -> None:
    for fault in report.faults[:FAULTS_SHOWN]:
        click.echo(f"Row {fault.row} skipped: {fault.sentence}")
    if len(report.faults) > FAULTS_SHOWN:
        click.echo(f"… and {len(report.faults) - FAULTS_SHOWN} more rows skipped.")
    click.echo(
        f"{report.read} categories read: {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged. {len(report.faults)} rows skipped."
    )
    if report.faults and not report.read:
        raise click.ClickException("Nothing in the file could be read.")
