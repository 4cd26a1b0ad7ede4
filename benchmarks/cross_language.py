"""Are goods found in a language in which nobody described them? Recall@10 per pair of languages.

    python -m benchmarks.cross_language
    python -m benchmarks.cross_language --vocabulary google --queries 500
    python -m benchmarks.cross_language --as-tree --leaves 1000

Vocabularies that nobody tuned to (Google's product taxonomy, UNSPSC, Shopify's) are the queries.
The goods are one listing a leaf of the house's own tree and language: its only text is the leaf's
name in that language, and its category has names in every language, as in the house. A name of a
vocabulary is a query where its English is, word for word and stemmed, one of the English words of a
leaf; the same name in another language is then asked, as the page asks, among the listings in each
language, and answered when a listing of that leaf is among the first ten. So nothing but the names,
search words and synonyms that the house ships leads from one language to the other, and a
vocabulary's Spanish word may well be one that the tree does not have.

`--as-tree` takes each vocabulary as the tree of goods instead, as when it was imported with all its
languages: then every query stands in its category, and only other goods can push it down.

Files are read from NARU_REAL_DATA (default ../shared/data).
"""

import argparse
import csv
import os
import random
import statistics
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import print_table, require
from benchmarks.relevance import BEST, TREE, built
from marketplace.core.languages import LANGUAGES
from marketplace.search.analysis import index_tokens
from marketplace.search.engines.contract import Document, EngineQuery, IndexReader
from marketplace.search.queries.parsing import parse_query
from marketplace.search.queries.searching import ENOUGH, with_most

DATA = Path(os.environ.get("NARU_REAL_DATA", "../shared/data"))
AIM = 0.8
#: Of each vocabulary: the file, and the column of each of our languages.
FILES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "google": (
        "google_taxonomy/google_product_taxonomy_12lang.tsv",
        {
            "en": "name_en-US",
            "ko": "name_ko-KR",
            "ja": "name_ja-JP",
            "zh": "name_zh-CN",
            "es": "name_es-ES",
            "fr": "name_fr-FR",
            "pt": "name_pt-BR",
            "ru": "name_ru-RU",
        },
    ),
    "unspsc": (
        "unspsc_multilingual/unspsc_v7.0901_7lang.tsv",
        {tag: tag for tag in ("en", "ko", "ja", "zh", "es", "fr", "pt")},
    ),
    "shopify": (
        "shopify_taxonomy/categories_names_14lang.tsv",
        {
            "en": "name_en",
            "ko": "name_ko",
            "ja": "name_ja",
            "zh": "name_zh-CN",
            "es": "name_es",
            "fr": "name_fr",
            "pt": "name_pt-BR",
            "ru": "name_ru",
        },
    ),
}

Names = Mapping[str, str]


@dataclass(frozen=True)
class Leaf:
    """A category without any below it: its names by language, and those of the ones above it."""

    key: str
    names: Names
    above: Sequence[Names]


