"""Changing the pictures of a version: added, put in order, described, removed."""

from collections.abc import Mapping

from sqlalchemy import func, select

from marketplace.catalog import errors
from marketplace.catalog.models import ListingImage, ListingVersion
from marketplace.catalog.models.version import ALT_LENGTH, MOST_IMAGES
from marketplace.catalog.operations.copies import Copied
from marketplace.catalog.operations.record import clean_line
from marketplace.catalog.operations.versions import lock_version, record_change, version_to_write_on
from marketplace.catalog.queries.listings import images_of
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, insert_with_id, require_version, session
from marketplace.core.images import Picture, leave_picture
from marketplace.core.languages import LANGUAGES


def add_image(version: ListingVersion, picture: Picture, *, actor: Actor) -> ListingImage:
    """Add a picture, already stored, behind the others; the first one is the cover.

    The same picture sent twice is one. Raises Refused for a thirteenth, Conflict while an operator
    looks at the version.
    """
    lock_version(version, actor)
    there = [image for image in images_of(version) if image.picture == picture.key]
    if there:
        return there[0]
    if len(images_of(version)) >= MOST_IMAGES:
        raise errors.too_many(MOST_IMAGES, "picture")
    version = version_to_write_on(version, actor).version
    last = session.scalar(
        select(func.max(ListingImage.rank)).where(ListingImage.version_id == version.id)
    )
    image = ListingImage(
        version_id=version.id,
        rank=0 if last is None else last + 1,
        picture=picture.key,
        width=picture.width,
        height=picture.height,
    )
    insert_with_id(image, column="code", prefix="IMG")
    _set_cover(version)
    record_change(version, "image:added", actor=actor, image=image.code)
    return image


def _set_cover(version: ListingVersion) -> None:
    images = images_of(version)
    version.cover = images[0].picture if images else ""


def move_image(
    version: ListingVersion, image: ListingImage, to_rank: int, *, actor: Actor
) -> ListingVersion:
    """Put a picture at a place (0 is the cover), the others behind it; return the version.

    A place beyond the last is the last. Nothing is written when it stands there already. Raises
    Conflict when the picture was removed in the meantime.
    """
    lock_version(version, actor)
    images = images_of(version)
    _require_there(image, images)
    order = [other for other in images if other.id != image.id]
    order.insert(max(0, min(to_rank, len(order))), image)
    if order == images:
        return version
    copied = version_to_write_on(version, actor)
    for rank, each in enumerate(order):
        _twin(copied, each).rank = rank
    session.flush()
    _set_cover(copied.version)
    record_change(copied.version, "image:moved", actor=actor, image=_twin(copied, image).code)
    return copied.version


def _require_there(image: ListingImage, images: list[ListingImage]) -> None:
    if image not in images:
        raise errors.gone()


def _twin(copied: Copied, image: ListingImage) -> ListingImage:
    return copied.images.get(image.id, image)


def write_alt(
    version: ListingVersion,
    image: ListingImage,
    alt: Mapping[str, str],
    *,
    row_version: int,
    actor: Actor,
) -> ListingVersion:
    """Write a picture's text alternatives in some languages; return the version.

    Languages that are not given keep theirs; "" removes one. Raises Refused beside
    `alt_<language>`, Conflict when somebody was faster.
    """
    if not set(alt) <= LANGUAGES.keys():
        raise errors.unknown_language("alt")
    clean = {tag: clean_line(text, ALT_LENGTH, f"alt_{tag}") for tag, text in alt.items()}
    lock_version(version, actor)
    _require_there(image, images_of(version))
    require_version(image, row_version)
    wanted = {tag: text for tag, text in sorted((image.alt | clean).items()) if text}
    if wanted == image.alt:
        return version
    copied = version_to_write_on(version, actor)
    languages = sorted(tag for tag in clean if clean[tag] != image.alt.get(tag, ""))
    change_row(_twin(copied, image), {"alt": wanted})
    code = _twin(copied, image).code
    record_change(copied.version, "image:described", actor=actor, image=code, fields=languages)
    return copied.version


def remove_image(version: ListingVersion, image: ListingImage, *, actor: Actor) -> ListingVersion:
    """Take a picture out of a version; return the version. Raises Conflict when it is gone."""
    lock_version(version, actor)
    _require_there(image, images_of(version))
    copied = version_to_write_on(version, actor)
    gone = _twin(copied, image)
    leave_picture(gone.picture)
    session.delete(gone)
    session.flush()
    for rank, left in enumerate(images_of(copied.version)):
        left.rank = rank
    session.flush()
    _set_cover(copied.version)
    record_change(copied.version, "image:removed", actor=actor, image=gone.code)
    return copied.version
