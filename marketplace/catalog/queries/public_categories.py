"""The tree of goods as readers of a language walk it; kept by the process for half a minute."""

from dataclasses import dataclass, field

from sqlalchemy import select

from marketplace.catalog.models import Category, CategoryName
from marketplace.catalog.queries.public_texts import FALLBACK
from marketplace.core.db import session
from marketplace.core.process_cache import cached, forget


@dataclass(frozen=True)
class Branch:
    """A category with its name in the best language there is; `language` says which."""

    id: int
    slug: str
    path: str
    parent_id: int | None
    is_leaf: bool
    name: str
    language: str


@dataclass(frozen=True)
class Tree:
    """All categories that take goods, in the order of the pages."""

    by_id: dict[int, Branch] = field(default_factory=dict)
    by_slug: dict[str, Branch] = field(default_factory=dict)
    below: dict[int | None, list[Branch]] = field(default_factory=dict)

    @property
    def branches(self) -> list[Branch]:
        """The branches on top."""
        return self.below.get(None, [])

    def children(self, branch: Branch) -> list[Branch]:
        """Return the categories one step below."""
        return self.below.get(branch.id, [])

    def chain(self, branch: Branch) -> list[Branch]:
        """Return the category with those above it, the top first."""
        chain = [branch]
        while chain[0].parent_id in self.by_id:
            chain.insert(0, self.by_id[chain[0].parent_id])
        return chain

    def chain_of(self, category_id: int | None) -> list[Branch]:
        """Return the chain of a category by its key, [] for none."""
        branch = self.by_id.get(category_id or 0)
        return self.chain(branch) if branch else []


def tree(language: str) -> Tree:
    """Return the tree for readers of a language."""
    return cached(("tree", language), lambda: _read(language))


def find_branch(slug: str, language: str) -> Branch | None:
    """Return the category with this name in addresses; the tree is read again for a new one."""
    found = tree(language).by_slug.get(slug)
    if found is None:
        forget(("tree", language))
        found = tree(language).by_slug.get(slug)
    return found


def _read(language: str) -> Tree:
    names: dict[int, tuple[str, str]] = {}
    wanted = {language: 0, FALLBACK: 1}
    found = session.execute(
        select(CategoryName.category_id, CategoryName.language, CategoryName.name).where(
            CategoryName.language.in_(wanted)
        )
    )
    for key, spoken, name in sorted(found, key=lambda row: wanted[row.language]):
        names.setdefault(key, (name, spoken))
    made = Tree()
    categories = select(Category).order_by(Category.depth, Category.rank, Category.slug)
    for row in session.scalars(categories):
        name, spoken = names.get(row.id, (row.slug.replace("-", " ").capitalize(), FALLBACK))
        branch = Branch(row.id, row.slug, row.path, row.parent_id, row.is_leaf, name, spoken)
        made.by_id[row.id] = made.by_slug[row.slug] = branch
        if not row.retired:
            made.below.setdefault(row.parent_id, []).append(branch)
    return made
