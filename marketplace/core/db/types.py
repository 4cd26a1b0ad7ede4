"""Column types of the house: aware instants, bounded text, compared keys, enums by value."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Enum, String
from sqlalchemy.types import TypeDecorator, TypeEngine

CODE_LENGTH = 16


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC in and UTC out; SQLite has no zones, so it keeps the UTC clock face."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time (ValueError): it names no instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "A stored time must be aware."
            raise ValueError(message)
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def text_column(length: int) -> String:
    """Text of people, at most `length` characters; the form knows the same figure."""
    return String(length)


def key_column(length: int) -> TypeEngine[str]:
    """Text compared and sorted as it is made by `core.text.text_key`: binary collation."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def code_column(length: int = CODE_LENGTH) -> TypeEngine[str]:
    """A code or public id: compared as bytes."""
    return key_column(length)


def enum_column(kind: type[StrEnum], name: str = "") -> Enum:
    """An enum stored by value as text, with a check constraint named by the convention.

    A further column of the same enum in a table brings a `name` of its own for its constraint.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name or kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )
