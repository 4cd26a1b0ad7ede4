"""The database: base and types of models, the two phases, locks, once-keys, triggers."""

from marketplace.core.db.base import Base, PublicId, bind, database, session
from marketplace.core.db.once import OnceKey, new_once_key, once
from marketplace.core.db.phases import (
    end_reading,
    lock,
    require_no_unit,
    require_unit,
    unit_of_work,
)
from marketplace.core.db.rows import (
    advance_version,
    change_row,
    insert_if_absent,
    insert_rows,
    insert_with_id,
    require_version,
)
from marketplace.core.db.types import Instant, code_column, enum_column, key_column, text_column

__all__ = [
    "Base",
    "Instant",
    "OnceKey",
    "PublicId",
    "advance_version",
    "bind",
    "change_row",
    "code_column",
    "database",
    "end_reading",
    "enum_column",
    "insert_if_absent",
    "insert_rows",
    "insert_with_id",
    "key_column",
    "lock",
    "new_once_key",
    "once",
    "require_no_unit",
    "require_unit",
    "require_version",
    "session",
    "text_column",
    "unit_of_work",
]
