"""What may be chosen beside the goods that were found, in the words of the page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from marketplace.catalog.enums import CERTIFICATE_NAMES, CertificateKind
from marketplace.catalog.queries.public_categories import Branch, Tree, tree
from marketplace.companies.enums import CompanyKind, kind_name
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import format_count, format_money
from marketplace.core.web import language
from marketplace.core.web.addresses import path_to
from marketplace.reference.queries import RULES, country_name
from marketplace.search.queries.criteria import BAND_FILTERS, LEAD_BANDS, MOQ_BANDS, Criteria
from marketplace.search.queries.documents import ODM, OEM
from marketplace.search.queries.price_bands import (
    FOR_CHECKED,
    NO_RATE,
    ON_REQUEST,
    UNPRICED,
    PriceBand,
)
from marketplace.search.queries.prices import step_for
from marketplace.search.queries.searching import Results

#: Facets by exact code in their order, below those by band.
CODED = ("seller", "certificate", "incoterm", "origin", "language")
#: What a seller may be; an index of an earlier version has another value there.
SELLERS = (*CompanyKind, OEM, ODM)
#: Values of a facet that are seen at once; the rest opens.
SEEN = 6
#: Parts of addresses that a process keeps.
MOST = 2048
#: What stands in a query as it is: as Werkzeug writes addresses.
_PLAIN = "!$'()*,/:;?@"


@dataclass(frozen=True)
class Option:
    """A value to choose or to leave; `language` is that of its label where it may be another."""

    label: str
    href: str
    count: int | None
    is_chosen: bool
    language: str = ""


@dataclass(frozen=True)
class Facet:
    """A group of values. `above` leads up the tree; `is_single`: a value takes another's place."""

    name: str
    title: str
    options: tuple[Option, ...]
    above: tuple[Option, ...] = ()
    is_single: bool = False

    @property
    def seen(self) -> tuple[Option, ...]:
        """The values that are seen at once: the first ones and all that are chosen."""
        return self.options[:SEEN] + tuple(one for one in self.options[SEEN:] if one.is_chosen)

    @property
    def more(self) -> tuple[Option, ...]:
        """The values that open."""
        return tuple(one for one in self.options[SEEN:] if not one.is_chosen)


@dataclass(frozen=True)
class Chip:
    """A chosen value above the goods, and the address without it."""

    label: str
    href: str
    is_chosen: bool = True
    is_more: bool = False


def path_of(criteria: Criteria, **changes: object) -> str:
    """Return the address of a search with changes, from its first page."""
    parts = [
        part for name, value in criteria.args(**changes).items() for part in _parts(name, value)
    ]
    return _address(parts)


def _paths_with(criteria: Criteria, name: str) -> Callable[[AbstractSet[str]], str]:
    """Return what writes the address with other values of one filter, from its first page.

    A facet has dozens of such addresses: the rest of them is written once.
    """
    others = {other: values for other, values in criteria.filters.items() if other != name}
    before: list[str] = []
    after: list[str] = []
    for other, value in replace(criteria, filters=others).args().items():
        comes_first = other == "q" or (other in others and other < name)
        (before if comes_first else after).extend(_parts(other, value))

    def path(values: AbstractSet[str]) -> str:
        return _address([*before, *(_part(name, one) for one in sorted(values)), *after])

    return path


def _address(parts: Sequence[str]) -> str:
    address = path_to("search.search")
    return f"{address}?{'&'.join(parts)}" if parts else address


def _parts(name: str, value: object) -> list[str]:
    return [_part(name, one) for one in (value if isinstance(value, list) else [value])]


@lru_cache(maxsize=MOST)
def _part(name: str, value: object) -> str:
    return urlencode([(name, value)], safe=_PLAIN)


def facets_of(criteria: Criteria, results: Results) -> list[Facet]:
    """Return the facets with counts, each counted apart from its own choice."""
    found = [
        _category(criteria, results, tree(language.current().tag)),
        *(_banded(name, criteria, results) for name in BAND_FILTERS),
        *(_coded(name, criteria, results) for name in CODED),
    ]
    return [facet for facet in found if facet is not None]


def chips_of(criteria: Criteria, results: Results) -> list[Chip]:
    """Return what is chosen, in the order of the facets."""
    return [
        Chip(words, path_of(criteria.toggled(name, value)))
        for name, value, words in chosen_words(criteria, results.price_bands)
    ]


