"""The zip of pictures beside a sheet: what rows name of it, and each picture taken in once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import BinaryIO, Self

from sqlalchemy import select

from marketplace.catalog.models import Sheet, SheetPicture
from marketplace.catalog.sheets.rows import RowGroup, RowRemark
from marketplace.core.db import insert_if_absent, session
from marketplace.core.errors import Refused
from marketplace.core.images import Picture, PictureFault, PictureRefused, convert
from marketplace.core.sheets.pictures import PictureZip, name_key
from marketplace.core.storage import storage

#: A smaller picture cannot be looked at, a longer one shows nothing.
LEAST_SIDE = 200
MOST_STRETCHED = 4
NAME_LENGTH = 200

#: Pictures by the keys of their names; for one that cannot be taken the reason.
Read = dict[str, Picture | PictureRefused]


class ZippedPictures:
    """The pictures of a zip, by the keys of their names; for use in a `with`."""

    def __init__(self, file: BinaryIO) -> None:
        """`file` can be sought in. Raises Refused with a sentence for what is no such zip."""
        self._open = ExitStack()
        self._zip = self._open.enter_context(PictureZip(self._open.enter_context(file)))
        self._names = frozenset(self._zip.names())
        self._known: Read = {}

    def __enter__(self) -> Self:
        """Keep the zip open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the zip."""
        self._open.close()

    def missing(self, group: RowGroup) -> Iterator[RowRemark]:
        """Remark on pictures that rows name and the zip lacks."""
        for row in group.rows:
            for name in row.values.get("pictures") or ():
                if name_key(name) not in self._names:
                    yield RowRemark(row.number, "pictures", "picture_missing", {"name": name[:80]})

    def names_in(self, groups: Iterable[RowGroup]) -> set[str]:
        """Return the keys of the names that groups say and the zip has."""
        return {name_key(name)[:NAME_LENGTH] for name in _named(groups)} & self._names

    def take_in(self, groups: Sequence[RowGroup]) -> Read:
        """Convert what groups name and was not taken in before.

        Never inside a unit: reading a picture takes its time.
        """
        names = self.names_in(groups)
        for name in sorted(names - self._known.keys()):
            self._known[name] = self.converted(name)
        return {name: self._known[name] for name in names}

    def converted(self, name: str) -> Picture | PictureRefused:
        """Convert and store one picture of the zip; return why where it cannot be."""
        try:
            content = self._zip.read(name)
            return convert(content, least_side=LEAST_SIDE, most_stretched=MOST_STRETCHED)
        except PictureRefused as refusal:
            return refusal


class NamedPictures:
    """The pictures of a sheet's zip, by the keys of their names; for use in a `with`."""

    def __init__(self, sheet: Sheet) -> None:
        """Without a zip there are none."""
        self._key = sheet.pictures
        self._sheet_id = sheet.id
        self._zip: ZippedPictures | None = None

    def __enter__(self) -> Self:
        """Open the zip; one that cannot be read has no pictures."""
        stream = storage().open(self._key) if self._key else None
        if stream is not None:
            try:
                self._zip = ZippedPictures(stream)
            except Refused:
                stream.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the zip."""
        if self._zip is not None:
            self._zip.__exit__(kind, error, trace)

    def missing(self, group: RowGroup) -> Iterator[RowRemark]:
        """Remark on pictures that rows name and the zip lacks."""
        if self._zip is not None:
            yield from self._zip.missing(group)
            return
        code = "picture_missing" if self._key else "no_zip"
        for row in group.rows:
            names = row.values.get("pictures") or ()
            for name in names if self._key else names[:1]:
                yield RowRemark(row.number, "pictures", code, {"name": name[:80]})

    def names_in(self, groups: Iterable[RowGroup]) -> set[str]:
        """Return the keys of the names that groups say and the zip has."""
        return self._zip.names_in(groups) if self._zip else set()

    def take_in(self, groups: Sequence[RowGroup]) -> Read:
        """Convert what groups name and was not taken in before.

        Never inside a unit: reading a picture takes its time.
        """
        if self._zip is None:
            return {}
        names = self._zip.names_in(groups)
        known = kept_pictures(self._sheet_id, names)
        session.rollback()
        for name in sorted(names - known.keys()):
            known[name] = self._zip.converted(name)
        return known


def _named(groups: Iterable[RowGroup]) -> Iterator[str]:
    for group in groups:
        found = group.first("pictures")
        yield from found[1] if found else ()


def good_ones(pictures: Mapping[str, Picture | PictureRefused]) -> dict[str, Picture]:
    """Return those of the pictures that were taken in."""
    return {name: one for name, one in pictures.items() if isinstance(one, Picture)}


def remarks_on_refused(
    groups: Iterable[RowGroup], pictures: Mapping[str, Picture | PictureRefused]
) -> list[RowRemark]:
    """Remark on the pictures that rows name and that could not be taken, with the reasons."""
    return [
        RowRemark(
            row.number,
            "pictures",
            "picture_unreadable",
            {**refused.facts, "name": name[:80], "fault": refused.fault.value},
        )
        for group in groups
        for row in group.rows
        for name in row.values.get("pictures") or ()
        if isinstance(refused := pictures.get(name_key(name)[:NAME_LENGTH]), PictureRefused)
    ]


def kept_pictures(sheet_id: int, names: Iterable[str]) -> Read:
    """Return the pictures of a sheet that were read, by the keys of their names."""
    wanted = list(names)
    if not wanted:
        return {}
    rows = session.scalars(
        select(SheetPicture).where(
            SheetPicture.sheet_id == sheet_id, SheetPicture.name_key.in_(wanted)
        )
    )
    return {row.name_key: _kept(row) for row in rows}


def _kept(row: SheetPicture) -> Picture | PictureRefused:
    if row.picture:
        return Picture(row.picture, row.width, row.height)
    fault = PictureFault(row.problem or PictureFault.UNREADABLE)
    facts: dict[PictureFault, dict[str, str | int]] = {
        PictureFault.SMALL: {"width": row.width, "height": row.height, "least": LEAST_SIDE},
        PictureFault.STRETCHED: {"times": MOST_STRETCHED},
        PictureFault.TWICE: {"name": row.name_key},
        PictureFault.PACKED: {"name": row.name_key},
    }
    return PictureRefused(fault, **facts.get(fault, {}))


def keep_pictures(sheet: Sheet, pictures: Mapping[str, Picture | PictureRefused]) -> None:
    """Write down which pictures were read, in the present unit."""
    for name, one in pictures.items():
        insert_if_absent(SheetPicture, sheet_id=sheet.id, name_key=name, **_columns(one))


def _columns(one: Picture | PictureRefused) -> dict[str, str | int]:
    if isinstance(one, Picture):
        return {"picture": one.key, "width": one.width, "height": one.height, "problem": ""}
    sides = {side: int(one.facts.get(side, 0)) for side in ("width", "height")}
    return {"picture": "", "problem": one.fault.value, **sides}
