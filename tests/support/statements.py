"""What a piece of work asks of the database."""

import contextlib

from sqlalchemy import event

from marketplace.core.db import database

NOT_COUNTED = ("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")


@contextlib.contextmanager
def recorded_statements(app):
    """Yield a list that fills with the SQL statements of the application while the block lasts."""
    seen = []

    def record(_connection, _cursor, statement, *_rest):
        if not statement.startswith(NOT_COUNTED):
            seen.append(statement)

    with app.app_context():
        engine = database.engine
    event.listen(engine, "before_cursor_execute", record)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", record)