def chosen_words(
    criteria: Criteria, price_bands: Mapping[str, PriceBand]
) -> list[tuple[str, str, str]]:
    """Return what is chosen as (filter, value, its words), in the order of facets and bands."""
    return [
        (name, value, _chip_words(name, label_of(name, value, price_bands)))
        for name in ("category", *BAND_FILTERS, *CODED)
        for value in sorted(criteria.chosen(name), key=lambda one: (_ranks(name, one), one))
    ]


def _ranks(name: str, value: str) -> int:
    """Return where a band stands among those of its filter; the same for all that is no band."""
    bands = list({"moq": MOQ_BANDS, "lead": LEAD_BANDS}.get(name, ()))
    return bands.index(value) if value in bands else 0


def label_of(name: str, value: str, price_bands: Mapping[str, PriceBand]) -> str:
    """Return what a value is called in the language of the page; itself where nobody knows it."""
    if name == "price":
        band = price_bands.get(value)
        return price_words(band) if band else value
    return _LABELS[name](value)


def _unpriced_words(key: str) -> str:
    words = {
        ON_REQUEST: _("Price on request"),
        FOR_CHECKED: _("Price for checked buyers"),
        NO_RATE: _("No exchange rate"),
    }
    return str(words[key])


def price_words(band: PriceBand) -> str:
    """Return a price band in words."""
    locale = str(get_locale())
    if band.key in UNPRICED:
        return _unpriced_words(band.key)
    if band.low is None:
        return str(_("under %(price)s", price=format_money(band.high, locale))) if band.high else ""
    if band.high is None:
        return str(_("%(price)s and more", price=format_money(band.low, locale)))
    low, high = format_money(band.low, locale), format_money(band.high, locale)
    return str(_("%(low)s to %(high)s", low=low, high=high))


def _moq_words(value: str) -> str:
    return _band_words(value, MOQ_BANDS, _numbers)


def _lead_words(value: str) -> str:
    return _band_words(
        value,
        LEAD_BANDS,
        lambda low, high: str(_("%(band)s working days", band=_numbers(low, high))),
    )


def _band_words(
    value: str, bands: Mapping[str, object], words: Callable[[int | None, int | None], str]
) -> str:
    band = bands.get(value)
    return words(getattr(band, "low", None), getattr(band, "high", None)) if band else value


def _numbers(low: int | None, high: int | None) -> str:
    locale = str(get_locale())
    if low is None:
        return str(_("up to %(number)s", number=format_count((high or 1) - 1, locale)))
    if high is None:
        return str(_("over %(number)s", number=format_count(low - 1, locale)))
    return f"{format_count(low, locale)}\u2013{format_count(high - 1, locale)}"  # an en dash


def _seller_words(value: str) -> str:
    if value in set(CompanyKind):
        return kind_name(CompanyKind(value))
    return {OEM: str(_("OEM")), ODM: str(_("ODM"))}.get(value, value)


def _certificate_words(value: str) -> str:
    known = {kind.value for kind in CertificateKind}
    return str(CERTIFICATE_NAMES[CertificateKind(value)]) if value in known else value


def _incoterm_words(value: str) -> str:
    return f"{value} · {RULES[value].name}" if value in RULES else value


def _origin_words(value: str) -> str:
    return country_name(value, str(get_locale())) or value


def _language_words(value: str) -> str:
    return LANGUAGES[value].name if value in LANGUAGES else value


def _category_words(value: str) -> str:
    branch = tree(language.current().tag).by_slug.get(value)
    return branch.name if branch else value


_LABELS: Mapping[str, Callable[[str], str]] = {
    "category": _category_words,
    "moq": _moq_words,
    "lead": _lead_words,
    "seller": _seller_words,
    "certificate": _certificate_words,
    "incoterm": _incoterm_words,
    "origin": _origin_words,
    "language": _language_words,
}


def _chip_words(name: str, label: str) -> str:
    if name == "moq":
        return str(_("MOQ %(band)s", band=label))
    if name == "lead":
        return str(_("Ready in %(band)s", band=label))
    if name == "language":
        return str(_("Text in %(language)s", language=label))
    if name == "incoterm":
        return label.split(" · ", maxsplit=1)[0]
    return label


