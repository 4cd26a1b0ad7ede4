"""The zip of pictures beside a sheet: what rows name of it, and each picture taken in once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from sqlalchemy import select

from marketplace.catalog.models import Sheet, SheetPicture
from marketplace.catalog.sheets.rows import Group, Remark
from marketplace.core.db import insert_if_absent, session
from marketplace.core.errors import Refused
from marketplace.core.images import Picture, convert
from marketplace.core.sheets.pictures import PictureZip, name_key
from marketplace.core.storage import storage

#: A smaller picture cannot be looked at, a longer one shows nothing.
LEAST_SIDE = 200
MOST_STRETCHED = 4
NAME_LENGTH = 200


class NamedPictures:
    """The pictures of a sheet's zip, by the keys of their names; for use in a `with`."""

    def __init__(self, sheet: Sheet) -> None:
        """Without a zip there are none."""
        self._key = sheet.pictures
        self._sheet_id = sheet.id
        self._open = ExitStack()
        self._zip: PictureZip | None = None
        self._names: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        """Open the zip; one that cannot be read has no pictures."""
        stream = storage().open(self._key) if self._key else None
        if stream is not None:
            self._open.enter_context(stream)
            try:
                self._zip = self._open.enter_context(PictureZip(stream))
            except Refused:
                self._zip = None
        self._names = frozenset(self._zip.names()) if self._zip else frozenset()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the zip."""
        self._open.close()

    def missing(self, group: Group) -> Iterator[Remark]:
        """Remark on pictures that rows name and the zip lacks."""
        for row in group.rows:
            for name in row.values.get("pictures") or ():
                if name_key(name) in self._names:
                    continue
                if not self._key:
                    yield Remark(row.number, "pictures", "no_zip")
                    break
                yield Remark(row.number, "pictures", "picture_missing", {"name": name[:80]})

    def take_in(self, groups: Sequence[Group]) -> dict[str, Picture | None]:
        """Convert what groups name and was not taken in before; None for what cannot be taken.

        Never inside a unit: reading a picture takes its time.
        """
        names = {name_key(name)[:NAME_LENGTH] for name in _named(groups)} & self._names
        known = kept_pictures(self._sheet_id, names)
        session.rollback()
        for name in sorted(names - known.keys()):
            known[name] = self._converted(name)
        return known

    def _converted(self, name: str) -> Picture | None:
        if self._zip is None:
            return None
        try:
            content = self._zip.read(name)
            return convert(content, least_side=LEAST_SIDE, most_stretched=MOST_STRETCHED)
        except Refused:
            return None


def _named(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        found = group.first("pictures")
        yield from found[1] if found else ()


def kept_pictures(sheet_id: int, names: Iterable[str]) -> dict[str, Picture | None]:
    """Return the pictures of a sheet that were taken in, by the keys of their names."""
    wanted = list(names)
    if not wanted:
        return {}
    rows = session.scalars(
        select(SheetPicture).where(
            SheetPicture.sheet_id == sheet_id, SheetPicture.name_key.in_(wanted)
        )
    )
    return {
        row.name_key: Picture(row.picture, row.width, row.height) if row.picture else None
        for row in rows
    }


def keep_pictures(sheet: Sheet, pictures: dict[str, Picture | None]) -> None:
    """Write down which pictures were taken in, in the present unit."""
    for name, picture in pictures.items():
        insert_if_absent(
            SheetPicture,
            sheet_id=sheet.id,
            name_key=name,
            picture=picture.key if picture else "",
            width=picture.width if picture else 0,
            height=picture.height if picture else 0,
        )
