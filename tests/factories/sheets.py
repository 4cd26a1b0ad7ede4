"""Sheets of goods, uploaded and worked on by the operations that people use."""

import csv
import io

from marketplace.catalog.enums import AfterCheck
from marketplace.catalog.models import SheetRemark
from marketplace.catalog.operations.sheets import Upload, upload_sheet
from marketplace.catalog.queries.sheets import find_any_sheet
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.sheets.tables import keep_upload
from marketplace.core.work.worker import work_until_idle
from tests.factories.goods import owner_of

#: A row of a listing with one option, complete but for its picture; keys are those of columns.
ROW = {
    "listing_code": "A-1",
    "sku": "A-1",
    "title:ko": "센텔라 진정 세럼 30 ml",
    "summary:ko": "붉어지기 쉬운 피부를 위한 비건 세럼",
    "description:ko": "병풀 추출물을 담은 가벼운 세럼입니다.",
    "keywords:ko": "센텔라 세럼, 진정 앰플, 비건 화장품",
    "title:en": "Centella calming serum 30 ml",
    "summary:en": "A vegan serum for skin that reddens easily",
    "description:en": "A light serum with centella extract.",
    "keywords:en": "centella serum, calming ampoule, vegan cosmetics",
    "category": "Serums",
    "brand": "Onsaem",
    "origin": "KR",
    "net": "30 ml",
    "hs": "3304.99",
    "contents": "none",
    "price_shown": "everyone",
    "currency": "USD",
    "from_1": "600",
    "price_1": "4.20",
    "from_2": "2400",
    "price_2": "3.60",
    "unit": "H87",
    "mode": "air",
    "incoterm": "FCA",
    "place": "Incheon Airport",
    "lead_days": "21",
    "carton_units": "120",
    "carton_net": "6.2",
    "carton_gross": "6.8",
}


def row(**cells):
    """Return a complete row with some cells of its own; `title_ko` stands for `title:ko`."""
    return ROW | {name.replace("__", ":"): cell for name, cell in cells.items()}


def numbered(number, **cells):
    """Return a complete row of a listing of its own."""
    code = f"N-{number}"
    named = {"title:ko": f"세럼 {number}", "title:en": f"Serum {number}"}
    return row(listing_code=code, sku=code, **cells) | named


def sheet_bytes(rows):
    """Return rows (dicts by column) as CSV; columns in the order they are met first."""
    headings = list(dict.fromkeys(key for each in rows for key in each))
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(headings)
    writer.writerows([each.get(key, "") for key in headings] for each in rows)
    return target.getvalue().encode()


def uploaded(company, rows, *, then=AfterCheck.ASK, pictures=b"", name="goods.csv"):
    """Upload rows, or a file's bytes, for a company; return the sheet (the row)."""
    content = rows if isinstance(rows, bytes) else sheet_bytes(rows)
    end_reading()
    key = keep_upload(io.BytesIO(content), "sheet")
    packed = keep_upload(io.BytesIO(pictures), "zip") if pictures else ""
    upload = Upload(name, key, packed, "en", then)
    return unit_of_work(upload_sheet, company, upload, actor=owner_of(company))


def worked(app, sheet):
    """Let the worker do what waits; return the sheet as it is then."""
    code = sheet.code
    session.rollback()
    work_until_idle(app)
    session.expire_all()
    return find_any_sheet(code)


def checked(app, company, rows, **facts):
    """Return a sheet that was uploaded and checked, and what its wish made of it."""
    return worked(app, uploaded(company, rows, **facts))


def remarks_on(sheet):
    """Return the remarks on a sheet as (row, column, code), in order."""
    rows = session.query(SheetRemark).filter_by(sheet_id=sheet.id).order_by(SheetRemark.row)
    return [(one.row, one.column_key, one.code) for one in rows]
