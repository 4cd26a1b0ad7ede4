import pytest
import sqlalchemy as sa

from marketplace.core.db.base import prepare_sqlite


@pytest.fixture
def engine(both_databases, database_url, tmp_path):
    """An engine that may write, on the test's database with every table gone."""
    if both_databases == "sqlite":
        (tmp_path / "naru.sqlite").unlink()
        engine = sa.create_engine(database_url, poolclass=sa.NullPool)
        prepare_sqlite(engine)
        return engine.execution_options(writing=True)
    engine = sa.create_engine(database_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    return engine
