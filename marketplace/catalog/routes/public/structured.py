"""Goods as data for search engines (schema.org Product and Offer): public prices only."""

from typing import Any

from flask import url_for

from marketplace.catalog.queries.public_cards import address_of
from marketplace.catalog.queries.public_page import PublicGoods
from marketplace.catalog.queries.public_prices import ShownPrices, ShownTier
from marketplace.core.images import media_name
from marketplace.core.money import Money
from marketplace.core.web.addresses import absolute


def product_of(goods: PublicGoods) -> dict[str, Any]:
    """Return the listing as schema.org knows it; without an offer where not everybody sees prices.

    Source of the words: https://schema.org/Product, https://schema.org/UnitPriceSpecification.
    """
    version, words = goods.version, goods.words
    address = address_of(words.title)
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": words.title,
        "url": absolute(url_for("catalog.listing", code=goods.listing.code, title=address)),
        "productID": goods.listing.code,
        "inLanguage": words.language,
    }
    more = {
        "description": words.summary,
        "image": [_picture(image.picture) for image in goods.images],
        "brand": {"@type": "Brand", "name": version.brand} if version.brand else "",
        "category": " / ".join(branch.name for branch in goods.chain),
        "countryOfOrigin": version.origin_country,
        "offers": _offer(goods) if goods.prices.is_public else "",
    }
    return facts | {key: value for key, value in more.items() if value}


def _picture(key: str) -> str:
    return absolute(url_for("media.picture", name=media_name(key, "large")))


def _offer(goods: PublicGoods) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "seller": {"@type": "Organization", "name": goods.seller},
        "priceSpecification": [_price(step, goods.unit.code) for step in goods.prices.steps],
    } | _range(goods.prices)


def _range(prices: ShownPrices) -> dict[str, Any]:
    """Return the lowest and the highest price of one unit; {} where prices are of several units.

    Source of the words: https://schema.org/AggregateOffer.
    """
    if prices.span is None or len(prices.steps) == 1 or prices.steps[0].price.per != 1:
        return {}
    low, high = (price.price for price in prices.span)
    return {
        "@type": "AggregateOffer",
        "lowPrice": _plain(low),
        "highPrice": _plain(high),
        "priceCurrency": low.currency,
        "offerCount": len(prices.steps),
    }


def _price(step: ShownTier, unit: str) -> dict[str, Any]:
    eligible = {"@type": "QuantitativeValue", "minValue": step.from_quantity, "unitCode": unit}
    if step.until is not None:
        eligible["maxValue"] = step.until
    return {
        "@type": "UnitPriceSpecification",
        "price": _plain(step.price.price),
        "priceCurrency": step.price.currency,
        "referenceQuantity": {
            "@type": "QuantitativeValue",
            "value": step.price.per,
            "unitCode": unit,
        },
        "eligibleQuantity": eligible,
    }


def _plain(amount: Money) -> str:
    """Return an amount as machines read it: `12.50`, with a point and no groups."""
    if not amount.digits:
        return str(amount.minor)
    whole, rest = divmod(amount.minor, 10**amount.digits)
    return f"{whole}.{rest:0{amount.digits}d}"
