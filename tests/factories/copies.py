"""Many listings like one, written straight into the tables, for tests that need a number."""

from sqlalchemy import func, insert, select

from marketplace.catalog.models import Listing, ListingText, ListingVersion
from marketplace.core.db import session, unit_of_work
from marketplace.core.ids import new_public_id


def copies_of(listing, number, *, title=None, **changes):
    """Let there be `number` more listings with the texts of this one; return their public ids.

    `title` takes the place of the English one; `changes` are columns of the listing.
    """
    return unit_of_work(_copy, listing.id, number, title, changes)


def _copy(listing_id, number, title, changes):
    [listing] = _rows(Listing, Listing.id == listing_id)
    [version] = _rows(ListingVersion, ListingVersion.listing_id == listing_id)
    texts = _rows(ListingText, ListingText.version_id == version["id"])
    for text in texts:
        if title and text["language"] == "en":
            text["title"] = title
    first, first_version = (
        (session.scalar(select(func.max(model.id))) or 0) + 1 for model in (Listing, ListingVersion)
    )
    codes = [new_public_id("LST") for _ in range(number)]
    for place, code in enumerate(codes):
        own, its = first + place, first_version + place
        session.execute(
            insert(Listing.__table__).values({**listing, **changes, "id": own, "code": code})
        )
        changed = {"id": its, "code": new_public_id("LSV"), "listing_id": own}
        session.execute(insert(ListingVersion.__table__).values({**version, **changed}))
        session.execute(
            insert(ListingText.__table__), [{**text, "version_id": its} for text in texts]
        )
    return codes


def _rows(model, condition):
    """Return the rows as they stand, without columns that the database reckons."""
    columns = [column for column in model.__table__.columns if column.computed is None]
    return [dict(row._mapping) for row in session.execute(select(*columns).where(condition))]
