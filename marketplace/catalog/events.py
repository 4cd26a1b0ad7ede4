"""What happened to listings. Public ids only: a listener loads the present state."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core.work.events import Event


@dataclass(frozen=True)
class ListingSubmitted(Event):
    """A seller handed a version in for review."""

    name: ClassVar[str] = "catalog.listing_submitted"
    listing: str
    listing_version: str


@dataclass(frozen=True)
class ListingDecided(Event):
    """An operator decided about a version; `state` is the one that it moved to."""

    name: ClassVar[str] = "catalog.listing_decided"
    listing: str
    listing_version: str
    state: str


@dataclass(frozen=True)
class ListingShown(Event):
    """Buyers see the listing from now on: first shown, shown again or put back."""

    name: ClassVar[str] = "catalog.listing_shown"
    listing: str


@dataclass(frozen=True)
class ListingHidden(Event):
    """Its seller hid or archived the listing: buyers no longer see it."""

    name: ClassVar[str] = "catalog.listing_hidden"
    listing: str


@dataclass(frozen=True)
class ListingTakenDown(Event):
    """An operator took the listing down: buyers no longer see it."""

    name: ClassVar[str] = "catalog.listing_taken_down"
    listing: str


@dataclass(frozen=True)
class ListingTradeChanged(Event):
    """Prices, terms, packing, sample or options of a listing changed that was shown once."""

    name: ClassVar[str] = "catalog.listing_trade_changed"
    listing: str
