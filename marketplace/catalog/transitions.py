"""How listings, their versions and sheets of goods move from state to state."""

from marketplace.catalog.enums import ListingState, SheetState, VersionState
from marketplace.catalog.events import (
    ListingDecided,
    ListingHidden,
    ListingShown,
    ListingSubmitted,
    ListingTakenDown,
)
from marketplace.catalog.models import Listing, ListingVersion
from marketplace.core.states import Machine, Move

PURGE_TIMER = "catalog.purge_draft"


def _shown(listing: Listing) -> ListingShown:
    return ListingShown(listing.code)


def _hidden(listing: Listing) -> ListingHidden:
    return ListingHidden(listing.code)


def _taken_down(listing: Listing) -> ListingTakenDown:
    return ListingTakenDown(listing.code)


LISTING = Machine(
    kind="listing",
    id_column="code",
    moves=(
        Move(
            "list",
            frozenset({ListingState.DRAFT}),
            ListingState.SHOWN,
            stamps="listed_at",
            event=_shown,
        ),
        Move("hide", frozenset({ListingState.SHOWN}), ListingState.HIDDEN, event=_hidden),
        Move("show", frozenset({ListingState.HIDDEN}), ListingState.SHOWN, event=_shown),
        Move(
            "archive",
            frozenset({ListingState.SHOWN, ListingState.HIDDEN, ListingState.TAKEN_DOWN}),
            ListingState.ARCHIVED,
            event=_hidden,
        ),
        Move(
            "take_down",
            frozenset({ListingState.SHOWN, ListingState.HIDDEN}),
            ListingState.TAKEN_DOWN,
            event=_taken_down,
        ),
        Move("put_back", frozenset({ListingState.TAKEN_DOWN}), ListingState.SHOWN, event=_shown),
        Move("put_back_hidden", frozenset({ListingState.TAKEN_DOWN}), ListingState.HIDDEN),
        Move("delete", frozenset({ListingState.DRAFT}), ListingState.DELETED, stamps="deleted_at"),
        Move(
            "undo_delete",
            frozenset({ListingState.DELETED}),
            ListingState.DRAFT,
            ends_timers=(PURGE_TIMER,),
        ),
    ),
)


def _submitted(version: ListingVersion) -> ListingSubmitted:
    return ListingSubmitted(version.listing.code, version.code)


def _decided(version: ListingVersion) -> ListingDecided:
    return ListingDecided(version.listing.code, version.code, version.state.value)


def _decision(name: str, to_state: VersionState) -> Move[VersionState]:
    waits = frozenset({VersionState.SUBMITTED})
    return Move(name, waits, to_state, stamps="decided_at", event=_decided)


VERSION = Machine(
    kind="listing_version",
    id_column="code",
    moves=(
        Move(
            "submit",
            frozenset({VersionState.DRAFT, VersionState.ASKED}),
            VersionState.SUBMITTED,
            stamps="submitted_at",
            event=_submitted,
        ),
        Move("withdraw", frozenset({VersionState.SUBMITTED}), VersionState.DRAFT),
        _decision("approve", VersionState.LIVE),
        _decision("ask", VersionState.ASKED),
        _decision("reject", VersionState.REJECTED),
        Move(
            "vouch",
            frozenset({VersionState.DRAFT, VersionState.ASKED}),
            VersionState.LIVE,
            stamps="decided_at",
        ),
        Move("replace", frozenset({VersionState.LIVE}), VersionState.REPLACED),
    ),
)


SHEET = Machine(
    kind="sheet",
    id_column="code",
    moves=(
        Move(
            "refuse",
            frozenset({SheetState.READING}),
            SheetState.REFUSED,
            stamps="ended_at",
        ),
        Move(
            "check",
            frozenset({SheetState.READING}),
            SheetState.CHECKED,
            stamps="checked_at",
        ),
        Move(
            "go_in",
            frozenset({SheetState.CHECKED, SheetState.STOPPED}),
            SheetState.GOING_IN,
        ),
        Move("stop", frozenset({SheetState.GOING_IN}), SheetState.STOPPED),
        Move(
            "finish",
            frozenset({SheetState.GOING_IN}),
            SheetState.DONE,
            stamps="ended_at",
        ),
        Move(
            "cancel",
            frozenset({SheetState.READING, SheetState.CHECKED, SheetState.STOPPED}),
            SheetState.CANCELLED,
            stamps="ended_at",
        ),
    ),
)
