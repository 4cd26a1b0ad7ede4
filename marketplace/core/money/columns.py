"""Money and unit prices in the database: one attribute, several columns, named constraints.

class Line(Base):
    __table_args__ = (*money_checks("price"), *unit_price_checks("unit_price"))
    price: Mapped[Money] = money_column("price")
    unit_price: Mapped[UnitPrice | None] = unit_price_column("unit_price", nullable=True)
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Composite, composite, mapped_column

from marketplace.core.db.types import code_column
from marketplace.core.money.currencies import CODE_LENGTH
from marketplace.core.money.values import Money, UnitPrice


def money_column(name: str, *, nullable: bool = False) -> Composite[Any]:
    """Map Money to `<name>_minor` and `<name>_currency`; nullable for `Mapped[Money | None]`.

    Its constraints come from `money_checks`, in the model's `__table_args__`.
    """
    return composite(
        Money,
        mapped_column(f"{name}_minor", BigInteger, nullable=nullable),
        mapped_column(f"{name}_currency", code_column(CODE_LENGTH), nullable=nullable),
        return_none_on=_is_nothing if nullable else None,
    )


def unit_price_column(name: str, *, nullable: bool = False) -> Composite[Any]:
    """Map UnitPrice to `<name>_minor`, `<name>_currency` and `<name>_per`, as `money_column`."""
    return composite(
        _unit_price,
        mapped_column(f"{name}_minor", BigInteger, nullable=nullable),
        mapped_column(f"{name}_currency", code_column(CODE_LENGTH), nullable=nullable),
        mapped_column(f"{name}_per", BigInteger, nullable=nullable),
        return_none_on=_is_nothing if nullable else None,
    )


def money_checks(name: str, *, least: int | None = None) -> tuple[CheckConstraint, ...]:
    """Return the constraints of a money column; `least` is the smallest amount in minor units."""
    return _checks(name, ("minor", "currency"), [] if least is None else [("minor", least)])


def unit_price_checks(name: str) -> tuple[CheckConstraint, ...]:
    """Return the constraints of a unit price: not below zero, per one unit or more."""
    return _checks(name, ("minor", "currency", "per"), [("minor", 0), ("per", 1)])


def _checks(
    name: str, columns: tuple[str, ...], least: Iterable[tuple[str, int]]
) -> tuple[CheckConstraint, ...]:
    first, *others = (f"({name}_{column} IS NULL)" for column in columns)
    return (
        CheckConstraint(
            " AND ".join(f"{first} = {other}" for other in others), name=f"{name}_is_whole"
        ),
        CheckConstraint(f"length({name}_currency) = {CODE_LENGTH}", name=f"{name}_has_currency"),
        *(
            CheckConstraint(f"{name}_{column} >= {figure}", name=f"{name}_{column}_least")
            for column, figure in least
        ),
    )


def _unit_price(minor: int, currency: str, per: int) -> UnitPrice:
    return UnitPrice(Money(minor, currency), per)


def _is_nothing(*values: object) -> bool:
    return all(value is None for value in values)
