"""The tree of goods: branches, leaves, their names in every language, their usual HS codes."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, code_column, key_column, text_column

SLUG_LENGTH = 80
#: Slugs of a category and all above it, a slash behind each: at most eight levels deep.
PATH_LENGTH = 8 * (SLUG_LENGTH + 1)
CATEGORY_NAME_LENGTH = 120
WORDS_LENGTH = 600
SOURCE_LENGTH = 32


class Category(Base):
    """A branch or a leaf of the tree of goods; listings stand on leaves.

    `slug` is its name in addresses and never changes. `path` is the slugs from the top down to it,
    a slash behind each (`cosmetics/toners/`): a category lies below another when its path begins
    with the other's. `source` names the tree it came with, `source_code` is its code there.
    `retired`: no new goods on it, old ones stay.
    """

    __tablename__ = "category"
    __table_args__ = (
        CheckConstraint("(parent_id IS NULL) = (depth = 0)", name="top_has_no_parent"),
        UniqueConstraint("source", "source_code"),
        Index(None, "parent_id", "rank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(code_column(SLUG_LENGTH), unique=True)
    path: Mapped[str] = mapped_column(key_column(PATH_LENGTH), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    depth: Mapped[int]
    rank: Mapped[int]
    is_leaf: Mapped[bool]
    retired: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(code_column(SOURCE_LENGTH))
    source_code: Mapped[str] = mapped_column(code_column(SLUG_LENGTH))


class CategoryName(Base):
    """What a category is called in one language, and further words it is looked for by.

    `words` has one phrase a line; `key` holds name and words folded and without accents, a blank
    before each word, as `catalog.queries.category_words` makes it.
    """

    __tablename__ = "category_name"
    __table_args__ = (Index(None, "language"),)

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True)
    language: Mapped[str] = mapped_column(code_column(8), primary_key=True)
    name: Mapped[str] = mapped_column(text_column(CATEGORY_NAME_LENGTH))
    words: Mapped[str] = mapped_column(text_column(WORDS_LENGTH), default="")
    key: Mapped[str] = mapped_column(key_column(4 * (CATEGORY_NAME_LENGTH + WORDS_LENGTH)))


class CategoryHs(Base):
    """An HS code (six digits) under which goods of a leaf usually go; rank 0 is the most usual."""

    __tablename__ = "category_hs"

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True)
    code: Mapped[str] = mapped_column(code_column(6), primary_key=True)
    rank: Mapped[int]
