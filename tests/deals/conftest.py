"""A talk of a checked buyer with a checked seller, made once a run and copied for each test."""

import contextlib
import shutil
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from marketplace.companies.queries import find_any_company
from tests.factories.companies import buyer_facts, make_member
from tests.factories.goods import let_show
from tests.factories.rooms import Sides, make_sides, open_room


@dataclass(frozen=True)
class Talk:
    """A database in which two sides have an open deal, and who they are.

    `strangers` are the same seller and a checked buyer who has never asked for anything.
    """

    database: Path
    sides: Sides
    deal: str
    strangers: Sides


@pytest.fixture(scope="session")
def talk(applications, sqlite_copies, tmp_path_factory):
    """The talk that tests copy; they ask for it by the fixture `in_talk`."""
    folder = tmp_path_factory.mktemp("talk")
    with sqlite_copies.copy(folder) as url:
        app = applications.lend(folder, DATABASE_URL=url)
        sides = make_sides(app)
        deal = open_room(app, sides)
        newcomer = make_member(app, buyer_facts("Newcomer Imports Ltd"))
        with app.test_request_context():
            let_show(app, find_any_company(newcomer.company))
        applications.take_back(app)
    database = folder / "naru.sqlite"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Talk(database, sides, deal, replace(sides, buyer=newcomer))


@pytest.fixture
def strangers(talk):
    return talk.strangers


@pytest.fixture
def in_talk(talk, tmp_path):
    """The address of a copy of the talk's database, for a module's own `database_url`."""
    path = tmp_path / "naru.sqlite"
    shutil.copyfile(talk.database, path)
    return f"sqlite:///{path}"
