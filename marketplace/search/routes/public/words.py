"""How a query was read, in words, and what was met in titles and summaries of goods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from marketplace.catalog.queries.public_cards import Card
from marketplace.search.analysis import Word
from marketplace.search.analysis.marks import marked_parts, meets
from marketplace.search.queries.parsing import ParsedQuery, parse_query

#: Other words that the page names, and those of one typed word.
MOST_NAMED = 6
MOST_OF_ONE = 2
_MARK = Markup("<mark>{}</mark>")


@dataclass(frozen=True)
class OtherWord:
    """A word that was looked for as well, and its language."""

    text: str
    language: str


def other_words(query: ParsedQuery, languages: Sequence[str]) -> list[OtherWord]:
    """Return some of the other words that were looked for, in these languages, the first first."""
    named: dict[str, OtherWord] = {}
    for replaced in query.replaced:
        mine = 0
        for tag in languages:
            word = next(
                (term for term in replaced.group.terms.get(tag, ()) if _is_new(term, query, named)),
                None,
            )
            if word is not None and mine < MOST_OF_ONE:
                named[word.casefold()] = OtherWord(word, tag)
                mine += 1
    return list(named.values())[:MOST_NAMED]


def _is_new(term: str, query: ParsedQuery, named: Mapping[str, OtherWord]) -> bool:
    return term.casefold() not in named and term.casefold() not in query.text.casefold()


def marked_titles(cards: Iterable[Card], query: ParsedQuery) -> dict[int, Markup]:
    """Return the titles in which the query was met, by card, with `<mark>` around those parts."""
    words = _words_of(query)
    parts = {card.id: marked_parts(card.title, card.language, words) for card in cards}
    return {key: _marked(own) for key, own in parts.items() if any(is_met for _part, is_met in own)}


def marked_lines(cards: Iterable[Card], query: ParsedQuery) -> dict[int, Markup]:
    """Return the summaries that meet a word which the title lacks, by card, marked like titles."""
    words = _words_of(query)
    found = {}
    for card in cards:
        tag = card.language
        lacking = [word for word in words if not meets(card.title, tag, word)]
        if card.summary and any(meets(card.summary, tag, word) for word in lacking):
            found[card.id] = _marked(marked_parts(card.summary, tag, words))
    return found


def _words_of(query: ParsedQuery) -> tuple[Word, ...]:
    """Return the words of a query, those of its phrases among them."""
    quoted = " ".join(phrase.text for phrase in query.phrases)
    return (*query.words, *parse_query(quoted, in_other_words=False).words)


def _marked(parts: Iterable[tuple[str, bool]]) -> Markup:
    return Markup("").join(_MARK.format(part) if is_met else part for part, is_met in parts)
