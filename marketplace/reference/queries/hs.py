"""HS codes by number or words, each with the chain of codes above it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from babel import Locale
from sqlalchemy import ColumnElement, and_, func, or_, select

from marketplace.core.db import session
from marketplace.reference.models import HsCode, HsText
from marketplace.reference.models.hs import MOST_DIGITS, WORLD, WORLD_DIGITS, words_of

FALLBACK = "en"
LIMIT = 25
#: Candidates that are ranked; more words make them fewer.
RANKED = 400
MOST_WORDS = 8
LEAST_STEM = 3

#: Thai begins here; Hangul, kana and Chinese characters come later: words inside words count.
FIRST_WITHOUT_BLANKS = "\u0e00"

_NUMBER = re.compile(r"[0-9][0-9. ]*", re.ASCII)


@dataclass(frozen=True)
class HsEntry:
    """A code with its text in the best language there is; `language` says which one that is."""

    code: str
    country: str
    edition: str
    text: str
    language: str

    @property
    def written(self) -> str:
        """The code as people write it: `33`, `3304`, `3304.99`, `3304.99.1000`."""
        parts = (self.code[:4], self.code[4:6], self.code[6:])
        return ".".join(part for part in parts if part)

    @property
    def language_name(self) -> str:
        """The text's language in its own word, for a text that is not in the reader's."""
        name: str | None = Locale.parse(self.language).get_display_name()
        return name or self.language


@dataclass(frozen=True)
class HsChain:
    """A code with those above it, the chapter first, itself last."""

    entries: tuple[HsEntry, ...]

    @property
    def entry(self) -> HsEntry:
        """The code itself."""
        return self.entries[-1]

    @property
    def above(self) -> tuple[HsEntry, ...]:
        """The codes that it begins with."""
        return self.entries[:-1]


def find_hs(
    words: str, language: str, *, country: str = WORLD, limit: int = LIMIT
) -> list[HsChain]:
    """Return codes that begin with a number, or whose texts have all the words, else most of them.

    Texts in every language are searched; names come in `language`, else English, else any. With a
    country its own longer codes are found too. Best first: rare words,
    words that stand first, the reader's language, shorter texts.
    """
    typed = words.strip()
    shelves = _shelves(country)
    if _NUMBER.fullmatch(typed):
        codes = _by_number(typed.replace(".", "").replace(" ", ""), shelves, limit)
    else:
        codes = _by_words(_stems(typed), language, shelves, limit)
    return chains(codes, language)


def hs_chain(code: str, language: str, *, country: str = WORLD) -> HsChain | None:
    """Return one code of the world or of a country (its newest edition) with its chain."""
    row = session.scalar(select(HsCode).where(HsCode.code == code, _shelves(country)))
    return chains([row], language)[0] if row else None


def hs_chains(codes: Sequence[str], language: str) -> list[HsChain]:
    """Return several codes of the world (newest edition) with their chains, in the order given.

    Codes that do not exist are left out. Four statements, however many codes.
    """
    if not codes:
        return []
    rows = session.scalars(select(HsCode).where(HsCode.code.in_(codes), _shelves(WORLD))).all()
    order = {code: place for place, code in enumerate(codes)}
    return chains(sorted(rows, key=lambda row: order[row.code]), language)


def hs_below(code: str, language: str, *, country: str = WORLD) -> list[HsEntry]:
    """Return the codes one step below a code; the chapters for ""."""
    query = select(HsCode).where(
        HsCode.code.startswith(code, autoescape=True), HsCode.level > len(code), _shelves(country)
    )
    below: list[HsCode] = []
    for row in session.scalars(query.order_by(HsCode.code)):
        if not below or not row.code.startswith(below[-1].code):
            below.append(row)
    return _entries(below, language)


def countries_with_codes() -> list[str]:
    """Return the countries whose own codes are known, sorted."""
    query = select(HsCode.country).where(HsCode.country != WORLD).distinct()
    return list(session.scalars(query.order_by(HsCode.country)))


def chains(codes: Sequence[HsCode], language: str) -> list[HsChain]:
    """Return the chain of each code, in three statements for all of them."""
    if not codes:
        return []
    begins = {row.code[:length] for row in codes for length in range(2, len(row.code) + 1)}
    shelves = {(row.country, row.edition) for row in codes}
    own = [
        and_(HsCode.country == country, HsCode.edition == edition) for country, edition in shelves
    ]
    rows = session.scalars(
        select(HsCode).where(HsCode.code.in_(begins), or_(_shelves(WORLD), *own))
    )
    entries = {(entry.country, entry.code): entry for entry in _entries(list(rows), language)}
    return [_chain(row, entries) for row in codes]


def _chain(row: HsCode, entries: dict[tuple[str, str], HsEntry]) -> HsChain:
    parts = []
    for length in range(2, row.level + 1):
        country = WORLD if length <= WORLD_DIGITS else row.country
        entry = entries.get((country, row.code[:length]))
        if entry is not None:
            parts.append(entry)
    return HsChain(tuple(parts))


def _shelves(country: str) -> ColumnElement[bool]:
    """Return the condition for the newest edition of the world's codes and of the country's."""
    newest = (
        select(HsCode.country, func.max(HsCode.edition).label("edition"))
        .where(HsCode.country.in_({WORLD, country}))
        .group_by(HsCode.country)
        .subquery()
    )
    return or_(
        *(
            and_(
                HsCode.country == shelf,
                HsCode.edition
                == select(newest.c.edition).where(newest.c.country == shelf).scalar_subquery(),
            )
            for shelf in sorted({WORLD, country})
        )
    )


def _by_number(digits: str, shelves: ColumnElement[bool], limit: int) -> list[HsCode]:
    if len(digits) > MOST_DIGITS:
        return []
    query = select(HsCode).where(HsCode.code.startswith(digits), shelves)
    return list(session.scalars(query.order_by(HsCode.level, HsCode.code).limit(limit)))


def _by_words(
    stems: list[str], language: str, shelves: ColumnElement[bool], limit: int
) -> list[HsCode]:
    if not stems:
        return []
    has = [HsText.key.contains(_sought(stem), autoescape=True) for stem in stems]
    for condition in (and_(*has), or_(*has)):
        query = select(HsCode, HsText.key, HsText.language).join(
            HsText, HsText.hs_code_id == HsCode.id
        )
        found = session.execute(
            query.where(condition, shelves).order_by(HsCode.level, HsCode.code).limit(RANKED)
        ).all()
        if found:
            rank = _ranking([hit.key for hit in found], stems)
            ranked = sorted(
                found, key=lambda hit: (rank(hit.key), hit.language != language, len(hit.key))
            )
            return list(dict.fromkeys(hit.HsCode for hit in ranked))[:limit]
    return []


def _ranking(keys: Sequence[str], stems: list[str]) -> Callable[[str], tuple[float, int]]:
    """Return a text's distance from the best match: rare words count most, then their place."""
    rarity = {stem: 1 / max(1, sum(_sought(stem) in key for key in keys)) for stem in stems}

    def rank(key: str) -> tuple[float, int]:
        matched = [stem for stem in stems if _sought(stem) in key]
        first = min(key.find(_sought(stem)) for stem in matched)
        return -sum(rarity[stem] for stem in matched), key.count(" ", 0, first)

    return rank


