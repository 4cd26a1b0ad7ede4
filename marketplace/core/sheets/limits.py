"""How large a sheet may be. Beyond, the answer says what to do instead."""

MEGABYTE = 1024 * 1024

#: Rows of an Excel sheet, headings not counted; longer tables are saved as CSV.
MOST_ROWS = 20_000
MOST_CSV_ROWS = 200_000
MOST_COLUMNS = 300
MOST_CELLS = 3_000_000
#: The longest text of a cell in Excel, in characters.
LONGEST_CELL = 32_767
LARGEST_UNPACKED = 100 * MEGABYTE
MOST_PARTS = 10_000
LARGEST_FILE = 200 * MEGABYTE
#: Remarks that a table keeps for its summary; the rows keep all of theirs.
MOST_REMARKS = 200

MEMORY_BYTES = 1024 * MEGABYTE
CPU_SECONDS = 90
LARGEST_OUTPUT = 1024 * MEGABYTE
TIMEOUT_SECONDS = 180