def _title(name: str, criteria: Criteria) -> str:
    step = step_for(criteria.quantity)
    quantity = format_count(step, str(get_locale()))
    titles = {
        "price": ngettext(
            "Unit price of one unit", "Unit price at %(count)s units", step, count=quantity
        ),
        "moq": _("Order at least (MOQ)"),
        "lead": _("Ready in"),
        "seller": _("Seller"),
        "certificate": _("Certificate"),
        "incoterm": _("Incoterms rule"),
        "origin": _("Country of origin"),
        "language": _("Language of the text"),
    }
    return str(titles[name])


def _banded(name: str, criteria: Criteria, results: Results) -> Facet | None:
    counts = results.bands.get(name, {})
    chosen = criteria.chosen(name)
    values = [value for value, count in counts.items() if count or value in chosen]
    return _facet(name, criteria, results, values, counts)


def _coded(name: str, criteria: Criteria, results: Results) -> Facet | None:
    counts = results.facets.get(name, {})
    if name == "seller":
        counts = {value: counts[value] for value in SELLERS if value in counts}
    values = sorted({*counts, *criteria.chosen(name)}, key=lambda one: (-counts.get(one, 0), one))
    return _facet(name, criteria, results, values, counts)


def _facet(
    name: str,
    criteria: Criteria,
    results: Results,
    values: Iterable[str],
    counts: Mapping[str, int],
) -> Facet | None:
    chosen = criteria.chosen(name)
    if name != "price" and not chosen and all(counts[one] == results.total for one in values):
        return None  # nothing to choose: all the goods have it
    path = _paths_with(criteria, name)
    options = tuple(
        Option(
            label=label_of(name, value, results.price_bands),
            href=path(chosen ^ {value}),
            count=counts.get(value, 0),
            is_chosen=value in chosen,
            language=value if name == "language" else "",
        )
        for value in values
    )
    return Facet(name, _title(name, criteria), options) if options else None


def _category(criteria: Criteria, results: Results, known: Tree) -> Facet | None:
    counts = results.facets.get("category", {})
    chosen = [
        known.by_slug[slug] for slug in sorted(criteria.chosen("category")) if slug in known.by_slug
    ]
    above, level = _place(chosen[0], known, counts) if chosen else _first_choice(known, counts)
    ranked = sorted(
        (branch for branch in level if counts.get(branch.slug) or branch in chosen),
        key=lambda branch: -counts.get(branch.slug, 0),
    )
    path = _paths_with(criteria, "category")
    options = tuple(_branch_option(branch, criteria, counts, path) for branch in ranked)
    if not options and not above:
        return None
    ways = [_branch_option(branch, criteria, counts, path) for branch in above]
    if criteria.chosen("category"):
        ways.insert(0, Option(_("All categories"), path(frozenset()), None, False))
    return Facet("category", _("Category"), options, tuple(ways), is_single=True)


def _place(
    chosen: Branch, known: Tree, counts: Mapping[str, int]
) -> tuple[list[Branch], list[Branch]]:
    """Return the chain down to what is chosen and what lies below it, beside it for a leaf."""
    chain = known.chain(chosen)
    below = [branch for branch in known.children(chosen) if counts.get(branch.slug)]
    if below:
        return chain, below
    beside = known.children(chain[-2]) if len(chain) > 1 else known.branches
    return chain[:-1], beside


def _first_choice(known: Tree, counts: Mapping[str, int]) -> tuple[list[Branch], list[Branch]]:
    """Return the chain that all the goods share, and the first categories that part them."""
    chain: list[Branch] = []
    level = [branch for branch in known.branches if counts.get(branch.slug)]
    while len(level) == 1 and known.children(level[0]):
        chain.append(level[0])
        level = [branch for branch in known.children(level[0]) if counts.get(branch.slug)]
    return chain, level


def _branch_option(
    branch: Branch,
    criteria: Criteria,
    counts: Mapping[str, int],
    path: Callable[[AbstractSet[str]], str],
) -> Option:
    is_chosen = branch.slug in criteria.chosen("category")
    return Option(
        label=branch.name,
        href=path(set() if is_chosen else {branch.slug}),
        count=counts.get(branch.slug, 0),
        is_chosen=is_chosen,
        language=branch.language,
    )
