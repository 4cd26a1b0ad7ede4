"""Money and unit prices in a table of their own, on each database."""

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from marketplace.core.money import (
    Money,
    UnitPrice,
    money_checks,
    money_column,
    unit_price_checks,
    unit_price_column,
)


class Apart(DeclarativeBase):
    pass


class Line(Apart):
    __tablename__ = "line_of_a_test"
    __table_args__ = (
        *money_checks("price"),
        *money_checks("fee", least=0),
        *unit_price_checks("unit_price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[Money] = money_column("price")
    fee: Mapped[Money | None] = money_column("fee", nullable=True)
    unit_price: Mapped[UnitPrice | None] = unit_price_column("unit_price", nullable=True)


@pytest.fixture
def engine(both_databases, database_url):
    url = database_url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url)
    Apart.metadata.create_all(engine)
    yield engine
    engine.dispose()


def test_money_comes_back_as_it_went_in(engine):
    price, unit_price = Money(-(2**62), "KRW"), UnitPrice(Money(1250, "USD"), 1000)
    with Session(engine) as session:
        session.add(Line(price=price, unit_price=unit_price))
        session.commit()
    with Session(engine) as session:
        line = session.scalars(select(Line).where(Line.price == price)).one()
        assert (line.price, line.fee, line.unit_price) == (price, None, unit_price)
        line.fee, line.unit_price = Money(0, "EUR"), None
        session.commit()
        again = session.scalars(select(Line)).one()
        assert (again.fee, again.unit_price) == (Money(0, "EUR"), None)


@pytest.mark.parametrize(
    "columns",
    [
        {"fee_minor": 5},
        {"fee_currency": "USD"},
        {"fee_minor": -1, "fee_currency": "USD"},
        {"price_currency": "US"},
        {"unit_price_minor": 5, "unit_price_currency": "USD"},
        {"unit_price_minor": 5, "unit_price_currency": "USD", "unit_price_per": 0},
        {"unit_price_minor": -5, "unit_price_currency": "USD", "unit_price_per": 1},
    ],
)
def test_the_database_knows_no_money_without_its_currency(engine, columns):
    values = {"price_minor": 1, "price_currency": "USD"} | columns
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(Line.__table__.insert().values(values))
