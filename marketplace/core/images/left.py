"""Pictures that nobody uses any more: forgotten a day after they were replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from marketplace.core.images.convert import SIZES, media_name
from marketplace.core.storage import storage
from marketplace.core.work.events import Event, listen, publish
from marketplace.core.work.models import Lane

#: Pages that are open still show the one before.
GRACE = timedelta(days=1)

Keeps = Callable[[str], bool]

_keepers: list[Keeps] = []


@dataclass(frozen=True)
class PictureLeft(Event):
    """A row uses another picture now, or none. `key` is the one it had."""

    name: ClassVar[str] = "core.picture_left"
    key: str


def pictures_kept_by(keeps: Keeps) -> None:
    """Register what tells whether a room has the picture of a key in one of its rows.

    The same picture is stored once, whoever sent it: each room that has pictures must say so here.
    """
    if keeps not in _keepers:
        _keepers.append(keeps)


def leave_picture(key: str) -> None:
    """Say, in the present unit, that a row does not use a picture any more."""
    publish(PictureLeft(key), after=GRACE)


@listen(PictureLeft, lane=Lane.LONG)
def forget_picture(event: PictureLeft) -> None:
    """Remove a picture's sizes from the storage, unless a row of any room has it."""
    if any(keeps(event.key) for keeps in _keepers):
        return
    for size in SIZES:
        storage().remove(media_name(event.key, size))
