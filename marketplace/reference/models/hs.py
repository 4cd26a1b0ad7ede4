"""Codes of the Harmonized System, their national branches, and their texts."""

import re

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, code_column, key_column, text_column
from marketplace.core.text import text_key

WORLD = ""
WORLD_DIGITS = 6
MOST_DIGITS = 10
TEXT_LENGTH = 2500
#: The length of a key: folding may make a text longer.
KEY_LENGTH = 2 * TEXT_LENGTH

_WORDS = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    return _WORDS.findall(text_key(text))


def hs_key(text: str) -> str:
    """Return the words of a text, a blank before each: a word begins where a blank stands."""
    return "".join(f" {word}" for word in words_of(text))[:KEY_LENGTH]


class HsCode(Base):
    """A code: two, four or six digits for the world (`country` is ""), more for one country.

    `level` is its number of digits. Its parents are the codes it begins with.
    """

    __tablename__ = "hs_code"
    __table_args__ = (
        UniqueConstraint("country", "edition", "code"),
        CheckConstraint("level = length(code)", name="level_is_digits"),
        CheckConstraint(
            f"(country = '') = (level <= {WORLD_DIGITS})", name="country_beyond_six_digits"
        ),
        Index(None, "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(code_column(MOST_DIGITS))
    level: Mapped[int]
    country: Mapped[str] = mapped_column(code_column(2), default=WORLD)
    edition: Mapped[str] = mapped_column(code_column())


class HsText(Base):
    """What a code means, in one language; `key` is the form in which words are looked for."""

    __tablename__ = "hs_text"
    __table_args__ = (UniqueConstraint("hs_code_id", "language"), Index(None, "language"))

    id: Mapped[int] = mapped_column(primary_key=True)
    hs_code_id: Mapped[int] = mapped_column(ForeignKey("hs_code.id"))
    language: Mapped[str] = mapped_column(code_column(8))
    text: Mapped[str] = mapped_column(text_column(TEXT_LENGTH))
    key: Mapped[str] = mapped_column(key_column(KEY_LENGTH))
