"""A seller's goods as a sheet: sent at once where they are few, else written and kept a week."""

from typing import IO, cast

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.catalog.operations.sheets import ExportRequest, export_goods
from marketplace.catalog.queries.goods_files import GoodsFile, find_goods_file
from marketplace.catalog.queries.sheet_rows import (
    AT_ONCE,
    columns_in,
    count_of_rows,
    goods_rows,
    languages_of,
    states_asked,
)
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.sheets import (
    SHEETS,
    SHEETS_OF_PERSON,
    XLSX,
    sent_file,
    temporary_file,
)
from marketplace.catalog.routes.seller.subjects import actor
from marketplace.catalog.rules import reads_goods
from marketplace.catalog.sheets.writing import write_goods
from marketplace.companies.models import Company
from marketplace.companies.queries import find_open_company
from marketplace.core import limits
from marketplace.core.db import end_reading, unit_of_work
from marketplace.core.errors import NotFound, Refused, TooMany
from marketplace.core.permissions import guard, present_reader
from marketplace.core.sheets.limits import MOST_ROWS
from marketplace.core.storage import storage
from marketplace.core.web import language

_KINDS = {"xlsx": XLSX, "csv": "text/csv"}
_GOODS = f"{SHEETS}/goods.<any(xlsx,csv):kind>"


class GoodsFileRequest:
    """A company's goods in one kind of file, of the states that the page asks for."""

    def __init__(self, company: Company, kind: str) -> None:
        """`state` comes with the address or the form."""
        self.company = company
        self.kind = kind
        self.states = states_asked(request.values.get("state", ""))

    @classmethod
    def found(cls, company: str, kind: str) -> "GoodsFileRequest | None":
        """Return what is wanted of an open company."""
        found = find_open_company(company)
        return cls(found, kind) if found else None


@bp.get(_GOODS)
@guard(reads_goods, subject=GoodsFileRequest.found)
def goods_as_sheet(wanted: GoodsFileRequest) -> ResponseReturnValue:
    """Send the company's goods as the sheet that can be brought in again, where they are few."""
    if count_of_rows(wanted.company, wanted.states) > AT_ONCE:
        return _to_sheets(wanted.company.code)
    columns = columns_in(languages_of(wanted.company))
    target = temporary_file()
    rows = goods_rows(wanted.company, columns, wanted.states)
    write_goods(target, wanted.kind, columns, rows)  # type: ignore[arg-type]
    return sent_file(target, _KINDS[wanted.kind], f"{_('Goods')}.{wanted.kind}")


@bp.post(_GOODS)
@guard(reads_goods, subject=GoodsFileRequest.found)
def write_goods_file(wanted: GoodsFileRequest) -> ResponseReturnValue:
    """Have the company's goods written into a file; the page of sheets tells how far it is."""
    company, code = wanted.company, wanted.company.code
    if wanted.kind == "xlsx" and count_of_rows(company, wanted.states) > MOST_ROWS:
        flash(_("Your goods have more rows than an Excel sheet of ours: take them as CSV."), "warn")
        return _to_sheets(code)
    wish = ExportRequest(wanted.kind, language.current().tag, wanted.states)
    person, who = present_reader().person.code, actor(company)
    end_reading()
    try:
        limits.count(SHEETS_OF_PERSON, person)
        unit_of_work(export_goods, company, wish, actor=who)
    except (Refused, TooMany) as refusal:
        flash(refusal.sentence, "warn")
    return _to_sheets(code)


def _to_sheets(company: str) -> ResponseReturnValue:
    return redirect(url_for("catalog.sheets", company=company, _anchor="files"))


@bp.get(f"{SHEETS}/files/<code>")
@guard(reads_goods, subject=find_goods_file)
def goods_file(file: GoodsFile) -> ResponseReturnValue:
    """Send a file of the company's goods that was written in the background."""
    stream = storage().open(file.stored) if file.is_ready else None
    if stream is None:
        raise NotFound
    return sent_file(cast("IO[bytes]", stream), _KINDS[file.kind], f"{_('Goods')}.{file.kind}")
