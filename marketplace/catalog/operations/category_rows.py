"""Rows of the tree of goods, a batch at a time: made, named, moved; ids stay by source and code."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from marketplace.catalog.models import Category, CategoryHs, CategoryName
from marketplace.catalog.models.categories import SLUG_LENGTH
from marketplace.catalog.operations.category_files import CategoryFact, Naming, slug_of
from marketplace.catalog.queries.category_words import category_key
from marketplace.core.db import require_unit, session
from marketplace.reference.models import HsCode
from marketplace.reference.models.hs import WORLD
from marketplace.reference.operations.batches import insert_all

#: How many levels a tree may have.
MOST_LEVELS = 8


@dataclass
class Stored:
    """What was done with a batch; `faults` are rows that had to be skipped, and why."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def store_batch(facts: Sequence[CategoryFact], source: str, *, check_hs: bool) -> Stored:
    """Write the categories that are new or changed, in a bounded number of statements.

    A parent stands before its children, in this batch or an earlier one. `check_hs`: skip rows
    with an HS code that the table lacks.
    """
    require_unit()
    return _Batch(source).store(_known_hs(facts) if check_hs else None, facts)


class _Batch:
    """The categories that a batch touches, by their code in their tree."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._rows: dict[str, Category] = {}
        self._new: set[str] = set()
        self._touched: set[str] = set()
        self._done = Stored()

    def store(self, known_hs: set[str] | None, facts: Sequence[CategoryFact]) -> Stored:
        """Write the facts, the upper levels first; return what was done."""
        self._rows = self._read({code for fact in facts for code in (fact.code, fact.parent)})
        waiting = list(facts) if known_hs is None else self._with_known_hs(facts, known_hs)
        placed: list[CategoryFact] = []
        while ready := [fact for fact in waiting if not fact.parent or fact.parent in self._rows]:
            level = self._first_level(ready)
            placed.extend(self._place(level))
            handled = {fact.code for fact in level}
            waiting = [fact for fact in waiting if fact.code not in handled]
        for fact in waiting:
            self._fault(fact, f"what it stands below, {fact.parent}, is not there.")
        self._name(placed)
        self._code(placed)
        self._count(placed)
        return self._done

    def _read(self, codes: set[str]) -> dict[str, Category]:
        query = select(Category).where(
            Category.source == self._source, Category.source_code.in_(codes)
        )
        return {row.source_code: row for row in session.scalars(query)}

    def _with_known_hs(self, facts: Sequence[CategoryFact], known: set[str]) -> list[CategoryFact]:
        kept = []
        for fact in facts:
            strange = [code for code in fact.hs or () if code not in known]
            if strange:
                self._fault(fact, f"there is no HS code {strange[0]}.")
            else:
                kept.append(fact)
        return kept

    @staticmethod
    def _first_level(ready: Sequence[CategoryFact]) -> list[CategoryFact]:
        """Return those of which none stands below another of them, all in a circle."""
        codes = {fact.code for fact in ready}
        return [fact for fact in ready if fact.parent not in codes] or list(ready)

    def _place(self, facts: Sequence[CategoryFact]) -> list[CategoryFact]:
        """Make or move the rows of one level; return the facts that have their row."""
        taken = self._taken(facts)
        new: list[dict[str, object]] = []
        placed = []
        for fact in facts:
            parent = self._rows.get(fact.parent)
            row = self._rows.get(fact.code)
            if (parent.depth + 1 if parent else 0) >= MOST_LEVELS:
                self._fault(fact, f"it lies deeper than {MOST_LEVELS} levels.")
                continue
            if row is None:
                settled = self._make(fact, parent, taken, new)
            elif row.parent_id != (parent.id if parent else None):
                settled = self._move(row, parent, fact)
            else:
                settled = True
            if settled:
                placed.append(fact)
        session.flush()
        if new:
            insert_all(Category, new)
            self._rows |= self._read({fact.code for fact in placed})
        return placed

    def _make(
        self,
        fact: CategoryFact,
        parent: Category | None,
        taken: set[str],
        new: list[dict[str, object]],
    ) -> bool:
        slug = next((wish for wish in self._wishes(fact) if wish not in taken), None)
        if slug is None:
            self._fault(fact, "its names for an address are taken.")
            return False
        taken.add(slug)
        values: dict[str, object] = {
            "slug": slug,
            "path": f"{parent.path if parent else ''}{slug}/",
            "parent_id": parent.id if parent else None,
            "depth": parent.depth + 1 if parent else 0,
            "rank": fact.rank,
            "is_leaf": True,
            "retired": False,
            "source": self._source,
            "source_code": fact.code,
        }
        new.append(values)
        self._new.add(fact.code)
        if parent is not None:
            parent.is_leaf = False
        return True

    def _move(self, row: Category, parent: Category | None, fact: CategoryFact) -> bool:
        """Hang a category with all below it under another parent."""
        if parent is not None and parent.path.startswith(row.path):
            self._fault(fact, f"{fact.parent} stands below it.")
            return False
        before, deeper = row.path, (parent.depth + 1 if parent else 0) - row.depth
        below = session.scalars(select(Category).where(Category.path.startswith(before))).all()
        if max(each.depth for each in below) + deeper >= MOST_LEVELS:
            self._fault(fact, f"it would lie deeper than {MOST_LEVELS} levels.")
            return False
        left = session.get(Category, row.parent_id) if row.parent_id else None
        row.parent_id = parent.id if parent else None
        after = f"{parent.path if parent else ''}{row.slug}/"
        for each in below:
            each.path = after + each.path.removeprefix(before)
            each.depth += deeper
        session.flush()
        if parent is not None:
            parent.is_leaf = False
        if left is not None:
            rest = select(Category.id).where(Category.parent_id == left.id).limit(1)
            left.is_leaf = session.scalar(rest) is None
        self._touched.add(fact.code)
        return True

    def _wishes(self, fact: CategoryFact) -> list[str]:
        """Return slugs for a new category, the best first: its own, with its parent's, its code."""
        parent = self._rows.get(fact.parent)
        longer = f"{parent.slug}-{fact.slug}" if parent else ""
        wishes = [fact.slug, longer, slug_of(f"{self._source}-{fact.code}")]
        return [wish for wish in wishes if wish and len(wish) <= SLUG_LENGTH]

    def _taken(self, facts: Sequence[CategoryFact]) -> set[str]:
        wishes = {
            wish for fact in facts if fact.code not in self._rows for wish in self._wishes(fact)
        }
        return set(session.scalars(select(Category.slug).where(Category.slug.in_(wishes))))

    def _name(self, facts: Sequence[CategoryFact]) -> None:
        ids = [self._rows[fact.code].id for fact in facts]
        query = select(CategoryName).where(CategoryName.category_id.in_(ids))
        existing = {(row.category_id, row.language): row for row in session.scalars(query)}
        new = []
        for fact in facts:
            key = self._rows[fact.code].id
            for language, naming in fact.names.items():
                values = _values(naming)
                row = existing.get((key, language))
                if row is None:
                    new.append({"category_id": key, "language": language} | values)
                    self._touched.add(fact.code)
                elif any(getattr(row, name) != value for name, value in values.items()):
                    for name, value in values.items():
                        setattr(row, name, value)
                    self._touched.add(fact.code)
        insert_all(CategoryName, new)

    def _code(self, facts: Sequence[CategoryFact]) -> None:
        told = {self._rows[fact.code].id: fact for fact in facts if fact.hs is not None}
        query = select(CategoryHs).where(CategoryHs.category_id.in_(told))
        existing: dict[int, list[str]] = {}
        for row in session.scalars(query.order_by(CategoryHs.rank)):
            existing.setdefault(row.category_id, []).append(row.code)
        other = {
            key: fact for key, fact in told.items() if existing.get(key, []) != list(fact.hs or ())
        }
        session.execute(delete(CategoryHs).where(CategoryHs.category_id.in_(other)))
        insert_all(CategoryHs, list(_hs_rows(other.items())))
        self._touched.update(fact.code for fact in other.values())

    def _count(self, facts: Sequence[CategoryFact]) -> None:
        for fact in facts:
            row = self._rows[fact.code]
            if row.rank != fact.rank:
                row.rank = fact.rank
                self._touched.add(fact.code)
            if fact.code in self._new:
                self._done.added += 1
            elif fact.code in self._touched:
                self._done.changed += 1
            else:
                self._done.unchanged += 1

    def _fault(self, fact: CategoryFact, sentence: str) -> None:
        self._done.faults.append((fact.row, f"{fact.code}: {sentence}"))


def _values(naming: Naming) -> dict[str, str]:
    return {
        "name": naming.name,
        "words": "\n".join(naming.words),
        "key": category_key((naming.name, *naming.words)),
    }


def _hs_rows(facts: Iterable[tuple[int, CategoryFact]]) -> Iterator[dict[str, object]]:
    for key, fact in facts:
        for rank, code in enumerate(dict.fromkeys(fact.hs or ())):
            yield {"category_id": key, "code": code, "rank": rank}


def _known_hs(facts: Sequence[CategoryFact]) -> set[str]:
    codes = {code for fact in facts for code in fact.hs or ()}
    query = select(HsCode.code).where(HsCode.country == WORLD, HsCode.code.in_(codes))
    return set(session.scalars(query))
