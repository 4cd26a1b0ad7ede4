"""Which analysis made the tokens of an index: a note in its folder, beside the engine's files.

Texts and queries must become tokens in the same way, so an index of another analysis is to be made
anew; until then it answers as well as it can.
"""

from pathlib import Path

from marketplace.search.analysis import VERSION

NOTE = "naru-analysis"


def note_analysis(folder: Path) -> None:
    """Write down that the index in `folder` is of today's analysis."""
    (folder / NOTE).write_text(VERSION)


def is_of_today(folder: Path) -> bool:
    """Whether the index in `folder` says that it is of today's analysis."""
    try:
        return (folder / NOTE).read_text() == VERSION
    except OSError:
        return False
