"""What the editor offers to choose from: HS codes and categories, by words or by browsing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from marketplace.catalog.queries.categories import FoundLeaf, hs_suggestions, leaves_for
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.hs import read_hs_code
from marketplace.catalog.queries.public_categories import Branch, find_branch, tree
from marketplace.core.errors import Refused
from marketplace.reference.models.hs import WORLD_DIGITS
from marketplace.reference.queries import HsChain, HsEntry, find_hs, hs_below, hs_chain

MOST_FOUND = 24
MOST_IN_A_GROUP = 8
MOST_NEAR = 4
LONGEST_WORDS = 120
_DIGITS = re.compile(r"[0-9][0-9.\s\-–·]{5,}", re.ASCII)


@dataclass(frozen=True)
class HsGroup:
    """Codes of one heading, with the chain above them."""

    above: Sequence[HsEntry]
    codes: Sequence[HsEntry]


@dataclass(frozen=True)
class HsOffer:
    """HS codes to choose from: those that were looked for, else those usual for the leaf.

    `groups` come first; `near` are single codes of other headings. `pasted` is a code with all the
    digits that were typed; `problem` says why what looks like a code is none.
    """

    words: str
    groups: Sequence[HsGroup] = ()
    near: Sequence[HsEntry] = ()
    pasted: str = ""
    problem: str = ""
    is_usual: bool = False
    chosen: HsChain | None = None
    edition: str = ""


def hs_offer(goods: Goods, words: str, language: str, country: str) -> HsOffer:
    """Return what the picker shows, in a fixed number of statements whatever is searched.

    The usual codes of a leaf of that name come first, then headings of the schedule.
    """
    version = goods.version
    chosen = hs_chain(version.hs_code, language) if version.hs_code else None
    words = words.strip()[:LONGEST_WORDS]
    if not words:
        usual = hs_suggestions(version.category_id, language) if version.category_id else []
        return HsOffer("", _grouped(usual), is_usual=True, chosen=chosen, edition=_edition(usual))
    if _DIGITS.fullmatch(words):
        return _pasted(words, chosen, language, country)
    usual = _usual(words, language)
    named = {chain.entry.code for chain in usual}
    further = find_hs(words, language, country=country, limit=MOST_FOUND)
    found = [*usual, *(chain for chain in further if chain.entry.code not in named)]
    groups = _grouped(found)
    if not groups and found:
        below = hs_below(found[0].entry.code, language)
        codes = [entry for entry in below if len(entry.code) == WORLD_DIGITS]
        groups = [HsGroup(found[0].entries, codes[:MOST_IN_A_GROUP])] if codes else []
    near = [group.codes[0] for group in groups[1 : 1 + MOST_NEAR]]
    return HsOffer(words, groups[:1], near, chosen=chosen, edition=_edition(found))


def _usual(words: str, language: str) -> list[HsChain]:
    """Return the usual codes of a leaf of that name: the schedule may lack the word."""
    leaves = leaves_for(words, language, limit=1)
    return hs_suggestions(leaves[0].leaf.id, language) if leaves else []


def _pasted(words: str, chosen: HsChain | None, language: str, country: str) -> HsOffer:
    try:
        choice = read_hs_code(words, country)
    except Refused as refusal:
        return HsOffer(words, problem=refusal.sentence, chosen=chosen)
    chain = hs_chain(choice.code, language)
    groups = _grouped([chain]) if chain else []
    return HsOffer(
        words,
        groups,
        pasted=choice.national or choice.code,
        chosen=chosen,
        edition=choice.national_edition or choice.edition,
    )


def _grouped(chains: Sequence[HsChain]) -> list[HsGroup]:
    """Return codes of six digits and more by their headings, in the order they were found."""
    groups: dict[str, list[HsChain]] = {}
    for chain in chains:
        if len(chain.entry.code) >= WORLD_DIGITS:
            groups.setdefault(chain.entry.code[:4], []).append(chain)
    return [
        HsGroup(
            [entry for entry in of[0].above if len(entry.code) <= len("3304")],
            [chain.entry for chain in of[:MOST_IN_A_GROUP]],
        )
        for of in groups.values()
    ]


def _edition(chains: Sequence[HsChain]) -> str:
    return chains[0].entry.edition if chains else ""


@dataclass(frozen=True)
class CategoryOffer:
    """Categories to choose from: leaves found by words, else those below a branch."""

    words: str
    chosen: Sequence[Branch]
    found: Sequence[FoundLeaf] = ()
    chain: Sequence[Branch] = ()
    below: Sequence[Branch] = field(default=())


def category_offer(goods: Goods, words: str, branch: str, language: str) -> CategoryOffer:
    """Return what the choice of a category shows."""
    shown = tree(language)
    chosen = shown.chain_of(goods.version.category_id)
    words = words.strip()[:LONGEST_WORDS]
    if words:
        return CategoryOffer(words, chosen, found=leaves_for(words, language))
    above = find_branch(branch, language) if branch else None
    if above is not None:
        return CategoryOffer("", chosen, chain=shown.chain(above), below=shown.children(above))
    return CategoryOffer("", chosen, below=() if chosen else shown.branches)
