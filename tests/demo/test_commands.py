import sqlite3
from contextlib import closing

import pytest

from marketplace.search.engines.choosing import folder_of
from tests.support import databases


@pytest.fixture
def demo(make_app):
    return make_app(NARU_PROFILE="demo")


def run(app, *words):
    return app.test_cli_runner().invoke(args=["demo", *words])


def files(folder):
    return {path.name for path in folder.iterdir()}


def test_loading_prints_the_sign_ins(demo):
    first, second = run(demo, "load", "--companies", "1"), run(demo, "load", "--companies", "1")
    assert first.exit_code == 0
    assert [line.split()[:2] for line in first.output.splitlines()] == [
        ["seller", "seller@naru.example"],
        ["buyer", "buyer@naru.example"],
        ["operator", "operator@naru.example"],
    ]
    assert second.output == first.output


@pytest.mark.usefixtures("loaded")
def test_a_demo_starts_over_and_leaves_what_is_not_its_own(demo, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with demo.app_context():
        (folder_of("whoosh") / "goods").mkdir(parents=True)
    databases.close(demo)
    result = run(demo, "reset")
    assert (result.exit_code, files(tmp_path)) == (0, {"notes.txt", "secrets.json"})
    assert "naru.sqlite" in result.output
    assert "mails" in result.output


def test_starting_over_twice_is_once(demo):
    databases.close(demo)
    run(demo, "reset")
    assert run(demo, "reset").output == "There was nothing to delete.\n"


@pytest.mark.usefixtures("loaded")
def test_a_running_house_is_left_alone(demo, tmp_path):
    databases.close(demo)
    with closing(sqlite3.connect(tmp_path / "naru.sqlite")) as running:
        running.execute("PRAGMA journal_mode = WAL")
        running.execute("SELECT * FROM person").fetchall()
        result = run(demo, "reset")
    assert (result.exit_code, "stop it first" in result.output) == (1, True)
    assert {"naru.sqlite", "demo-sign-ins.json"} <= files(tmp_path)


def test_another_database_than_the_demos_own_stays(make_app, tmp_path):
    other = make_app(NARU_PROFILE="demo", DATABASE_URL=f"sqlite:///{tmp_path / 'other.sqlite'}")
    result = run(other, "reset")
    assert (result.exit_code, "stays untouched" in result.output) == (1, True)


def test_only_a_demo_starts_over(app, tmp_path):
    result = run(app, "reset")
    assert (result.exit_code, "run for test" in result.output) == (1, True)
    assert "naru.sqlite" in files(tmp_path)


def test_production_loads_nothing(make_app, monkeypatch):
    app = make_app(
        NARU_PROFILE="production",
        SECRET_KEY="k" * 32,
        PUBLIC_URL="https://trade.example.org",
        SMTP_URL="smtp://127.0.0.1",
        MAIL_FROM="trade@example.org",
    )
    result = run(app, "load", "--companies", "1")
    assert (result.exit_code, "made-up people" in result.output) == (1, True)
