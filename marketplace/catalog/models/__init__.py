"""The tables of the catalogue: the tree of goods, listings in two halves, favourites, sheets."""

from marketplace.catalog.models.categories import Category, CategoryHs, CategoryName
from marketplace.catalog.models.listing import (
    CategoryListing,
    Favourite,
    Listing,
    ListingOption,
    PriceTier,
)
from marketplace.catalog.models.sheets import Sheet, SheetGoods, SheetPicture, SheetRemark
from marketplace.catalog.models.version import (
    ListingCertificate,
    ListingImage,
    ListingText,
    ListingVersion,
)

__all__ = [
    "Category",
    "CategoryHs",
    "CategoryListing",
    "CategoryName",
    "Favourite",
    "Listing",
    "ListingCertificate",
    "ListingImage",
    "ListingOption",
    "ListingText",
    "ListingVersion",
    "PriceTier",
    "Sheet",
    "SheetGoods",
    "SheetPicture",
    "SheetRemark",
]
