"""Deletes pictures that nothing uses any more, a day after they were replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from marketplace.core.images.convert import SIZES, media_name
from marketplace.core.storage import storage
from marketplace.core.work.events import Event, listen, publish
from marketplace.core.work.models import Lane

#: How long a dropped picture stays, since open pages still show it.
GRACE = timedelta(days=1)

Keeps = Callable[[str], bool]

_keepers: list[Keeps] = []


@dataclass(frozen=True)
class PictureLeft(Event):
    """A row dropped a picture, for another one or for none; `key` is the picture's."""

    name: ClassVar[str] = "core.picture_left"
    key: str


def pictures_kept_by(keeps: Keeps) -> None:
    """Register a test for whether a room still uses the picture with a given key.

    The same picture is stored once, whoever sent it: each room that has pictures must register
    one.
    """
    if keeps not in _keepers:
        _keepers.append(keeps)


def leave_picture(key: str) -> None:
    """Note, in the present unit, that a row has dropped a picture."""
    publish(PictureLeft(key), after=GRACE)


@listen(PictureLeft, lane=Lane.LONG)
def forget_picture(event: PictureLeft) -> None:
    """Delete a dropped picture's sizes from the storage, unless some room still uses it."""
    if any(keeps(event.key) for keeps in _keepers):
        return
    for size in SIZES:
        storage().remove(media_name(event.key, size))
