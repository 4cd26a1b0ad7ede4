"""Files of sheets that were done with a month ago: removed, what became of the rows stays."""

from datetime import timedelta

from sqlalchemy import or_, select

from marketplace.catalog.models import Sheet
from marketplace.core import clock
from marketplace.core.db import lock, session, unit_of_work
from marketplace.core.sheets.tables import forget_table
from marketplace.core.storage import storage
from marketplace.core.work.schedules import schedule

KEPT = timedelta(days=30)
#: Sheets that are cleared in one round.
ROUND = 20


@schedule("catalog.forget_sheets", every=timedelta(days=1))
def forget_sheet_files() -> bool:
    """Remove the files of sheets that ended long ago; return whether there may be more.

    A file stays while a younger sheet is of the same bytes.
    """
    long_ago = clock.now() - KEPT
    ended = select(Sheet.code).where(Sheet.ended_at < long_ago, Sheet.upload != "")
    codes = session.scalars(ended.order_by(Sheet.id).limit(ROUND)).all()
    for code in codes:
        for key in unit_of_work(_let_go, code):
            _remove(key)
    return len(codes) == ROUND


def _let_go(code: str) -> list[str]:
    """Take the keys from a sheet's row; return those that no other sheet has."""
    sheet = lock(session.scalars(select(Sheet).where(Sheet.code == code)).one())
    keys = [key for key in (sheet.upload, sheet.pictures, sheet.table) if key]
    sheet.upload = sheet.pictures = sheet.table = ""
    session.flush()
    return [key for key in keys if not _is_used(key)]


def _is_used(key: str) -> bool:
    uses = or_(Sheet.upload == key, Sheet.pictures == key, Sheet.table == key)
    return session.scalar(select(Sheet.id).where(uses).limit(1)) is not None


def _remove(key: str) -> None:
    if "." in key:
        storage().remove(key)
    else:
        forget_table(key)
