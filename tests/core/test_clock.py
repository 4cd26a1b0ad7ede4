"""The only now: aware UTC, moved for a thread or for the whole house, never in production."""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest

from marketplace.core import clock
from tests.support.together import elsewhere

SECOND = timedelta(seconds=1)


@pytest.fixture
def offset_file(tmp_path):
    path = tmp_path / "offset"
    clock.watch_offset(path)
    yield path
    clock.watch_offset(None)


def real():
    return datetime.now(UTC)


def test_now_is_aware_utc(offset_file):
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - real()) < SECOND


def test_the_house_moves_for_everyone_and_further_each_time(offset_file):
    assert clock.advance(timedelta(days=2)) == timedelta(days=2)
    assert clock.advance(timedelta(hours=1)) == timedelta(days=2, hours=1)
    assert abs(clock.now() - real() - timedelta(days=2, hours=1)) < SECOND


def test_the_command_moves_the_house_by_a_file_that_every_process_reads(app):
    answer = app.test_cli_runner().invoke(args=["clock", "advance", "2d"])
    assert answer.output.startswith("The clock is now 2 days, 0:00:00 ahead:")
    data_dir = app.config["SETTINGS"].data_dir
    assert (data_dir / "clock-offset").read_text() == "172800.0"
    assert abs(clock.now() - real() - timedelta(days=2)) < SECOND


@pytest.mark.parametrize("content", ["", "soon"])
def test_a_broken_offset_is_none(offset_file, content):
    offset_file.write_text(content)
    assert abs(clock.now() - real()) < SECOND


def test_production_stands_by_itself():
    clock.watch_offset(None)
    with pytest.raises(RuntimeError):
        clock.advance(SECOND)
    assert abs(clock.now() - real()) < SECOND


def test_a_thread_lives_at_another_instant_and_its_time_runs_on(offset_file):
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    with clock.moved_to(long_ago):
        first = clock.now()
        assert timedelta() <= first - long_ago < SECOND
        assert clock.now() >= first
    assert abs(clock.now() - real()) < SECOND


def test_moves_nest_and_end_with_a_failure(offset_file):
    clock.advance(timedelta(days=7))
    outer, inner = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    with clock.moved_to(outer):
        with contextlib.suppress(ZeroDivisionError), clock.moved_to(inner):
            assert abs(clock.now() - inner) < SECOND
            raise ZeroDivisionError
        assert abs(clock.now() - outer) < SECOND


def test_a_move_is_the_threads_own(app):
    with clock.moved_to(datetime(2020, 1, 1, tzinfo=UTC)):
        seen = elsewhere(app, clock.now)
    assert abs(seen - real()) < 60 * SECOND


@pytest.mark.parametrize(
    ("text", "seconds"), [("2d", 172_800), ("36h", 129_600), ("90m", 5_400), ("15s", 15)]
)
def test_a_step_is_read(text, seconds):
    assert clock.parse_step(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "d", "2", "2w", "-2d", "1.5h", "２d", "1234567d", "2 d"])
def test_anything_else_is_no_step(text):
    with pytest.raises(ValueError, match="is not a step"):
        clock.parse_step(text)


def test_the_command_says_what_it_did_not_understand(app):
    answer = app.test_cli_runner().invoke(args=["clock", "advance", "tomorrow"])
    assert (answer.exit_code, answer.output) == (
        1,
        "Error: tomorrow is not a step such as 2d, 36h, 90m or 15s.\n",
    )
