"""Sheets of goods: uploaded, checked, taken in, handed in for review, decided about."""

from marketplace.catalog.operations.sheets.acts import (
    Upload,
    cancel_sheet,
    go_in,
    stop_sheet,
    submit_sheet,
    upload_sheet,
)
from marketplace.catalog.operations.sheets.checking import check_slice
from marketplace.catalog.operations.sheets.deciding import (
    SHEET_REVIEW,
    decide_sheet,
    decide_slice,
    lock_sheet_subject,
)
from marketplace.catalog.operations.sheets.exporting import (
    ExportRequest,
    export_goods,
    export_slice,
    forget_goods_files,
)
from marketplace.catalog.operations.sheets.forgetting import forget_sheet_files
from marketplace.catalog.operations.sheets.going_in import go_in_slice
from marketplace.catalog.operations.sheets.submitting import submit_slice
from marketplace.catalog.operations.sheets.taking_back import withdraw_sheet, withdraw_slice

__all__ = [
    "SHEET_REVIEW",
    "ExportRequest",
    "Upload",
    "cancel_sheet",
    "check_slice",
    "decide_sheet",
    "decide_slice",
    "export_goods",
    "export_slice",
    "forget_goods_files",
    "forget_sheet_files",
    "go_in",
    "go_in_slice",
    "lock_sheet_subject",
    "stop_sheet",
    "submit_sheet",
    "submit_slice",
    "upload_sheet",
    "withdraw_sheet",
    "withdraw_slice",
]