def _sought(stem: str) -> str:
    """Return what a key must contain: a word's beginning; anything in scripts without blanks."""
    return f" {stem}" if stem[0] < FIRST_WITHOUT_BLANKS else stem


def _stems(typed: str) -> list[str]:
    """Return the words without English plural endings; at most MOST_WORDS."""
    return list(dict.fromkeys(_stem(word) for word in words_of(typed)))[:MOST_WORDS]


def _stem(word: str) -> str:
    if not word.isascii() or len(word) <= LEAST_STEM:
        return word
    for end in ("ies", "es", "s"):
        if word.endswith(end) and not word.endswith("ss"):
            return word.removesuffix(end)
    return word


def _entries(rows: Sequence[HsCode], language: str) -> list[HsEntry]:
    texts = _texts([row.id for row in rows], language)
    return [
        HsEntry(row.code, row.country, row.edition, *texts.get(row.id, ("", FALLBACK)))
        for row in rows
    ]


def _texts(ids: Iterable[int], language: str) -> dict[int, tuple[str, str]]:
    best: dict[int, tuple[str, str]] = {}
    wanted = {language: 0, FALLBACK: 1}
    query = select(HsText.hs_code_id, HsText.text, HsText.language).where(
        HsText.hs_code_id.in_(ids)
    )
    rows = session.execute(query).all()
    for row in sorted(rows, key=lambda row: (wanted.get(row.language, 2), row.language)):
        best.setdefault(row.hs_code_id, (row.text, row.language))
    return best
