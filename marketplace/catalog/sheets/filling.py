"""Templates of a mapping: texts that name columns of a foreign file in braces."""

import re
from collections.abc import Mapping, Sequence

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_BLANKS = re.compile(r" {2,}")


class Template:
    """A template, with the places of the columns that it names."""

    def __init__(self, text: str, places: Mapping[str, int]) -> None:
        """`places` are those of the file's columns by their names."""
        first, *others = PLACEHOLDER.split(text)
        self._first = first
        self._parts = [
            (places[name], literal) for name, literal in zip(others[::2], others[1::2], strict=True)
        ]

    def filled(self, cells: Sequence[str]) -> str:
        """Return the text with the cells of a row, "" where all that it names are empty."""
        if not any(cells[place] for place, _literal in self._parts):
            return ""
        named = (f"{cells[place]}{literal}" for place, literal in self._parts)
        return _BLANKS.sub(" ", self._first + "".join(named)).strip()


def first_filled(templates: Sequence[Template], cells: Sequence[str]) -> str:
    """Return the first text that is not empty, "" for none."""
    return next(filter(None, (one.filled(cells) for one in templates)), "")
