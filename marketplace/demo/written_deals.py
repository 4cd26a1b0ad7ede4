"""The deals written for a demo, read from its content file; a house without one has none."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from marketplace.core.money import UnitPrice, read_money
from marketplace.deals.operations import PhraseFacts

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class TalkLine:
    """A line of an inquiry: the seller's own code, a quantity or None, a target price or None."""

    code: str
    quantity: int | None
    target: UnitPrice | None


@dataclass(frozen=True)
class TalkStep:
    """What somebody does in a deal: `by` is buyer, seller, colleague (of the seller) or office."""

    row: dict[str, Any]

    @property
    def ago(self) -> timedelta:
        """How long before the day of loading."""
        return timedelta(days=self.row["ago"])

    @property
    def by(self) -> str:
        """Who does it."""
        return str(self.row["by"])

    @property
    def act(self) -> str:
        """What they do; `say` is a message."""
        return str(self.row.get("act", "say"))

    @property
    def words(self) -> str:
        """What they say, in `language` (a tag)."""
        return str(self.row.get("words", ""))

    @property
    def language(self) -> str:
        """The language of the words."""
        return str(self.row.get("language", "en"))

    def phrases(self, at: datetime) -> list[PhraseFacts]:
        """Return the ready sentences; dates in them are counted from `at`."""
        return [_phrase(text, at) for text in self.row.get("phrases", ())]


def _phrase(text: str, at: datetime) -> PhraseFacts:
    code, *blanks = text.split()
    given = (blank.split("=", 1) for blank in blanks)
    return PhraseFacts(code, {name: _blank(name, value, at) for name, value in given})


def _blank(name: str, value: str, at: datetime) -> str:
    if name == "date":
        return (at + timedelta(days=int(value))).date().isoformat()
    return value.replace("_", " ")


@dataclass(frozen=True)
class Talk:
    """A made-up deal: a row of the content file."""

    row: dict[str, Any]

    @property
    def key(self) -> str:
        """What tells it from the others, the same at each load."""
        told = f"{self.buyer} {self.seller} {self.message}"
        return hashlib.sha256(told.encode()).hexdigest()[:24]

    @property
    def buyer(self) -> str:
        """The domain of the buyer's mail address, without its ending."""
        return str(self.row["buyer"])

    @property
    def seller(self) -> str:
        """The domain of the seller's mail address, without its ending."""
        return str(self.row["seller"])

    @property
    def message(self) -> str:
        """What opens it."""
        return str(self.row["message"])

    @property
    def ago(self) -> timedelta:
        """How long before the day of loading it is opened."""
        return timedelta(days=self.row["ago"])

    @property
    def is_opened_by_seller(self) -> bool:
        """Whether the seller writes first."""
        return self.row.get("opened_by") == "seller"

    @property
    def wanted(self) -> list[TalkLine]:
        """The goods that the inquiry asks for, or that the seller writes of."""
        return [_wanted(text) for text in self.row.get("goods", ())]

    @property
    def steps(self) -> list[TalkStep]:
        """What is done in it, the earliest first."""
        written = [TalkStep(row) for row in self.row.get("steps", ())]
        return sorted(written, key=lambda step: step.ago, reverse=True)

    @property
    def is_looked_at(self) -> bool:
        """Whether its office passes it on by itself."""
        decided = any(step.by == "office" for step in self.steps)
        return not decided and self.row.get("office") != "leave" and not self.is_opened_by_seller


def _wanted(text: str) -> TalkLine:
    code, quantity_typed, price_typed = [*text.split(), "-", "-"][:3]
    quantity = None if quantity_typed == "-" else int(quantity_typed)
    if price_typed == "-":
        return TalkLine(code, quantity, None)
    currency, amount = price_typed.split(":")
    return TalkLine(code, quantity, UnitPrice(read_money(amount, currency)))


def talks_of(home: str) -> list[Talk]:
    """Return the deals of the demo with this home country."""
    path = CONTENT / home.lower() / "deals.toml"
    if not path.exists():
        return []
    return [Talk(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["deal"]]
