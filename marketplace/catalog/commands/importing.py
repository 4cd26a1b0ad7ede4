"""`flask catalog import`: catalogues of other systems, imported by operators at the server."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from marketplace.catalog.operations.from_rows import Outcome
from marketplace.catalog.operations.importing import Catalogue, Imported, import_catalogue
from marketplace.catalog.operations.known_catalogues import KNOWN_CATALOGUE
from marketplace.catalog.operations.sheets.pictures import ZippedPictures
from marketplace.catalog.sheets.columns import written_columns
from marketplace.catalog.sheets.mapping import Mapping, MappingFault, read_mapping
from marketplace.catalog.sheets.remarks import sentence
from marketplace.catalog.sheets.rows import RowRemark
from marketplace.companies.enums import Side
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.errors import Refused
from marketplace.core.sheets.faults import SheetFault
from marketplace.core.sheets.tables import SheetRefused, forget_table, read_table

#: Rows between two lines of progress.
TOLD_EVERY = 3000


@dataclass(frozen=True)
class Wish:
    """How files are brought in: by a mapping, with a profile ("" none) and a zip of pictures."""

    mapping: Mapping
    profile: str
    pictures: ZippedPictures | None


catalog_group = AppGroup("catalog", help="Goods: catalogues brought in at the server.")


@catalog_group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--company", required=True, help="Whose goods they are: the id of a seller.")
@click.option(
    "--mapping",
    "mapping_file",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A TOML file that says what becomes which column.",
)
@click.option(
    "--profile",
    type=click.Choice([KNOWN_CATALOGUE]),
    default=None,
    help="A catalogue that you vouch for: approved as it goes in, some facts may be missing.",
)
@click.option(
    "--pictures",
    "pictures_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A zip of the pictures that the column “pictures” names.",
)
@click.option("--dry-run", "is_dry", is_flag=True, help="Check every row, write nothing.")
def import_command(
    files: tuple[Path, ...],
    company: str,
    mapping_file: Path,
    profile: str | None,
    pictures_file: Path | None,
    *,
    is_dry: bool,
) -> None:
    """Read FILES (CSV, XLSX, JSON, JSON lines) into the goods of a company."""
    seller = find_any_company(company)
    if seller is None or seller.side is not Side.SELLER:
        message = f"{company} is no company that sells."
        raise click.ClickException(message)
    with force_locale("en"):
        try:
            mapping = read_mapping(_text_of(mapping_file))
            with _opened(pictures_file) as pictures:
                wish = Wish(mapping, profile or "", pictures)
                for file in files:
                    _import(file, seller.code, wish, is_dry=is_dry)
        except MappingFault as fault:
            raise click.ClickException(str(fault)) from None
        except Refused as refusal:
            raise click.ClickException(refusal.sentence) from None


@catalog_group.command("columns")
def columns_command() -> None:
    """Write the columns that a mapping may name, each with its heading and what its cells say."""
    with force_locale("en"):
        for column in written_columns():
            click.echo(f"{column.key}: {column.title()}. {column.help}".rstrip(". ") + ".")


def _text_of(mapping: Path) -> str:
    try:
        return mapping.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        message = "The mapping is no text in UTF-8."
        raise MappingFault(message) from None


def _opened(pictures: Path | None) -> AbstractContextManager[ZippedPictures | None]:
    return ZippedPictures(pictures.open("rb")) if pictures else nullcontext()


def _import(file: Path, company: str, wish: Wish, *, is_dry: bool) -> None:
    try:
        table = read_table(file, file.name, json_columns=wish.mapping.names)
    except SheetRefused as refusal:
        is_named = refusal.row and refusal.fault is SheetFault.UNREADABLE
        line = f", line {refusal.row}" if is_named else ""
        message = f"{file.name}{line}: {refusal.sentence}"
        raise click.ClickException(message) from None
    told = [0]

    def tell(done: Imported, remarks: Sequence[RowRemark]) -> None:
        for remark in remarks:
            if remark.row or remark.is_fault:
                _say(remark)
        if done.rows - told[0] >= TOLD_EVERY:
            told[0] = done.rows
            click.echo(f"{file.name}: {done.rows} of {table.rows} rows …", err=True)

    try:
        done = import_catalogue(
            Catalogue(table, wish.mapping, wish.profile, wish.pictures),
            company,
            actor=AT_THE_SERVER,
            tell=tell,
            is_dry=is_dry,
        )
    finally:
        forget_table(table.key)
    counts = done.listings
    click.echo(
        f"{file.name}: {done.rows} rows{' checked, nothing written' if is_dry else ''}. "
        f"{counts[Outcome.NEW]} new, {counts[Outcome.CHANGED]} changed, "
        f"{counts[Outcome.UNCHANGED]} as they were, {counts[Outcome.FAULTY]} refused."
    )


def _say(remark: RowRemark) -> None:
    column = f", {remark.column}" if remark.column else ""
    click.echo(f"Row {remark.row}{column}: {sentence(remark.code, remark.facts)}")
