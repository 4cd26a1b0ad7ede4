"""Units of trade, with their codes for electronic documents.

Codes: UN/ECE Recommendation 20, and for packages Recommendation 21 with an X before it, as
electronic invoices write them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import lazy_gettext as _l

from marketplace.core.money import format_count
from marketplace.reference.enums import UnitKind


@dataclass(frozen=True, eq=False)
class Unit:
    """A unit. `name` (singular) and `short` (as after a figure) are lazy texts."""

    code: str
    kind: UnitKind
    name: Any
    short: Any
    _counted: Callable[[int, str], str]

    def counted(self, number: int) -> str:
        """Return `5,000 pieces` in the page's language."""
        return self._counted(number, format_count(number, str(get_locale())))

    def behind(self, figure: str) -> str:
        """Return `500 pcs`: a figure with the short name, which Korean writes on to it."""
        short = str(self.short)
        return f"{figure}{short}" if "\uac00" <= short[:1] <= "\ud7a3" else f"{figure} {short}"


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit(
            "H87",
            UnitKind.COUNT,
            _l("piece"),
            _l("pcs"),
            lambda number, shown: ngettext(
                "%(shown)s piece", "%(shown)s pieces", number, shown=shown
            ),
        ),
        Unit(
            "PR",
            UnitKind.COUNT,
            _l("pair"),
            _l("pairs"),
            lambda number, shown: ngettext(
                "%(shown)s pair", "%(shown)s pairs", number, shown=shown
            ),
        ),
        Unit(
            "SET",
            UnitKind.COUNT,
            _l("set"),
            _l("sets"),
            lambda number, shown: ngettext("%(shown)s set", "%(shown)s sets", number, shown=shown),
        ),
        Unit(
            "DZN",
            UnitKind.COUNT,
            _l("dozen"),
            _l("doz."),
            lambda number, shown: ngettext(
                "%(shown)s dozen", "%(shown)s dozen", number, shown=shown
            ),
        ),
        Unit(
            "GRO",
            UnitKind.COUNT,
            _l("gross"),
            _l("gross"),
            lambda number, shown: ngettext(
                "%(shown)s gross", "%(shown)s gross", number, shown=shown
            ),
        ),
        Unit(
            "XCT",
            UnitKind.PACKAGE,
            _l("carton"),
            _l("ctns"),
            lambda number, shown: ngettext(
                "%(shown)s carton", "%(shown)s cartons", number, shown=shown
            ),
        ),
        Unit(
            "XBX",
            UnitKind.PACKAGE,
            _l("box"),
            _l("boxes"),
            lambda number, shown: ngettext("%(shown)s box", "%(shown)s boxes", number, shown=shown),
        ),
        Unit(
            "XPK",
            UnitKind.PACKAGE,
            _l("pack"),
            _l("packs"),
            lambda number, shown: ngettext(
                "%(shown)s pack", "%(shown)s packs", number, shown=shown
            ),
        ),
        Unit(
            "XBG",
            UnitKind.PACKAGE,
            _l("bag"),
            _l("bags"),
            lambda number, shown: ngettext("%(shown)s bag", "%(shown)s bags", number, shown=shown),
        ),
        Unit(
            "XSH",
            UnitKind.PACKAGE,
            _l("sachet"),
            _l("sachets"),
            lambda number, shown: ngettext(
                "%(shown)s sachet", "%(shown)s sachets", number, shown=shown
            ),
        ),
        Unit(
            "XBO",
            UnitKind.PACKAGE,
            _l("bottle"),
            _l("bottles"),
            lambda number, shown: ngettext(
                "%(shown)s bottle", "%(shown)s bottles", number, shown=shown
            ),
        ),
        Unit(
            "XJR",
            UnitKind.PACKAGE,
            _l("jar"),
            _l("jars"),
            lambda number, shown: ngettext("%(shown)s jar", "%(shown)s jars", number, shown=shown),
        ),
        Unit(
            "XTU",
            UnitKind.PACKAGE,
            _l("tube"),
            _l("tubes"),
            lambda number, shown: ngettext(
                "%(shown)s tube", "%(shown)s tubes", number, shown=shown
            ),
        ),
        Unit(
            "XCX",
            UnitKind.PACKAGE,
            _l("can"),
            _l("cans"),
            lambda number, shown: ngettext("%(shown)s can", "%(shown)s cans", number, shown=shown),
        ),
        Unit(
            "XBJ",
            UnitKind.PACKAGE,
            _l("bucket"),
            _l("buckets"),
            lambda number, shown: ngettext(
                "%(shown)s bucket", "%(shown)s buckets", number, shown=shown
            ),
        ),
        Unit(
            "XDR",
            UnitKind.PACKAGE,
            _l("drum"),
            _l("drums"),
            lambda number, shown: ngettext(
                "%(shown)s drum", "%(shown)s drums", number, shown=shown
            ),
        ),
        Unit(
            "XRO",
            UnitKind.PACKAGE,
            _l("roll"),
            _l("rolls"),
            lambda number, shown: ngettext(
                "%(shown)s roll", "%(shown)s rolls", number, shown=shown
            ),
        ),
        Unit(
            "XST",
            UnitKind.PACKAGE,
            _l("sheet"),
            _l("sheets"),
            lambda number, shown: ngettext(
                "%(shown)s sheet", "%(shown)s sheets", number, shown=shown
            ),
        ),
        Unit(
            "XPX",
            UnitKind.PACKAGE,
            _l("pallet"),
            _l("pallets"),
            lambda number, shown: ngettext(
                "%(shown)s pallet", "%(shown)s pallets", number, shown=shown
            ),
        ),
        Unit(
            "GRM",
            UnitKind.WEIGHT,
            _l("gram"),
            _l("g"),
            lambda number, shown: ngettext(
                "%(shown)s gram", "%(shown)s grams", number, shown=shown
            ),
        ),
        Unit(
            "KGM",
            UnitKind.WEIGHT,
            _l("kilogram"),
            _l("kg"),
            lambda number, shown: ngettext(
                "%(shown)s kilogram", "%(shown)s kilograms", number, shown=shown
            ),
        ),
        Unit(
            "TNE",
            UnitKind.WEIGHT,
            _l("tonne"),
            _l("t"),
            lambda number, shown: ngettext(
                "%(shown)s tonne", "%(shown)s tonnes", number, shown=shown
            ),
        ),
        Unit(
            "LBR",
            UnitKind.WEIGHT,
            _l("pound"),
            _l("lb"),
            lambda number, shown: ngettext(
                "%(shown)s pound", "%(shown)s pounds", number, shown=shown
            ),
        ),
        Unit(
            "MLT",
            UnitKind.VOLUME,
            _l("millilitre"),
            _l("ml"),
            lambda number, shown: ngettext(
                "%(shown)s millilitre", "%(shown)s millilitres", number, shown=shown
            ),
        ),
        Unit(
            "LTR",
            UnitKind.VOLUME,
            _l("litre"),
            _l("l"),
            lambda number, shown: ngettext(
                "%(shown)s litre", "%(shown)s litres", number, shown=shown
            ),
        ),
        Unit(
            "MTQ",
            UnitKind.VOLUME,
            _l("cubic metre"),
            _l("m³"),
            lambda number, shown: ngettext(
                "%(shown)s cubic metre", "%(shown)s cubic metres", number, shown=shown
            ),
        ),
        Unit(
            "MTR",
            UnitKind.LENGTH,
            _l("metre"),
            _l("m"),
            lambda number, shown: ngettext(
                "%(shown)s metre", "%(shown)s metres", number, shown=shown
            ),
        ),
        Unit(
            "MTK",
            UnitKind.AREA,
            _l("square metre"),
            _l("m²"),
            lambda number, shown: ngettext(
                "%(shown)s square metre", "%(shown)s square metres", number, shown=shown
            ),
        ),
    )
}


def unit_choices() -> list[tuple[str, str]]:
    """Return (code, name) of every unit in the page's language, in the table's order."""
    return [(unit.code, str(unit.name)) for unit in UNITS.values()]
