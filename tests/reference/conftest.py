import pytest

from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.reference.models import HsCode, HsText
from marketplace.reference.models.hs import hs_key
from marketplace.reference.operations.fill import HS_EDITION

CODES = {
    "33": "Essential oils and resinoids; perfumery, cosmetic or toilet preparations",
    "3304": "Beauty, make-up and skin care preparations",
    "330410": "Lip make-up preparations",
    "330499": "Skin care preparations",
    "09": "Coffee, tea, mate and spices",
    "0902": "Tea",
    "090220": "Tea, green; not fermented",
    "84": "Machinery; steam boilers",
    "8402": "Steam generating boilers",
}


@pytest.fixture
def few_codes(context):
    """Keep a handful of the world's codes, with English texts."""
    unit_of_work(_keep)


def _keep():
    for code, text in CODES.items():
        row = HsCode(code=code, level=len(code), country="", edition=HS_EDITION)
        session.add(row)
        session.flush()
        session.add(HsText(hs_code_id=row.id, language="en", text=text, key=hs_key(text)))


@pytest.fixture
def write(tmp_path):
    """Write a table into a file and return its path."""

    def write(content, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def actor():
    return AT_THE_SERVER
