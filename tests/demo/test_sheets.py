"""The demo's seller has brought a sheet in: most of it went in, some rows have remarks."""

from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import SheetState
from marketplace.catalog.models import Sheet
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.demo.sheets import bring_sheet
from tests.factories import goods
from tests.factories.sheets import remarks_on


def test_the_sheet_is_brought_in_once_and_has_remarks(app, context):
    made = goods.make_seller(app)
    for _number in range(4):
        goods.listing(goods.company_of(made))
    for _load in range(2):
        bring_sheet(find_person(made.person), clock.now(), app)
    (sheet,) = session.query(Sheet).all()
    assert (sheet.state, sheet.rows, sheet.faulty) == (SheetState.DONE, 4, 1)
    assert (sheet.new, sheet.changed, sheet.same) == (0, 1, 2)
    assert remarks_on(sheet) == [(3, "lead_days", "number_with_words")]
    assert sheet.ended_at < clock.now()
