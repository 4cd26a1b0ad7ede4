"""The goods written for a demo, read from its content files; a house without them has none.

A row says as little as it can: `price = "everyone USD 300:18.40 1000:16.90"`, `terms = "air FCA
KRICN Incheon Airport 21"` (mode, rule, port code where it has one, place, working days), `carton =
"20 9.4 10.6 58x40x36"` (units, net and gross kilograms, centimetres), a certificate as `kind |
number | issuer | days until it ends`, a language as `[title, line in short, "keyword; keyword"]`
with its description in `about_<language>`.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from marketplace.catalog.enums import CertificateKind, Contents, PriceShown, SampleOffer, TextOrigin
from marketplace.catalog.operations import (
    CartonFacts,
    CertificateFacts,
    FactsOfGoods,
    OptionFacts,
    PriceFacts,
    SampleFacts,
    TermsFacts,
    TextFacts,
)
from marketplace.core.money import UnitPrice, read_money
from marketplace.demo.drawings import Drawing, read_drawing
from marketplace.reference.enums import TransportMode

CONTENT = Path(__file__).parent / "content"
LANGUAGES = ("ko", "en", "zh", "ja", "es", "fr", "pt", "ru", "ar")
PIECE = "H87"
_PORT = re.compile(r"[A-Z]{5}")


class GoodsFate(StrEnum):
    """What becomes of made-up goods."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED = "asked"
    REJECTED = "rejected"
    LIVE = "live"
    RENEWED = "renewed"
    HIDDEN = "hidden"
    ARCHIVED = "archived"
    TAKEN_DOWN = "taken_down"


@dataclass(frozen=True)
class Ware:
    """Made-up goods: a row of a content file."""

    row: dict[str, Any]

    @property
    def code(self) -> str:
        """The seller's own code."""
        return str(self.row["code"])

    @property
    def end(self) -> GoodsFate:
        """What becomes of them."""
        return GoodsFate(self.row.get("end", GoodsFate.LIVE))

    @property
    def drawings(self) -> list[Drawing]:
        """The pictures, the cover first."""
        return [read_drawing(text) for text in self.row.get("draw", ())]

    def alts(self) -> list[dict[str, str]]:
        """Return what is to be seen in each picture, by language."""
        written = {tag: self.row[f"alt_{tag}"] for tag in LANGUAGES if f"alt_{tag}" in self.row}
        return [
            drawing.alt | {tag: lines[number] for tag, lines in written.items()}
            for number, drawing in enumerate(self.drawings)
        ]

    def texts(self, original: str, prefix: str = "") -> dict[str, TextFacts]:
        """Return the texts by language; those behind `prefix` are of a newer version."""
        origins = {original: TextOrigin.WRITTEN, "en": TextOrigin.WRITTEN}
        return {
            tag: _text(
                self.row[f"{prefix}{tag}"],
                self.row.get(f"{prefix}about_{tag}", self.row.get(f"about_{tag}", "")),
                origins.get(tag, TextOrigin.TRANSLATED),
            )
            for tag in LANGUAGES
            if f"{prefix}{tag}" in self.row
        }

    def facts(self, home: str) -> FactsOfGoods:
        """Return what the goods are; `home` is the country of origin unless the row names one."""
        number, unit = self.row["net"].split() if "net" in self.row else (None, "")
        return FactsOfGoods(
            category=self.row["leaf"],
            brand=self.row.get("brand", ""),
            maker=self.row.get("maker", ""),
            origin_country=self.row.get("origin", home),
            net_thousandths=int(Decimal(number) * 1000) if number else None,
            net_unit=unit,
            contents=tuple(Contents(one) for one in self.row.get("contents", ())),
            contents_stated=True,
        )

    @property
    def prices(self) -> PriceFacts:
        """Who sees which prices."""
        shown, *rest = self.row["price"].split()
        if shown == "request":
            return PriceFacts(PriceShown.ON_REQUEST, (), int(rest[0]))
        currency, *steps = rest
        tiers = tuple(
            (int(quantity), _price(amount, currency))
            for quantity, amount in (step.split(":") for step in steps)
        )
        return PriceFacts(
            PriceShown.EVERYONE if shown == "everyone" else PriceShown.CHECKED_BUYERS, tiers
        )

    @property
    def terms(self) -> TermsFacts:
        """Unit, price basis and lead time."""
        mode, rule, *place, days = self.row["terms"].split()
        port = place.pop(0) if _PORT.fullmatch(place[0]) else ""
        unit = self.row.get("unit", PIECE)
        return TermsFacts(unit, TransportMode(mode), rule, " ".join(place), port, int(days))

    @property
    def sample(self) -> SampleFacts:
        """Whether a sample is to be had: `none`, `free 2` or `paid USD 24.00 3`."""
        offer, *rest = self.row.get("sample", "none").split()
        if offer == SampleOffer.PAID:
            price = read_money(rest[1], rest[0])
            return SampleFacts(SampleOffer.PAID, price, int(rest[2]), deducted=True)
        return SampleFacts(SampleOffer(offer), units=int(rest[0]) if rest else None)

    @property
    def carton(self) -> CartonFacts:
        """The outer box."""
        units, net, gross, sides = self.row["carton"].split()
        length, width, height = (round(Decimal(side) * 10) for side in sides.split("x"))
        return CartonFacts(
            int(units),
            round(Decimal(net) * 1000),
            round(Decimal(gross) * 1000),
            length,
            width,
            height,
        )

    def certificates(self, today: date) -> list[CertificateFacts]:
        """Return the certificates, their ends counted from `today`."""
        return [_certificate(text, today) for text in self.row.get("certificates", ())]

    def options(self, first: str, languages: tuple[str, ...]) -> list[OptionFacts]:
        """Return the options; `first` is the public id of the one that is there already."""
        rows = self.row.get("options") or [
            {"sku": self.code, "barcode": self.row.get("barcode", "")}
        ]
        return [
            OptionFacts(
                first if number == 0 else None,
                {tag: row[tag] for tag in languages if tag in row},
                row["sku"],
                row.get("barcode", ""),
                _option_price(row.get("price")),
            )
            for number, row in enumerate(rows)
        ]


