"""What tests begin with is copied, and only onto the state that it followed."""

import contextlib
import itertools
import shutil
import sqlite3
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from tests.support import remembering

numbers = itertools.count(1)


class House:
    """A database of one table of words, each with a number that is never drawn again."""

    def __init__(self, template, path, memory):
        shutil.copyfile(template, path)
        remembering.note_fresh(path)
        self.engine = sa.create_engine(f"sqlite:///{path}")
        self.app = SimpleNamespace(extensions={})
        self.memory = memory
        remembering.begin(self)

    def write(self, word):
        number = next(numbers)
        with self.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO word VALUES (?, ?)", (word, number))
        return number

    def begin_with(self, *words):
        """Return the numbers that are given for the words, and those that stand."""
        given = [self.memory.call(self, lambda word=word: self.write(word), word) for word in words]
        with self.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT number FROM word ORDER BY number")
            return given, rows.scalars().all()


@pytest.fixture
def house(tmp_path):
    template, memory = tmp_path / "template", remembering.Memory(tmp_path)
    with contextlib.closing(sqlite3.connect(template)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE word (word TEXT, number INTEGER)")
    places = itertools.count()
    return lambda: House(template, tmp_path / f"house{next(places)}", memory)


def test_what_two_began_with_a_third_is_given(house):
    (first, _), (second, _), (third, rows) = (house().begin_with("a") for _ in range(3))
    assert first != second == third == rows


def test_what_follows_is_of_the_same_state(house):
    for _ in range(5):
        given, rows = house().begin_with("a", "b", "c")
        assert given == rows


def test_what_follows_another_write_is_carried_out(house):
    for _ in range(3):
        house().begin_with("a", "b")
    other = house()
    other.begin_with("a")
    written = other.write("x")
    given, rows = other.begin_with("b")
    assert (rows[-2:], len(rows)) == ([written, *given], 3)


def test_what_is_too_old_is_carried_out_anew_and_so_is_what_followed(house, monkeypatch):
    for _ in range(4):
        old, _rows = house().begin_with("a", "b")
    monkeypatch.setattr(remembering, "LONGEST", -1.0)
    given, rows = house().begin_with("a", "b")
    assert given == rows
    assert not set(given) & set(old)
