"""What search does about events: mark listings, index them, rebuild each night."""

from datetime import timedelta

from marketplace.catalog.events import (
    ListingDecided,
    ListingHidden,
    ListingShown,
    ListingTakenDown,
    ListingTradeChanged,
)
from marketplace.companies.events import CompanyClosed, CompanyKindChanged, CompanyRenamed
from marketplace.core.db import unit_of_work
from marketplace.core.work.events import listen
from marketplace.core.work.models import Lane
from marketplace.core.work.pollers import poller
from marketplace.core.work.schedules import schedule
from marketplace.search.operations import (
    begin_rebuild,
    counting,
    index_round,
    mark_company,
    mark_listing,
    news_round,
    rebuild_round,
)
from marketplace.verification.events import CheckDecided, CheckEnded, CheckLifted, CheckSuspended


@listen(ListingDecided)
def mark_decided(event: ListingDecided) -> None:
    """Mark a listing of which a version may have gone live."""
    mark_listing(event.listing)


@listen(ListingShown)
def mark_shown(event: ListingShown) -> None:
    """Mark a listing that is to be found from now on."""
    mark_listing(event.listing)


@listen(ListingHidden)
def mark_hidden(event: ListingHidden) -> None:
    """Mark a listing that is not to be found any more."""
    mark_listing(event.listing)


@listen(ListingTakenDown)
def mark_taken_down(event: ListingTakenDown) -> None:
    """Mark a listing that is not to be found any more."""
    mark_listing(event.listing)


@listen(ListingTradeChanged)
def mark_trade_changed(event: ListingTradeChanged) -> None:
    """Mark a listing of which prices, quantities or names of options changed."""
    mark_listing(event.listing)


@listen(CheckDecided)
def mark_checked(event: CheckDecided) -> None:
    """Mark the goods of a company: they may be shown now, or no longer."""
    mark_company(event.company)


@listen(CheckSuspended)
def mark_suspended(event: CheckSuspended) -> None:
    """Mark the goods of a company: they are not shown for now."""
    mark_company(event.company)


@listen(CheckLifted)
def mark_lifted(event: CheckLifted) -> None:
    """Mark the goods of a company: they are shown again."""
    mark_company(event.company)


@listen(CheckEnded)
def mark_ended(event: CheckEnded) -> None:
    """Mark the goods of a company: they are not shown unless a newer check holds."""
    mark_company(event.company)


@listen(CompanyRenamed)
def mark_renamed(event: CompanyRenamed) -> None:
    """The company's goods are found by its name."""
    mark_company(event.company)


@listen(CompanyKindChanged)
def mark_of_another_kind(event: CompanyKindChanged) -> None:
    """The company's goods are filtered by what it is."""
    mark_company(event.company)


@listen(CompanyClosed)
def mark_closed(event: CompanyClosed) -> None:
    """The company's goods may not be seen any more."""
    mark_company(event.company)


@poller("search.index")
def index_what_is_due() -> int:
    """Index what is due, and go on with a rebuild."""
    return index_round() + rebuild_round()


@schedule("search.rebuild", every=timedelta(days=1), lane=Lane.LONG)
def rebuild_each_night() -> bool:
    """Begin a rebuild, since exchange rates change and certificates end."""
    unit_of_work(begin_rebuild)
    return False


@schedule("search.news", every=timedelta(minutes=5), lane=Lane.LONG)
def tell_news() -> bool:
    """Tell people of new goods in the searches that they keep."""
    return news_round()


@schedule("search.sweep_searched", every=timedelta(days=1))
def sweep_searched() -> bool:
    """Forget what was searched 90 days ago."""
    return counting.sweep_searched()
