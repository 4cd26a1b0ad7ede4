"""The sheet that the demo's seller has brought in: its own goods once more, with a few faults."""

import io
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.catalog.enums import AfterCheck
from marketplace.catalog.models import Sheet
from marketplace.catalog.operations.sheets import Upload, upload_sheet
from marketplace.catalog.queries.sheet_rows import columns_in, goods_rows
from marketplace.core import clock
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.languages import LANGUAGES
from marketplace.core.sheets.tables import keep_upload
from marketplace.core.sheets.writing import write_csv
from marketplace.core.work.models import Lane
from marketplace.core.work.worker import LaneWorker
from marketplace.demo.companies import company_of

#: How long before the day of loading the sheet came.
BEFORE = timedelta(hours=20)
ROWS = 40
NAME = "goods_autumn.csv"
#: What stands in a cell instead: which listing (from 0), column, what is wrong with it.
FAULTS = {
    (1, "lead_days"): "2 weeks",
    (4, "hs"): "33049",
    (6, "from_1"): "1,000 pcs",
    (7, "category"): "Wonders",
    (9, "carton_gross"): "0.1",
}
#: Listings that truly change: their lead time, in working days.
CHANGED = {2: "18", 5: "25"}


def bring_sheet(owner: Person, today: datetime, app: Flask) -> None:
    """Let a seller bring a sheet in, once; what is good of it goes in, the rest has remarks."""
    company = company_of(owner)
    if session.scalar(select(Sheet.id).where(Sheet.company_id == company.id)) is not None:
        return
    with force_locale(LANGUAGES[owner.language].locale):
        columns = columns_in(())
        rows = list(islice(goods_rows(company, columns), ROWS))
        if not rows:
            return
        keys = [column.key for column in columns]
        content = _written([column.title() for column in columns], _marked(rows, keys))
    actor = Actor(Channel.COMMAND, person=owner.code, company=company.code)
    with clock.moved_to(today - BEFORE):
        end_reading()
        key = keep_upload(io.BytesIO(content), "sheet")
        upload = Upload(NAME, key, language=owner.language, then=AfterCheck.GOOD_ROWS)
        unit_of_work(upload_sheet, company, upload, actor=actor)
        end_reading()
        worker = LaneWorker(app, Lane.LONG, threading.Event())
        while worker.step():
            pass


def _marked(rows: Sequence[list[str]], keys: Sequence[str]) -> Sequence[list[str]]:
    """Write the faults and changes into the rows in which listings begin: those with a unit."""
    begins = [row for row in rows if row[keys.index("unit")]]
    changed = {(number, "lead_days"): days for number, days in CHANGED.items()}
    for (number, key), cell in (FAULTS | changed).items():
        if number < len(begins):
            begins[number][keys.index(key)] = cell
    return rows


def _written(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    target = io.BytesIO()
    write_csv(target, headings, rows)
    return target.getvalue()
