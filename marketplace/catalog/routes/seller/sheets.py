"""A seller's sheets: the list with the upload, and the template."""

from tempfile import TemporaryFile
from typing import IO

from flask import Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour
from werkzeug.datastructures import FileStorage

from marketplace.catalog.enums import SHEET_STATE_NAMES, AfterCheck
from marketplace.catalog.forms.sheets import SheetForm
from marketplace.catalog.operations.sheets import Upload, upload_sheet
from marketplace.catalog.queries.goods_files import goods_files
from marketplace.catalog.queries.sheet_pages import sheets_page
from marketplace.catalog.queries.sheet_rows import AT_ONCE, columns_in, count_of_rows
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.subjects import actor
from marketplace.catalog.rules import reads_goods, writes_goods
from marketplace.catalog.sheets.writing import write_template
from marketplace.companies.models import Company
from marketplace.companies.queries import find_open_company
from marketplace.core import limits
from marketplace.core.db import end_reading
from marketplace.core.errors import Refused, TooMany
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.sheets.limits import LARGEST_FILE
from marketplace.core.sheets.pictures import PictureZip
from marketplace.core.sheets.tables import keep_upload
from marketplace.core.storage import storage
from marketplace.core.web import language
from marketplace.core.web.uploads import takes_file

SHEETS_OF_PERSON = RateLimitItemPerHour(60, namespace="sheets-person")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = "/c/<company>/selling/sheets"


@bp.get(SHEETS)
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
        files=goods_files(company),
        is_written=count_of_rows(company) > AT_ONCE,
    )


@bp.post(SHEETS)
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


@bp.get(f"{SHEETS}/template.xlsx")
@guard(reads_goods, subject=find_open_company)
def sheet_template(_company: Company) -> ResponseReturnValue:
    """Send the empty sheet in the reader's language: headings, help, choices, one example."""
    columns = columns_in((language.current().tag,))
    name = _("Template for goods")
    target = temporary_file()
    write_template(target, columns, name)  # type: ignore[arg-type]
    return sent_file(target, XLSX, f"{name}.xlsx")


def temporary_file() -> IO[bytes]:
    """Return a file to write a download into; the server closes it once it is sent."""
    target: IO[bytes] = TemporaryFile()  # noqa: SIM115 - it outlives this function
    return target


def sent_file(target: IO[bytes], kind: str, name: str) -> Response:
    """Send a file that no cache keeps; `kind` is its media type."""
    target.seek(0)
    response = send_file(target, mimetype=kind, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response
