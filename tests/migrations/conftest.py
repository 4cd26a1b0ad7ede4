import pytest
import sqlalchemy as sa

from marketplace.core.db.base import prepare_sqlite


@pytest.fixture
def engine(both_databases, database_url):
    """An engine that may write, on the test's database, which the migrations built."""
    engine = sa.create_engine(database_url, poolclass=sa.NullPool)
    if both_databases == "sqlite":
        prepare_sqlite(engine)
        return engine.execution_options(writing=True)
    return engine


@pytest.fixture
def nothing(engine, tmp_path):
    """The same engine, with every table gone."""
    if engine.dialect.name == "sqlite":
        (tmp_path / "naru.sqlite").unlink()
        return engine
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    return engine