def wares_of(home: str, seller: str) -> list[Ware]:
    """Return the goods of a seller, by the name of its content file; [] where there is none."""
    path = CONTENT / home.lower() / "goods" / f"{file_name(seller)}.toml"
    if not path.exists():
        return []
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["goods"]
    return [Ware(row) for row in rows]


def file_name(seller: str) -> str:
    """Return the name of a seller's content file: `Miso Dental` is `miso-dental`."""
    return seller.lower().replace(" ", "-")


def few(wares: Sequence[Ware]) -> list[Ware]:
    """Return the first that goes live with one drawing, and the first without any."""
    live = [ware for ware in wares if ware.end is GoodsFate.LIVE][:1]
    bare = [ware for ware in wares if not ware.drawings][:1]
    return [Ware({**ware.row, "draw": ware.row["draw"][:1]}) for ware in live] + bare


def _text(written: list[str], about: str, origin: TextOrigin) -> TextFacts:
    title, summary, words = written
    keywords = tuple(word.strip() for word in words.split(";"))
    return TextFacts(title, summary, about.strip(), keywords, origin)


def _price(amount: str, currency: str) -> UnitPrice:
    return UnitPrice(read_money(amount, currency), 1)


def _option_price(text: str | None) -> UnitPrice | None:
    if text is None:
        return None
    currency, amount = text.split()
    return _price(amount, currency)


def _certificate(text: str, today: date) -> CertificateFacts:
    kind, number, issuer, days = (part.strip() for part in text.split("|"))
    name = ""
    if kind not in {known.value for known in CertificateKind}:
        kind, name = CertificateKind.OTHER, kind
    until = today + timedelta(days=int(days)) if days else None
    return CertificateFacts(CertificateKind(kind), name, number, issuer, until)
