"""Saving goods for later. It is the person's own business: nothing goes into any history."""

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from marketplace.accounts.models import Person
from marketplace.catalog.models import Favourite, Listing
from marketplace.core import clock
from marketplace.core.db import insert_if_absent, lock, session
from marketplace.core.errors import Refused

#: More than anybody looks through.
MOST_FAVOURITES = 500


def save_favourite(person: Person, listing: Listing) -> None:
    """Keep a listing for later; kept already, it stays where it is. Raises Refused when full."""
    lock(person)
    kept = select(func.count()).select_from(Favourite).where(Favourite.person_id == person.id)
    if (session.scalar(kept) or 0) >= MOST_FAVOURITES:
        raise Refused(
            _(
                "You have saved %(most)s goods already. Remove one to save another.",
                most=MOST_FAVOURITES,
            )
        )
    insert_if_absent(Favourite, person_id=person.id, listing_id=listing.id, saved_at=clock.now())


def remove_favourite(person: Person, listing: Listing) -> None:
    """Remove a listing from the person's saved goods."""
    lock(person)
    session.execute(
        delete(Favourite).where(
            Favourite.person_id == person.id, Favourite.listing_id == listing.id
        )
    )
