"""The kinds of long work on sheets, as the queue knows them."""

from marketplace.catalog.queries.goods_files import EXPORT

__all__ = ["CHECK", "DECIDE", "EXPORT", "GO_IN", "SUBMIT", "WITHDRAW"]

CHECK = "catalog.check_sheet"
GO_IN = "catalog.sheet_goes_in"
SUBMIT = "catalog.submit_sheet"
DECIDE = "catalog.decide_sheet"
WITHDRAW = "catalog.withdraw_sheet"
