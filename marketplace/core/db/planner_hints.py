"""Hints to the database's planner: constants it may plan for, columns it must not walk along."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def constant(value: StrEnum | int) -> ColumnElement[Any]:
    """Return a constant that stands in the statement itself, not beside it as a parameter.

    PostgreSQL plans a prepared statement once for all parameters. A condition of a partial index,
    or how many rows are wanted, it must know by then.
    """
    if isinstance(value, int):
        return literal_column(str(value))
    quoted = value.value.replace("'", "''")
    return literal_column(f"'{quoted}'")


class NotByIndex(FunctionElement[str]):
    """A column of text in a condition that SQLite shall not answer by walking along an index.

    SQLite knows little of how often a value occurs, and walks along all rows that have it rather
    than looking up the few that are named. PostgreSQL knows, and sees the bare column.
    """

    type = String()
    inherit_cache = True


@compiles(NotByIndex)
def _bare(element: NotByIndex, compiler: SQLCompiler, **named: object) -> str:
    return compiler.process(element.clauses, **named)


@compiles(NotByIndex, "sqlite")
def _kept_from_indexes(element: NotByIndex, compiler: SQLCompiler, **named: object) -> str:
    """Source: https://www.sqlite.org/optoverview.html, disqualifying terms by a unary plus."""
    return f"+{compiler.process(element.clauses, **named)}"
