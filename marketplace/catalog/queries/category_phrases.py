"""What a category is called and looked for by, as phrases."""

from sqlalchemy import select

from marketplace.catalog.models import Category, CategoryName
from marketplace.core.db import session
from marketplace.core.process_cache import cached


def phrases_of(slug: str, language: str) -> list[str]:
    """Return the name of a category in a language and its further words; [] for none."""
    return cached(("category phrases", slug, language), lambda: _phrases(slug, language))


def _phrases(slug: str, language: str) -> list[str]:
    name = session.scalar(
        select(CategoryName)
        .join(Category, Category.id == CategoryName.category_id)
        .where(Category.slug == slug, CategoryName.language == language)
    )
    return [name.name, *name.words.splitlines()] if name else []
