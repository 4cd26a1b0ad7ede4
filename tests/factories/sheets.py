"""Sheets of goods, uploaded and worked on by the operations that people use."""

import csv
import io

from sqlalchemy import select

from marketplace.catalog.enums import AfterCheck
from marketplace.catalog.models import Listing, SheetRemark
from marketplace.catalog.operations.sheets import (
    ExportRequest,
    Upload,
    export_goods,
    go_in,
    submit_sheet,
    upload_sheet,
)
from marketplace.catalog.queries.goods_files import find_goods_file
from marketplace.catalog.queries.listings import open_version_of
from marketplace.catalog.queries.sheet_rows import WRITTEN_STATES
from marketplace.catalog.queries.sheets import find_any_sheet
from marketplace.core import clock
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.sheets.tables import keep_upload
from marketplace.core.work.jobs import fail_parked
from marketplace.core.work.models import Delivery, DeliveryState
from marketplace.core.work.worker import work_until_idle
from marketplace.moderation.enums import Decision
from marketplace.moderation.operations import ReviewDecision, decide_review
from marketplace.moderation.queries import open_review_of
from tests.factories.goods import (
    actor_of,
    add_image,
    find_person,
    make_moderator,
    owner_of,
    picture,
)

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


def written(app, company, kind="csv", states=WRITTEN_STATES):
    """Return the file of a company's goods that the worker wrote."""
    wish = ExportRequest(kind, "en", states)
    code = unit_of_work(export_goods, company, wish, actor=owner_of(company)).code
    name = company.code
    session.rollback()
    work_until_idle(app)
    session.expire_all()
    return find_goods_file(name, code)


def park(job):
    """Let the work of a job (its public id) break, as after its last attempt; within a unit."""
    delivery = session.scalars(select(Delivery).where(Delivery.subject == job)).one()
    delivery.state, delivery.parked_at = DeliveryState.PARKED, clock.now()
    delivery.problem = "ValueError"
    fail_parked(delivery)


def remarks_on(sheet):
    """Return the remarks on a sheet as (row, column, code), in order."""
    rows = session.query(SheetRemark).filter_by(sheet_id=sheet.id).order_by(SheetRemark.row)
    return [(one.row, one.column_key, one.code) for one in rows]


def bring_in(app, sheet):
    """Let the good rows of a checked sheet go in; return the sheet."""
    unit_of_work(go_in, sheet, actor=owner_of(sheet.company))
    return worked(app, sheet)


def complete_sheet(app, company, rows):
    """Bring rows in and give each listing a picture."""
    sheet = bring_in(app, checked(app, company, rows))
    for made in session.scalars(select(Listing)).all():
        version = open_version_of(made)
        unit_of_work(add_image, version, picture(), actor=owner_of(company))
    return sheet


def submitted_sheet(app, company, rows):
    """Hand complete goods of rows in; return the sheet."""
    sheet = complete_sheet(app, company, rows)
    unit_of_work(submit_sheet, sheet, actor=owner_of(company))
    return worked(app, sheet)


def begin_deciding(app, sheet, decision):
    """Let an operator decide about a sheet's goods; the worker has still to carry it out."""
    operator = make_moderator(app)
    review = open_review_of("sheet", sheet.code)
    reasons = () if decision is Decision.APPROVE else ("claim",)
    person = find_person(operator.person)
    unit_of_work(
        decide_review,
        review,
        person,
        ReviewDecision(decision, reasons),
        actor=actor_of(operator),
    )


def decide_sheet(app, sheet, decision):
    """Let an operator decide about a sheet's goods; return the sheet."""
    begin_deciding(app, sheet, decision)
    return worked(app, sheet)