def leaves_of(vocabulary: str, data: Path) -> list[Leaf]:
    """Return the leaves that have a name in every language of the vocabulary."""
    file, columns = FILES[vocabulary]
    with (data / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = {
        _key(vocabulary, row): {
            tag: row[column] for tag, column in columns.items() if row.get(column)
        }
        for row in rows
    }
    parents = {key: _parent(vocabulary, key) for key in names}
    inner = set(parents.values())
    return [
        Leaf(key, own, [names[one] for one in _chain(parents, key)])
        for key, own in names.items()
        if key not in inner and len(own) == len(columns)
    ]


def _key(vocabulary: str, row: Mapping[str, str]) -> str:
    return row[{"google": "path_en", "unspsc": "unspsc_code", "shopify": "id"}[vocabulary]]


def _parent(vocabulary: str, key: str) -> str:
    """Return the key of the category above, "" for one on top."""
    if vocabulary == "google":
        return key.rpartition(" > ")[0]
    if vocabulary == "shopify":
        return key.rpartition("-")[0]
    short = key.rstrip("0")
    short = short[: (len(short) - 1) // 2 * 2]
    return short.ljust(8, "0") if short else ""


def _chain(parents: Mapping[str, str], key: str) -> Iterator[str]:
    above = parents[key]
    while above in parents:
        yield above
        above = parents[above]


def own_leaves() -> list[Leaf]:
    """Return the leaves of the house's own tree; semicolons part their names and search words."""
    found = []
    for file in sorted(TREE.glob("*.toml")):
        branch = tomllib.loads(file.read_text("utf-8"))
        above = {tag: branch[tag] for tag in LANGUAGES if tag in branch}
        for slug, leaf in branch.items():
            if isinstance(leaf, dict):
                names = {tag: leaf[tag] for tag in LANGUAGES if tag in leaf}
                found.append(Leaf(slug, names, [above]))
    return found


def documents(leaves: Sequence[Leaf]) -> Iterator[Document]:
    """Yield a listing for each leaf and language."""
    for number, leaf in enumerate(leaves):
        keywords: dict[str, None] = {}
        for names in (leaf.names, *leaf.above):
            for tag, name in names.items():
                keywords.update(dict.fromkeys(index_tokens(name, tag)))
        for tag, name in leaf.names.items():
            yield Document(
                id=f"{number}-{tag}",
                bags={"title": index_tokens(_first(name), tag), "keywords": keywords},
                ordered=(),
                codes={"language": [tag]},
                numbers={},
            )


def _first(names: str) -> str:
    return names.split(";", maxsplit=1)[0]


#: A query of a language, and the numbers of the leaves that answer it.
Query = tuple[str, frozenset[int]]


def queries_in_the_tree(leaves: Sequence[Leaf], tag: str, most: int) -> list[Query]:
    """Return names of leaves in a language, those that no other leaf has."""
    known = Counter(leaf.names[tag].casefold() for leaf in leaves)
    own = [
        (leaf.names[tag], frozenset({number}))
        for number, leaf in enumerate(leaves)
        if known[leaf.names[tag].casefold()] == 1
    ]
    return random.Random(11).sample(own, min(most, len(own)))


def queries_by_english(
    vocabulary: Sequence[Leaf], leaves: Sequence[Leaf], tag: str, most: int
) -> list[Query]:
    """Return names in a language whose English is one of the English words of own leaves."""
    answers: dict[frozenset[str], set[int]] = {}
    for number, leaf in enumerate(leaves):
        for phrase in leaf.names["en"].split(";"):
            answers.setdefault(_stems(phrase), set()).add(number)
    found: dict[str, frozenset[int]] = {}
    for leaf in vocabulary:
        right = answers.get(_stems(leaf.names["en"]))
        if right:
            found.setdefault(leaf.names[tag], frozenset(right))
    return random.Random(11).sample(sorted(found.items()), min(most, len(found)))


def _stems(english: str) -> frozenset[str]:
    return frozenset(token for token in index_tokens(english, "en") if token.startswith("en:"))


def recall(reader: IndexReader, queries: Sequence[Query], target: str) -> float:
    """Return the share of queries with a right listing in a language among the first ten."""
    found = sum(not right.isdisjoint(_best(reader, text, target)) for text, right in queries)
    return found / len(queries)


def _best(reader: IndexReader, text: str, target: str) -> set[int]:
    """Return the numbers of the leaves of the ten best listings in a language."""
    parsed = parse_query(text)
    engine_query = EngineQuery(
        words=parsed.words, codes={"language": frozenset({target})}, limit=BEST
    )
    found = reader.search(engine_query)
    if not found.total or (found.total < ENOUGH and len(parsed.words) > 1):
        _wider, found = with_most(reader, engine_query, found)
    return {int(hit.id.split("-")[0]) for hit in found.hits}


def measure(name: str, given: argparse.Namespace) -> None:
    """Print one vocabulary's table: a row a language of queries, a column a language of goods."""
    vocabulary = leaves_of(name, given.data)
    require(vocabulary, f"{name}: no leaves were read.")
    tags = list(vocabulary[0].names)
    if given.as_tree:
        leaves = vocabulary
        if given.leaves:
            leaves = random.Random(5).sample(leaves, min(given.leaves, len(leaves)))
        queries = {tag: queries_in_the_tree(leaves, tag, given.queries) for tag in tags}
    else:
        leaves = own_leaves()
        queries = {tag: queries_by_english(vocabulary, leaves, tag, given.queries) for tag in tags}
    with tempfile.TemporaryDirectory() as folder:
        reader = built(given.engine, Path(folder), documents(leaves))
        figures = {
            (own, other): recall(reader, queries[own], other) for own in tags for other in tags
        }
        if given.missed:
            for own in tags:
                target = "en" if own != "en" else tags[1]
                for text, right in queries[own]:
                    if right.isdisjoint(_best(reader, text, target)):
                        print(f"missed  {own}  {text}  ({leaves[min(right)].key})")
    how = "as the tree" if given.as_tree else "asked of the house's own tree"
    asked = min(map(len, queries.values()))
    print(f"\n{name} {how}: {len(leaves):,} leaves, {asked} queries a language, {given.engine}")
    rows = [[own, *(f"{figures[own, other]:.2f}" for other in tags)] for own in tags]
    print_table(["query \\ goods", *tags], rows)
    apart = [value for (own, other), value in figures.items() if own != other]
    below = sum(value < AIM for value in apart)
    print(f"mean of {len(apart)} pairs {statistics.mean(apart):.3f}, {below} below {AIM}")


def main() -> None:
    """Print recall@10 per pair of languages, a table a vocabulary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vocabulary", choices=sorted(FILES), action="append")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--engine", default="tantivy")
    parser.add_argument("--queries", type=int, default=300, help="of each language at most")
    parser.add_argument("--as-tree", action="store_true", help="the vocabulary is the tree")
    parser.add_argument("--leaves", type=int, default=0, help="with --as-tree: so many of each")
    parser.add_argument("--missed", action="store_true", help="name what was not answered")
    given = parser.parse_args()
    for vocabulary in given.vocabulary or sorted(FILES):
        measure(vocabulary, given)


if __name__ == "__main__":
    main()
