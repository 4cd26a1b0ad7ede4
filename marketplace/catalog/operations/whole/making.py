"""New listings, many at once, in a handful of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import (
    Listing,
    ListingImage,
    ListingOption,
    ListingText,
    ListingVersion,
    PriceTier,
)
from marketplace.catalog.models.listing import SELLER_CODE_LENGTH
from marketplace.catalog.models.version import MOST_IMAGES
from marketplace.catalog.operations.hs import hs_values
from marketplace.catalog.operations.options import OptionFacts, option_values
from marketplace.catalog.operations.prices import PriceFacts, check_steps
from marketplace.catalog.operations.record import clean_line, write_down
from marketplace.catalog.operations.trade import (
    CartonFacts,
    SampleFacts,
    TermsFacts,
    carton_values,
    sample_values,
    term_values,
)
from marketplace.catalog.operations.versions import (
    FactsOfGoods,
    TextFacts,
    fact_values,
    says_nothing,
    text_values,
)
from marketplace.catalog.queries.hs import HsChoice
from marketplace.catalog.queries.texts import home_language
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import require_unit, session
from marketplace.core.ids import new_public_id
from marketplace.core.images import Picture
from marketplace.core.text import text_key


@dataclass(frozen=True)
class NewGoods:
    """A listing to be, each part as the operation of that part takes it, None for nothing yet.

    `category_id` is the key of the leaf that `facts` names. Whoever makes it has seen that the
    seller's code, the SKUs and the HS code are free and known.
    """

    seller_code: str = ""
    texts: Mapping[str, TextFacts] = field(default_factory=dict)
    facts: FactsOfGoods | None = None
    category_id: int | None = None
    hs: HsChoice | None = None
    prices: PriceFacts | None = None
    terms: TermsFacts | None = None
    sample: SampleFacts | None = None
    carton: CartonFacts | None = None
    options: Sequence[OptionFacts] = ()
    pictures: Sequence[Picture] = ()

    @property
    def parts(self) -> list[str]:
        """The names of the parts that say something."""
        named = ("facts", "hs", "prices", "terms", "sample", "carton")
        return [*(name for name in named if getattr(self, name)), *sorted(self.texts)]


def make_goods(company: Company, wanted: Sequence[NewGoods], *, actor: Actor) -> list[Listing]:
    """Write new listings of a company (locked) as drafts; return them in the same order.

    As `start_listing` with every part's operation after it, in a flat number of statements. Raises
    Refused for a part against its rule.
    """
    require_unit()
    if not wanted:
        return []
    codes = _Codes(len(wanted), sum(max(len(goods.options), 1) for goods in wanted))
    listings = [_listing(company, goods, codes) for goods in wanted]
    session.add_all(listings)
    session.flush()
    versions = [
        _version(listing, goods, codes, actor)
        for listing, goods in zip(listings, wanted, strict=True)
    ]
    session.add_all(versions)
    session.flush()
    for listing, version, goods in zip(listings, versions, wanted, strict=True):
        _fill(listing, version, goods, codes)
        write_down(listing, "started", actor=actor, version=version.code, parts=goods.parts)
    session.flush()
    return listings


class _Codes:
    """Public ids that nobody has yet, drawn for many rows at once."""

    def __init__(self, listings: int, options: int) -> None:
        self._free = {
            "LST": _drawn("LST", listings, Listing),
            "LSV": _drawn("LSV", listings, ListingVersion),
            "OPT": _drawn("OPT", options, ListingOption),
        }

    def take(self, prefix: str) -> str:
        return self._free[prefix].pop()


def _drawn(
    prefix: str, number: int, model: type[Listing | ListingVersion | ListingOption]
) -> list[str]:
    """Return so many public ids that no row has."""
    free: set[str] = set()
    while len(free) < number:
        drawn = {new_public_id(prefix) for _ in range(number - len(free))}
        free |= drawn - set(session.scalars(select(model.code).where(model.code.in_(drawn))))
    return list(free)


def _listing(company: Company, goods: NewGoods, codes: _Codes) -> Listing:
    now = clock.now()
    code = clean_line(goods.seller_code, SELLER_CODE_LENGTH, "seller_code")
    values: dict[str, object] = {}
    if goods.prices is not None:
        values |= {"price_shown": goods.prices.shown, "moq": check_steps(goods.prices)}
    if goods.terms is not None:
        values |= term_values(goods.terms)
    if goods.sample is not None:
        values |= sample_values(goods.sample)
    if goods.carton is not None:
        values |= carton_values(goods.carton)
    return Listing(
        code=codes.take("LST"),
        company=company,
        state=ListingState.DRAFT,
        seller_code=code,
        seller_code_key=text_key(code) or None,
        created_at=now,
        changed_at=now,
        **values,
    )


def _version(listing: Listing, goods: NewGoods, codes: _Codes, actor: Actor) -> ListingVersion:
    now = clock.now()
    values: dict[str, object] = {}
    if goods.facts is not None:
        values |= fact_values(goods.facts) | {"category_id": goods.category_id}
    if goods.hs is not None:
        values |= hs_values(goods.hs) | {"hs_chosen_by": actor.person or ""}
    return ListingVersion(
        code=codes.take("LSV"),
        listing=listing,
        number=1,
        state=VersionState.DRAFT,
        original=home_language(),
        cover=goods.pictures[0].key if goods.pictures else "",
        created_at=now,
        changed_at=now,
        **values,
    )


def _fill(listing: Listing, version: ListingVersion, goods: NewGoods, codes: _Codes) -> None:
    """Add what hangs on a listing and its version."""
    for tag, facts in goods.texts.items():
        values = text_values(facts)
        if not says_nothing(values):
            session.add(ListingText(version_id=version.id, language=tag, **values))
    if goods.prices is not None:
        session.add_all(
            PriceTier(listing_id=listing.id, from_quantity=quantity, price=price)
            for quantity, price in goods.prices.tiers
        )
    for number, option in enumerate(goods.options or (OptionFacts(),)):
        session.add(
            ListingOption(
                code=codes.take("OPT"),
                listing_id=listing.id,
                company_id=listing.company_id,
                **option_values(number, option),
            )
        )
    for rank, picture in enumerate(goods.pictures[:MOST_IMAGES]):
        session.add(
            ListingImage(
                code=new_public_id("IMG"),
                version_id=version.id,
                rank=rank,
                picture=picture.key,
                width=picture.width,
                height=picture.height,
            )
        )
