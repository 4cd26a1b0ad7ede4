"""Migrations are numbered, one after the other, from one root to one head."""

import re
from pathlib import Path

from alembic.script import ScriptDirectory

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def revisions():
    """Return the revisions from the first to the newest; fails when there are two heads."""
    directory = ScriptDirectory(str(ROOT / "migrations"))
    return list(directory.walk_revisions())[::-1]


def test_files_are_numbered_without_gaps():
    numbers = [path.name[:5] for path in SCRIPTS]
    assert numbers == [f"{number:04}_" for number in range(1, len(SCRIPTS) + 1)]
    assert [
        path.name for path in SCRIPTS if not re.fullmatch(r"[0-9]{4}_[a-z0-9_]+\.py", path.name)
    ] == []


def test_each_follows_the_one_before_it_under_its_own_number():
    numbers = [path.name[:4] for path in SCRIPTS]
    found = [(script.revision, script.down_revision) for script in revisions()]
    assert found == list(zip(numbers, [None, *numbers], strict=False))


def test_each_says_what_it_does():
    assert [script.revision for script in revisions() if not script.doc] == []
