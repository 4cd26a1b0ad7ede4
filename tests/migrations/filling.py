"""A row in every table, whatever the migration: made from what the database says of its columns."""

import re
from datetime import UTC, date, datetime, time

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

NOT_OURS = {"alembic_version", "rate_count"}
INSTANT = datetime(2026, 11, 2, 8, tzinfo=UTC)
VALUES = {
    bool: True,
    int: 1,
    str: "x",
    datetime: INSTANT,
    date: INSTANT.date(),
    time: time(9),
    dict: {},
    object: {},  # JSON
    bytes: b"x",
    float: 1.0,
}
#: What no column says alone: values that a constraint over several of them, or over none but the
#: content, asks for; and a second row where another table needs two.
PARTICULARS = {
    "category": [{"depth": 0}],
    "company": [{"id": 1}, {"id": 2, "code": "COM-2"}],
    "deal": [{"buyer_id": 1, "seller_id": 2}],
    "deal_file": [{"deal_id": 1}],
    "delivery": [{"event_id": 1, "subject": None}],
    "exchange_rate": [{"base": "USD", "quote": "KRW"}],
    "hs_code": [{"code": "33", "level": 2, "country": ""}],
    "inquiry": [{"token_digest": "x"}],
    "listing": [{"seller_code": ""}],
    "listing_certificate": [{"name": ""}],
    "listing_option": [{"sku": ""}],
    "listing_version": [
        {"net_unit": "", "hs_code": "", "hs_edition": "", "hs_national": "", "hs_country": ""}
    ],
    "ownership_offer": [{"giver_id": 1, "taker_id": 2}],
    "event": [{"id": 1}],
    "person": [{"id": 1}, {"id": 2, "code": "PER-2", "mail_key": "y"}],
    "price_tier": [{"price_currency": "USD"}],
    "port": [{"code": "KRPUS"}],
}


def tables_of(connection):
    """Return the tables that stand, parents first."""
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name not in NOT_OURS]


def count_rows(connection, tables):
    """Return the number of rows of each table."""
    counts = ((table.name, sa.select(sa.func.count()).select_from(table)) for table in tables)
    return {name: connection.scalar(count) for name, count in counts}


def fill_empty_tables(connection, tables):
    """Insert rows into each table that has none."""
    counts = count_rows(connection, tables)
    for table in tables:
        if not counts[table.name]:
            for particulars in PARTICULARS.get(table.name, [{}]):
                _insert(connection, table, particulars)


def _insert(connection, table, particulars):
    """Insert what must be there, or everything when a constraint wants more."""
    try:
        with connection.begin_nested():
            connection.execute(
                table.insert().values(_row(connection, table, full=False) | particulars)
            )
    except IntegrityError:
        connection.execute(table.insert().values(_row(connection, table, full=True) | particulars))


def _row(connection, table, *, full):
    own_key = table.autoincrement_column
    return {
        column.name: _value(connection, table, column)
        for column in table.columns
        if column is not own_key and (full or not column.nullable)
    }


def _value(connection, table, column):
    for key in column.foreign_keys:
        return connection.scalar(sa.select(key.column).order_by(key.column))
    choices = _choices(table, column)
    if choices:
        return choices[0]
    return VALUES[column.type.python_type]


def _choices(table, column):
    """Return the values that the column's own constraint lists, as either database writes it."""
    for constraint in table.constraints:
        if isinstance(constraint, sa.CheckConstraint):
            text = re.sub(r'::(character varying|text)|["()\[\]\s]', "", str(constraint.sqltext))
            if re.fullmatch(rf"{column.name}(IN|=ANYARRAY|=)('\w+',?)+", text):
                return re.findall(r"'(\w+)'", text)
    return []
