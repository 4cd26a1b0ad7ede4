"""The kinds of long work on sheets, as the queue knows them."""

CHECK = "catalog.check_sheet"
GO_IN = "catalog.sheet_goes_in"
SUBMIT = "catalog.submit_sheet"
DECIDE = "catalog.decide_sheet"
