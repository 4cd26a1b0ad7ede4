"""Named reads: goods as a chosen reader will see them, from the version that is being written."""

from collections.abc import Sequence
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from marketplace.catalog.enums import PriceShown
from marketplace.catalog.queries import public_page
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.public_categories import tree
from marketplace.catalog.queries.public_page import Wording
from marketplace.catalog.queries.public_prices import PriceState, ShownPrices, ShownTier
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.companies.queries import business_of
from marketplace.reference.queries import hs_chain
from marketplace.verification.queries import badge_of


class PreviewReader(StrEnum):
    """The reader of a preview: anybody, a buyer not checked yet, or a checked buyer."""

    VISITOR = "visitor"
    UNCHECKED = "unchecked"
    CHECKED = "checked"


PREVIEW_READER_NAMES = {
    PreviewReader.VISITOR: _l("A visitor"),
    PreviewReader.UNCHECKED: _l("A buyer who is not checked"),
    PreviewReader.CHECKED: _l("A checked buyer"),
}


def prices_seen_by(goods: Goods, reader: PreviewReader) -> ShownPrices:
    """Return what a reader of the preview will see of the prices."""
    shown = goods.listing.price_shown
    if shown is PriceShown.EVERYONE:
        return ShownPrices(PriceState.PUBLIC, _steps(goods))
    if shown is PriceShown.CHECKED_BUYERS:
        if reader is PreviewReader.CHECKED:
            return ShownPrices(PriceState.SEEN, _steps(goods))
        return ShownPrices(PriceState.FOR_CHECKED)
    return ShownPrices(PriceState.ON_REQUEST)


def _steps(goods: Goods) -> tuple[ShownTier, ...]:
    tiers = goods.tiers
    ends: Sequence[int | None] = [*(tier.from_quantity - 1 for tier in tiers[1:]), None]
    return tuple(
        ShownTier(tier.from_quantity, end, tier.price)
        for tier, end in zip(tiers, ends, strict=False)
    )


def wording_in(goods: Goods, language: str) -> Wording:
    """Return the texts that a reader of the language will get; empty ones where there are none."""
    titled = {tag: text for tag, text in goods.texts.items() if text.title}
    picked = pick_text(titled, language, goods.version.original)
    if picked is None:
        return Wording("–", "", "", language, "", {}, language)
    return public_page.wording_of(titled, picked, language, goods.version.original)


def page_for(goods: Goods, language: str, reader: PreviewReader) -> public_page.PublicGoods:
    """Return all that the listing's page will show to a reader of the language."""
    company, version = goods.listing.company, goods.version
    return public_page.PublicGoods(
        listing=goods.listing,
        version=version,
        company=company,
        seller_name=None,
        business=business_of(company),
        badge=badge_of(company),
        words=wording_in(goods, language),
        prices=prices_seen_by(goods, reader),
        images=goods.images,
        options=goods.options,
        certificates=goods.certificates,
        chain=tree(language).chain_of(version.category_id),
        hs=hs_chain(version.hs_code, language) if version.hs_code else None,
        similar=(),
        seen=(),
    )
