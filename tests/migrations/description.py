"""What a database says of its tables, down to the constraints that Alembic does not compare."""

import re

import sqlalchemy as sa

from tests.migrations.filling import NOT_OURS


def describe(connection):
    """Return columns, keys, constraints and indexes of every table, comparable by equality."""
    inspector = sa.inspect(connection)
    return {
        table: {
            "columns": {_column(column) for column in inspector.get_columns(table)},
            "key": _named(inspector.get_pk_constraint(table), "constrained_columns"),
            "parents": {_parent(key) for key in inspector.get_foreign_keys(table)},
            "unique": {
                _named(unique, "column_names") for unique in inspector.get_unique_constraints(table)
            },
            "checks": {
                (check["name"], _plain(check["sqltext"]))
                for check in inspector.get_check_constraints(table)
            },
            "indexes": {_index(index) for index in inspector.get_indexes(table)},
        }
        for table in inspector.get_table_names()
        if table not in NOT_OURS
    }


def _column(column):
    """Leave out defaults: a migration gives them to the rows that stand, the models to new ones."""
    kind = column["type"]
    facts = getattr(kind, "collation", None), getattr(kind, "timezone", None)
    return column["name"], str(kind), *facts, column["nullable"]


def _named(constraint, columns):
    return constraint["name"], tuple(constraint[columns])


def _parent(key):
    options = tuple(sorted(key["options"].items()))
    return (*_named(key, "constrained_columns"), key["referred_table"], options)


def _index(index):
    where = {name: _plain(str(value)) for name, value in index.get("dialect_options", {}).items()}
    return (*_named(index, "column_names"), bool(index["unique"]), tuple(sorted(where.items())))


def _plain(sqltext):
    return re.sub(r'[\s"]+', "", sqltext)
