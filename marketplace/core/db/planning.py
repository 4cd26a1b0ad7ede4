"""What tells the database how to find rows: constants it may plan for, columns it must not walk."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def written(value: StrEnum | int) -> ColumnElement[Any]:
    """Return a constant that stands in the statement itself, not beside it as a value.

    PostgreSQL plans a prepared statement once for all values. A condition of a partial index, or
    how many rows are wanted, it must know by then.
    """
    if isinstance(value, int):
        return literal_column(str(value))
    quoted = value.value.replace("'", "''")
    return literal_column(f"'{quoted}'")


class unwalked(FunctionElement[str]):  # noqa: N801 - reads as a function of SQL
    """A column of text that no walk along an index shall answer.

    SQLite knows little of how often a value occurs, and walks along all rows that have it rather
    than looking up the few that are named. PostgreSQL knows, and sees the bare column.
    """

    type = String()
    inherit_cache = True


@compiles(unwalked)
def _bare(element: unwalked, compiler: SQLCompiler, **named: Any) -> str:  # noqa: ANN401 - handed on
    return compiler.process(element.clauses, **named)


@compiles(unwalked, "sqlite")
def _kept_from_indexes(element: unwalked, compiler: SQLCompiler, **named: Any) -> str:  # noqa: ANN401 - handed on
    """Source: https://www.sqlite.org/optoverview.html, disqualifying terms by a unary plus."""
    return f"+{compiler.process(element.clauses, **named)}"
