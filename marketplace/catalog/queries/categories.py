"""Leaves of the tree of goods by words in any of its languages, and the HS codes of a leaf."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Select, and_, bindparam, func, or_, select

from marketplace.catalog.models import Category, CategoryHs, CategoryName
from marketplace.catalog.queries.category_words import category_words, is_joined, key_part, stem
from marketplace.catalog.queries.public_categories import Branch, Tree, find_branch, tree
from marketplace.core.db import session
from marketplace.core.db.planner_hints import constant
from marketplace.core.process_cache import forget
from marketplace.reference.models import HsCode
from marketplace.reference.models.hs import WORLD
from marketplace.reference.queries import HsChain
from marketplace.reference.queries.hs import hs_chains

__all__ = [
    "Branch",
    "FoundLeaf",
    "Gaps",
    "Tree",
    "find_branch",
    "gaps",
    "hs_suggestions",
    "leaves_for",
    "tree",
]

#: The name of the tree that comes with the house; its leaves have HS codes and search words.
OWN_TREE = "naru"
LIMIT = 10
MOST_WORDS = 8
#: Names that are ranked; more words make them fewer.
RANKED = 400
PAIR = 2

#: How near a phrase is to what was typed, the nearest first.
_SAME, _BEGINS, _HAS, _PARTLY = range(4)


@dataclass(frozen=True)
class FoundLeaf:
    """A leaf with those above it, the top first, and the phrase by which it was found."""

    chain: tuple[Branch, ...]
    by: str

    @property
    def leaf(self) -> Branch:
        """The leaf itself."""
        return self.chain[-1]


@dataclass(frozen=True)
class _Name:
    category_id: int
    is_own: bool
    language: str
    phrases: tuple[str, ...]


def leaves_for(words: str, language: str, limit: int = LIMIT) -> list[FoundLeaf]:
    """Return the leaves whose names or search words in any language have all the words.

    If none has all of them, those that have most. Nearest first: the exact phrase, then phrases
    that begin with it; our own tree before others, names before search words, the reader's
    language before others. One or two statements however many are found, and two more when the
    tree is not cached.
    """
    typed = list(dict.fromkeys(stem(word) for word in category_words(words)))[:MOST_WORDS]
    if not typed:
        return []
    found = _named(typed, all_of=True)
    if not found:
        typed = list(dict.fromkeys(part for word in typed for part in _parts(word)))
        found = _named(typed, all_of=False)
    nearest: dict[int, tuple[tuple[int, ...], str]] = {}
    for name in found:
        place = _place(name, typed, language)
        if name.category_id not in nearest or place < nearest[name.category_id]:
            nearest[name.category_id] = place
    ranked = sorted(nearest, key=lambda key: nearest[key])[:limit]
    shown = _tree_with(ranked, language)
    chains = ((shown.chain_of(key), nearest[key][1]) for key in ranked)
    return [FoundLeaf(tuple(chain), phrase) for chain, phrase in chains if chain]


def hs_suggestions(category_id: int, language: str) -> list[HsChain]:
    """Return the usual HS codes of a leaf with the chains above them, the most usual first.

    Codes that the newest edition of the schedule lacks are left out.
    """
    query = select(CategoryHs.code).where(CategoryHs.category_id == category_id)
    return hs_chains(session.scalars(query.order_by(CategoryHs.rank)).all(), language)


@dataclass(frozen=True)
class Gaps:
    """What the tree lacks: slugs of leaves without a name, by language; HS codes unknown here."""

    nameless: dict[str, list[str]]
    unknown_hs: list[tuple[str, str]]


def gaps(languages: Iterable[str]) -> Gaps:
    """Return leaves without a name in these languages, and HS codes that the table lacks."""
    leaves = select(Category.slug, Category.id).where(Category.is_leaf, Category.retired.is_(False))
    slugs = {row.id: row.slug for row in session.execute(leaves.order_by(Category.path))}
    named: dict[str, set[int]] = {}
    for language, key in session.execute(select(CategoryName.language, CategoryName.category_id)):
        named.setdefault(language, set()).add(key)
    nameless = {
        language: [slug for key, slug in slugs.items() if key not in named.get(language, set())]
        for language in languages
    }
    known = select(HsCode.code).where(HsCode.country == WORLD)
    strange = select(CategoryHs.category_id, CategoryHs.code).where(CategoryHs.code.not_in(known))
    unknown = [(slugs[key], code) for key, code in session.execute(strange) if key in slugs]
    return Gaps(nameless, sorted(unknown))


def _parts(word: str) -> list[str]:
    """Return what may stand in for a word that no name has: its pairs of joined characters."""
    if not is_joined(word) or len(word) <= PAIR:
        return [word]
    return [word[at : at + PAIR] for at in range(len(word) - 1)]


def _named(words: Sequence[str], *, all_of: bool) -> list[_Name]:
    """Return the names of leaves that have all or any of the words."""
    asked = {f"word_{number}": _in_a_pattern(word) for number, word in enumerate(words)}
    return [
        _Name(row.category_id, not row.other, row.language, (row.name, *row.words.splitlines()))
        for row in session.execute(_naming(len(words), all_of=all_of), asked)
    ]


def _in_a_pattern(word: str) -> str:
    """Return what a key must hold for a word, where `%` and `_` mean something else."""
    return re.sub("[/%_]", r"/\g<0>", key_part(word))


# Made once for so many words: to build it takes longer than to carry it out.
@lru_cache(maxsize=32)
def _naming(words: int, *, all_of: bool) -> Select[int, str, str, str, bool]:
    other = Category.source != OWN_TREE
    has = [CategoryName.key.contains(bindparam(f"word_{one}"), escape="/") for one in range(words)]
    return (
        select(
            CategoryName.category_id,
            CategoryName.language,
            CategoryName.name,
            CategoryName.words,
            other.label("other"),
        )
        .join(Category, Category.id == CategoryName.category_id)
        .where(Category.is_leaf, Category.retired.is_(False), and_(*has) if all_of else or_(*has))
        .order_by(other, func.length(CategoryName.key), CategoryName.category_id)
        .limit(constant(RANKED))
    )


def _place(name: _Name, typed: Sequence[str], language: str) -> tuple[tuple[int, ...], str]:
    """Return a name's distance from a perfect match, and its nearest phrase."""
    foreign = int(name.language != language)
    places = []
    for number, phrase in enumerate(name.phrases):
        missing, kind = _kind(phrase, typed)
        place = (missing, kind, int(not name.is_own), int(number > 0), foreign, len(phrase))
        places.append((place, phrase))
    return min(places)


def _kind(phrase: str, typed: Sequence[str]) -> tuple[int, int]:
    """Return how many typed words a phrase lacks, and how closely it fits."""
    words = category_words(phrase)
    missing = sum(not any(_matches(word, key_part) for word in words) for key_part in typed)
    if missing:
        return missing, _PARTLY
    if [stem(word) for word in words] == list(typed):
        return 0, _SAME
    begins = all(word.startswith(key_part) for word, key_part in zip(words, typed, strict=False))
    return 0, _BEGINS if begins else _HAS


def _matches(word: str, key_part: str) -> bool:
    return key_part in word if is_joined(key_part) else word.startswith(key_part)


def _tree_with(ids: Sequence[int], language: str) -> Tree:
    """Return the tree for readers of a language, read again when it lacks one of the ids."""
    shown = tree(language)
    if all(key in shown.by_id for key in ids):
        return shown
    forget(("tree", language))
    return tree(language)
