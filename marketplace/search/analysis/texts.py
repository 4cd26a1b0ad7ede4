"""What an index keeps of a text: tokens in a bag, and the text's own words in their order.

Engines get ready tokens, so that all of them find alike. Latin, Cyrillic and Arabic words stand in
the bag as folded and as stemmed by the language of their text; Korean, Chinese and Japanese as
characters and pairs of characters, pairs across a blank included, since writers part words
differently. Letters and figures that stand together are there together and apart: `dn50`, `dn`,
`50`; a figure and the short word before or after it, parted by a blank, are there together as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from marketplace.search.analysis.folding import folded
from marketplace.search.analysis.kana import in_one_form
from marketplace.search.analysis.runs import PAIRED, Run, Script, runs_of
from marketplace.search.analysis.stems import stem_for

#: A word of at most so many letters beside a figure may be its unit or the model's name.
LONGEST_UNIT = 4
#: Names of categories, headings and keywords come again with every listing below them.
MOST_REMEMBERED, LONGEST_REMEMBERED = 8_192, 300


def index_tokens(text: str, language: str) -> list[str]:
    """Return the tokens of a text in `language` (a tag), each once, in order of first seeing."""
    if len(text) <= LONGEST_REMEMBERED:
        return list(_remembered(text, language))
    return _made(text, language)


@lru_cache(maxsize=MOST_REMEMBERED)
def _remembered(text: str, language: str) -> tuple[str, ...]:
    return tuple(_made(text, language))


def _made(text: str, language: str) -> list[str]:
    runs = list(runs_of(folded(text)))
    found: dict[str, None] = {}
    for run in runs:
        found.update(dict.fromkeys(_tokens_of(run, language)))
    found.update(dict.fromkeys(_across(runs)))
    found.update(dict.fromkeys(_together(runs)))
    return list(found)


def ordered_tokens(text: str) -> list[str]:
    """Return the text's words in their order, paired scripts by character: for quoted phrases."""
    ordered: list[str] = []
    for run in runs_of(folded(text)):
        ordered.extend(in_one_form(run.text) if run.script in PAIRED else [run.text])
    return ordered


def grams(text: str) -> list[str]:
    """Return the characters of a run and its pairs, each once, in one form."""
    text = in_one_form(text)
    pairs = (one + other for one, other in pairwise(text))
    return list(dict.fromkeys([*text, *pairs]))


def _tokens_of(run: Run, language: str) -> Iterable[str]:
    if run.script in PAIRED:
        return grams(run.text)
    stem = stem_for(run.text, run.script, language)
    return [run.text] if stem is None else [run.text, stem]


def _across(runs: Sequence[Run]) -> Iterator[str]:
    """Yield pairs across the end of a run: the same word is written with and without a blank."""
    for one, other in pairwise(runs):
        if one.script is other.script and one.script in PAIRED:
            yield in_one_form(one.text)[-1] + in_one_form(other.text)[0]


def _together(runs: Sequence[Run]) -> Iterator[str]:
    """Yield letters and figures as one: what is glued together, and a figure with its unit."""
    for chain in glued_chains(runs):
        yield "".join(run.text for run in chain)
    for one, other in pairwise(runs):
        if joins(one, other):
            yield one.text + other.text


def glued_chains(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield chains of two or more runs of letters and figures without anything between them."""
    chain: list[Run] = []
    for run in runs:
        if chain and run.glued and _may_chain(run) and _may_chain(chain[-1]):
            chain.append(run)
            continue
        if len(chain) > 1:
            yield chain
        chain = [run]
    if len(chain) > 1:
        yield chain


def joins(one: Run, other: Run) -> bool:
    """Whether two neighbours are a figure and its unit, or a model's letters and its figure."""
    pair = {one.script, other.script}
    if Script.NUMBER not in pair or len(pair) == 1:
        return False
    word = other if one.script is Script.NUMBER else one
    return _may_chain(word) and len(word.text) <= LONGEST_UNIT


def _may_chain(run: Run) -> bool:
    return run.script in {Script.LATIN, Script.CYRILLIC, Script.ARABIC, Script.NUMBER}
