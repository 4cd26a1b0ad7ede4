"""How a query was read, in words, and what was met in the titles of goods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marketplace.catalog.queries.public_cards import Card
from marketplace.search.analysis.marks import marked_parts
from marketplace.search.queries.asking import Asked, read_query

#: Other words that the page names, and those of one typed word.
MOST_NAMED = 6
MOST_OF_ONE = 2


@dataclass(frozen=True)
class OtherWord:
    """A word that was looked for as well, and its language."""

    text: str
    language: str


def other_words(asked: Asked, languages: Sequence[str]) -> list[OtherWord]:
    """Return some of the other words that were looked for, in these languages, the first first."""
    named: dict[str, OtherWord] = {}
    for replaced in asked.replaced:
        mine = 0
        for tag in languages:
            word = next(
                (term for term in replaced.group.terms.get(tag, ()) if _is_new(term, asked, named)),
                None,
            )
            if word is not None and mine < MOST_OF_ONE:
                named[word.casefold()] = OtherWord(word, tag)
                mine += 1
    return list(named.values())[:MOST_NAMED]


def _is_new(term: str, asked: Asked, named: Mapping[str, OtherWord]) -> bool:
    return term.casefold() not in named and term.casefold() not in asked.text.casefold()


def marked_titles(cards: Iterable[Card], asked: Asked) -> dict[int, list[tuple[str, bool]]]:
    """Return the title of each card in parts, with whether the query was met there."""
    quoted = " ".join(phrase.text for phrase in asked.phrases)
    words = (*asked.words, *read_query(quoted, in_other_words=False).words)
    return {card.id: marked_parts(card.title, card.language, words) for card in cards}
