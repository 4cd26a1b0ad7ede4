"""A seller's sheets: the list with the upload, the template, all goods as a sheet."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour
from werkzeug.datastructures import FileStorage

from marketplace.catalog.enums import SHEET_STATE_NAMES, AfterCheck, ListingState
from marketplace.catalog.forms.sheets import SheetForm
from marketplace.catalog.operations.sheets import Upload, upload_sheet
from marketplace.catalog.queries.sheet_pages import sheets_page
from marketplace.catalog.queries.sheet_rows import columns_in, count_of_rows, goods_rows
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.subjects import actor
from marketplace.catalog.rules import reads_goods, writes_goods
from marketplace.catalog.sheets.columns import Column
from marketplace.catalog.sheets.writing import example_of, explanation, headings
from marketplace.companies.models import Company
from marketplace.companies.queries import find_open_company
from marketplace.core import limits
from marketplace.core.db import end_reading
from marketplace.core.errors import Refused, TooMany
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.sheets.limits import LARGEST_FILE, MOST_ROWS
from marketplace.core.sheets.pictures import PictureZip
from marketplace.core.sheets.tables import keep_upload
from marketplace.core.sheets.writing import SheetRow, write_csv, write_xlsx
from marketplace.core.storage import storage
from marketplace.core.web import language
from marketplace.core.web.uploads import takes_file

SHEETS_OF_PERSON = RateLimitItemPerHour(60, namespace="sheets-person")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEETS = "/c/<company>/selling/sheets"


@bp.get(_SHEETS)
@guard(reads_goods, subject=find_open_company)
def sheets(company: Company) -> ResponseReturnValue:
    """Show the company's sheets, the newest first, and the way to bring one in."""
    may_write = writes_goods.check(present_reader(), company).answer is Answer.YES
    return _page(company, SheetForm() if may_write else None)


def _page(company: Company, form: SheetForm | None) -> str:
    page = sheets_page(company, request.args.get("after"))
    return render_template(
        "catalog/seller_sheets.html",
        company=company,
        form=form,
        sheets=page.rows,
        older=page.older,
        state_names=SHEET_STATE_NAMES,
        most=LARGEST_FILE,
    )


@bp.post(_SHEETS)
@takes_file(2 * LARGEST_FILE)
@guard(writes_goods, subject=find_open_company)
def new_sheet(company: Company) -> ResponseReturnValue:
    """Keep an uploaded sheet and have it checked; lead to its page."""
    form, code, who = SheetForm(), company.code, actor(company)
    if not form.validate():
        return _page(company, form), 422
    person, then = present_reader().person.code, AfterCheck(form.then.data)
    tag, once_key = language.current().tag, str(form.once_key.data)
    name = form.sheet.data.filename
    end_reading()
    try:
        limits.count(SHEETS_OF_PERSON, person)
        key = _kept(form.sheet.data, "sheet")
    except (Refused, TooMany) as refusal:
        form.sheet.errors = [refusal.sentence]
        return _page(company, form), 422
    try:
        pictures = _looked_through(_kept(form.pictures.data, "zip"))
    except Refused as refusal:
        form.pictures.errors = [refusal.sentence]
        return _page(company, form), 422
    upload = Upload(name, key, pictures, tag, then)
    made = form.carry_out(upload_sheet, company, upload, actor=who, once_key=once_key)
    if made is None:
        return _page(company, form), 422
    return redirect(url_for("catalog.sheet", company=code, code=made.code))


def _kept(file: FileStorage | None, ending: str) -> str:
    """Store a file that came with the form; "" where none did."""
    if not file or not file.filename:
        return ""
    with file.stream as stream:
        return keep_upload(stream, ending)  # type: ignore[arg-type]


def _looked_through(key: str) -> str:
    """Return the key of a zip whose list of pictures can be read. Raises Refused otherwise."""
    stream = storage().open(key) if key else None
    if stream is not None:
        with stream, PictureZip(stream):
            pass
    return key


@bp.get(f"{_SHEETS}/template.xlsx")
@guard(reads_goods, subject=find_open_company)
def sheet_template(_company: Company) -> ResponseReturnValue:
    """Send the empty sheet in the reader's language: headings, help, choices, one example."""
    columns = columns_in((language.current().tag,))
    example = [example_of(column) for column in columns]
    return _workbook(columns, iter([example]), _("Template for goods"), explained=True)


class _Wish:
    """A company's goods in one kind of file."""

    def __init__(self, company: Company, kind: str) -> None:
        self.company = company
        self.kind = kind

    @classmethod
    def found(cls, company: str, kind: str) -> "_Wish | None":
        found = find_open_company(company)
        return cls(found, kind) if found else None


@bp.get(f"{_SHEETS}/goods.<any(xlsx,csv):kind>")
@guard(reads_goods, subject=_Wish.found)
def goods_as_sheet(wish: _Wish) -> ResponseReturnValue:
    """Send the company's goods as the sheet that can be brought in again."""
    asked = request.args.get("state", "")
    states = [asked] if asked in set(ListingState) else _KEPT
    columns = columns_in(tuple(LANGUAGES))
    rows = goods_rows(wish.company, columns, states)
    if wish.kind == "csv":
        return _csv(columns, rows)
    if count_of_rows(wish.company) > MOST_ROWS:
        flash(_("Your goods have more rows than an Excel sheet of ours: take them as CSV."), "warn")
        return redirect(url_for("catalog.sheets", company=wish.company.code))
    return _workbook(columns, rows, _("Goods"))


_KEPT = [
    ListingState.DRAFT.value,
    ListingState.SHOWN.value,
    ListingState.HIDDEN.value,
    ListingState.TAKEN_DOWN.value,
]


def _workbook(
    columns: list[Column], rows: Iterator[list[str]], name: str, *, explained: bool = False
) -> Response:
    target: IO[bytes] = TemporaryFile()  # noqa: SIM115 - sent, and closed, by the server
    write_xlsx(
        target,  # type: ignore[arg-type]
        headings(columns),
        (SheetRow(row) for row in rows),
        name=name,
        explanation=explanation(columns) if explained else (),
        right_to_left=language.current().direction == "rtl",
    )
    return _sent(target, XLSX, f"{name}.xlsx")


def _csv(columns: list[Column], rows: Iterator[list[str]]) -> Response:
    target: IO[bytes] = TemporaryFile()  # noqa: SIM115 - sent, and closed, by the server
    write_csv(target, [column.title() for column in columns], rows)  # type: ignore[arg-type]
    return _sent(target, "text/csv", f"{_('Goods')}.csv")


def _sent(target: IO[Any], kind: str, name: str) -> Response:
    target.seek(0)
    response = send_file(target, mimetype=kind, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response
