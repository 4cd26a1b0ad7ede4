"""Categories as sheets name them: by address, by a name in any language, with those above."""

import re
from dataclasses import dataclass

from flask_babel import get_locale
from sqlalchemy import select

from marketplace.catalog.models import Category
from marketplace.catalog.queries.categories import leaves_for
from marketplace.catalog.queries.category_words import category_words
from marketplace.catalog.queries.texts import ENGLISH
from marketplace.core.db import session
from marketplace.core.languages import LANGUAGES
from marketplace.core.process_cache import cached
from marketplace.core.text import one_line

_STEPS = re.compile(r"\s*[>›»/]\s*")
#: Leaves that are looked through for one with the very name.
LOOKED_AT = 40
NAMED = 3


def present_tag() -> str:
    """Return the tag of the present language: that of the page or of whose sheet is read."""
    locale = str(get_locale())
    return next((tag for tag, one in LANGUAGES.items() if one.locale == locale), ENGLISH)


@dataclass(frozen=True)
class NamedCategory:
    """A leaf of the tree of goods, or what is wrong: a code of `sheets.remarks` with its facts."""

    slug: str = ""
    id: int = 0
    retired: bool = False
    fault: str = ""
    near: str = ""


def category_named(typed: str) -> NamedCategory:
    """Return the leaf that a cell names; kept by the process for half a minute."""
    words = one_line(typed)
    return cached(("sheet category", present_tag(), words), lambda: _place(words))


def _place(typed: str) -> NamedCategory:
    found = session.scalar(select(Category).where(Category.slug == typed.casefold()))
    if found is not None and found.is_leaf:
        return NamedCategory(found.slug, found.id, found.retired)
    steps = [step for step in _STEPS.split(typed) if step]
    leaves = leaves_for(steps[-1], present_tag(), LOOKED_AT) if steps else []
    named = [leaf for leaf in leaves if category_words(leaf.by) == category_words(steps[-1])]
    if len(named) > 1 and len(steps) > 1:
        above = category_words(steps[-2])
        named = [
            leaf
            for leaf in named
            if any(category_words(branch.name) == above for branch in leaf.chain[:-1])
        ]
    if len(named) == 1:
        return NamedCategory(named[0].leaf.slug, named[0].leaf.id)
    shown = named or leaves
    near = ", ".join(" > ".join(branch.name for branch in leaf.chain) for leaf in shown[:NAMED])
    return NamedCategory(fault="which_category" if named else "unknown_category", near=near)
