"""Ranking against judgements: nDCG@10 of both engines, by language where the judgements say it.

    python -m benchmarks.relevance
    python -m benchmarks.relevance --catalogue goods.jsonl --judgements judged.csv

A catalogue has a row of JSON a line, or is CSV: `id`, `title`, and where there are `summary`,
`description`, `keywords`, `language` (en where it is missing). Judgements are CSV or rows of JSON:
`query`, `id`, `grade` (0 upwards), and `language` where there is one. Without arguments: our own
over the demo's goods, in Korean, English, Spanish and Arabic.

nDCG@10 after Järvelin and Kekäläinen (2002), gain 2^grade - 1, discount log2 of the place plus one.
"""

import argparse
import csv
import json
import math
import statistics
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks.measure import print_table
from marketplace.core.languages import LANGUAGES
from marketplace.search.analysis import index_tokens, ordered_tokens
from marketplace.search.engines.choosing import KINDS
from marketplace.search.engines.contract import Document, EngineQuery, IndexReader
from marketplace.search.queries.parsing import parse_query
from marketplace.search.queries.searching import ENOUGH, with_most

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "marketplace/demo/content/kr/goods"
TREE = ROOT / "marketplace/catalog/tree"
OWN = Path(__file__).parent / "judgements" / "demo.csv"
BEST = 10
BATCH = 2_000

#: Grades by language and query, then by id.
Judgements = dict[tuple[str, str], dict[str, float]]
#: (language, text) pairs by bag.
Texts = dict[str, list[tuple[str, str]]]


def rows_of(file: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a CSV file or of one with JSON a line."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        if file.suffix == ".csv":
            yield from csv.DictReader(lines)
        else:
            yield from (json.loads(line) for line in lines if line.strip())


def judgements_of(file: Path) -> Judgements:
    """Return the judgements of a file."""
    judged: Judgements = {}
    for row in rows_of(file):
        key = (row.get("language") or "", row["query"])
        judged.setdefault(key, {})[str(row["id"])] = float(row["grade"])
    return judged


def document_of(name: str, texts: Texts) -> Document:
    """Return a document with these texts and nothing else."""
    bags = {
        bag: list(dict.fromkeys(token for tag, text in pairs for token in index_tokens(text, tag)))
        for bag, pairs in texts.items()
    }
    ordered = [token for _tag, text in texts.get("title", ()) for token in ordered_tokens(text)]
    return Document(name, bags, ordered, {}, {})


def catalogue_of(file: Path) -> Iterator[Document]:
    """Yield the documents of a catalogue."""
    for row in rows_of(file):
        tag = row.get("language") or "en"
        parts = {
            "title": ["title"],
            "names": ["brand"],
            "keywords": ["summary", "keywords"],
            "body": ["description"],
        }
        texts = {
            bag: [(tag, str(row[part])) for part in named if row.get(part)]
            for bag, named in parts.items()
        }
        yield document_of(str(row["id"]), texts)


def demo_goods() -> Iterator[Document]:
    """Yield the demo's goods under their seller's code, with the names of their categories."""
    names = _category_names()
    for file in sorted(DEMO.glob("*.toml")):
        for row in tomllib.loads(file.read_text("utf-8"))["goods"]:
            if "leaf" in row:
                yield document_of(row["code"], _texts_of(row, names.get(row["leaf"], [])))


def _texts_of(row: Mapping[str, object], category: list[tuple[str, str]]) -> Texts:
    texts: Texts = {"title": [], "names": [], "keywords": list(category), "body": []}
    texts["names"].append(("en", f"{row.get('brand', '')} {row['code']}"))
    for tag in LANGUAGES:
        written = row.get(tag)
        if not isinstance(written, list):
            continue
        texts["title"].append((tag, written[0]))
        texts["keywords"].extend((tag, part) for part in written[1:])
        texts["body"].append((tag, str(row.get(f"about_{tag}", ""))))
    return texts


def _category_names() -> dict[str, list[tuple[str, str]]]:
    """Return the names of each leaf and of its branch, by slug."""
    names: dict[str, list[tuple[str, str]]] = {}
    for file in TREE.glob("*.toml"):
        branch = tomllib.loads(file.read_text("utf-8"))
        above = _named(branch)
        for slug, leaf in branch.items():
            if isinstance(leaf, dict):
                names[slug] = above + _named(leaf)
    return names


def _named(row: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(tag, str(row[tag])) for tag in LANGUAGES if tag in row]


def ndcg(found: Iterable[str], grades: Mapping[str, float]) -> float:
    """Return nDCG@10 of an order of ids."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    return _gain(grades.get(one, 0.0) for one in found) / ideal if ideal else 0.0


def _gain(grades: Iterable[float]) -> float:
    return sum(
        (2**grade - 1) / math.log2(place + 2)
        for place, grade in zip(range(BEST), grades, strict=False)
    )


def best_of(reader: IndexReader, query: str) -> list[str]:
    """Return the ten best ids: all words first, most of them behind, as the page searches."""
    parsed = parse_query(query)
    engine_query = EngineQuery(
        words=parsed.words, phrases=parsed.phrases, without=parsed.without, limit=BEST
    )
    found = reader.search(engine_query)
    if not found.total or (found.total < ENOUGH and len(parsed.words) > 1):
        _wider, found = with_most(reader, engine_query, found)
    return [hit.id for hit in found.hits]


def built(kind: str, folder: Path, documents: Iterable[Document]) -> IndexReader:
    """Return the reader of a new index of the documents."""
    engine = KINDS[kind](folder / kind)
    engine.create()
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            _write(engine, batch)
            batch = []
    _write(engine, batch)
    return engine.reader()


def _write(engine, batch) -> None:
    writer = engine.writer()
    writer.put(batch)
    writer.settle()
    writer.close()


def main() -> None:
    """Print nDCG@10 by language and engine, and the worst queries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--judgements", type=Path, default=OWN)
    parser.add_argument("--worst", type=int, default=8, help="name so many of the worst queries")
    given = parser.parse_args()
    judged = judgements_of(given.judgements)
    scores: dict[str, dict[tuple[str, str], float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            documents = catalogue_of(given.catalogue) if given.catalogue else demo_goods()
            reader = built(kind, Path(folder), documents)
            scores[kind] = {
                key: ndcg(best_of(reader, key[1]), grades) for key, grades in judged.items()
            }
            print(f"{kind}: {reader.count():,} documents, {len(judged)} queries")
    tags = sorted({tag for tag, _query in judged})
    rows = [[tag or "all", *(_mean(scores[kind], tag) for kind in KINDS)] for tag in tags]
    if len(tags) > 1:
        rows.append(["all", *(_mean(scores[kind], None) for kind in KINDS)])
    print_table(["language", *KINDS], rows)
    kind = next(iter(KINDS))
    for (tag, query), score in sorted(scores[kind].items(), key=lambda one: one[1])[: given.worst]:
        print(f"{score:.2f}  {tag}  {query}")


def _mean(scores: Mapping[tuple[str, str], float], tag: str | None) -> str:
    return f"{statistics.mean(one for (t, _q), one in scores.items() if tag in (None, t)):.3f}"


if __name__ == "__main__":
    main()
