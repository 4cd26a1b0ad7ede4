import pytest

from tools import check
from tools.check import Outcome, Part, Run

REPORT = """<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2" /></testsuites>"""


@pytest.fixture
def run():
    return Run(full=False, environment={})


@pytest.fixture
def ended(monkeypatch, tmp_path):
    """Let each program end with a status, and pytest leave a report behind."""
    monkeypatch.setattr(check, "BUILD", tmp_path)
    seen = []

    def let(status, report=None):
        def start(words, **_options):
            seen.append(words)
            if report:
                (tmp_path / "sqlite.xml").write_text(report)
            return check.subprocess.CompletedProcess(words, status)

        monkeypatch.setattr(check.subprocess, "run", start)
        return seen

    return let


def test_a_part_without_tests_passes_and_says_so(run, ended):
    ended(check.NO_TESTS_COLLECTED, "<testsuites/>")
    assert run.pytest("sqlite", "not database") == Outcome(passed=True, note="no tests yet")


def test_the_tests_of_a_part_are_counted(run, ended):
    ended(1, REPORT)
    outcome = run.pytest("sqlite", "not database")
    assert outcome.tests == {"passed": 3, "failed": 2, "skipped": 2}
    assert not outcome.passed


def test_a_run_that_broke_off_counts_as_a_failed_test(run, ended):
    ended(2)
    outcome = run.pytest("sqlite", "not database")
    assert outcome.tests == {"passed": 0, "failed": 1, "skipped": 0}
    assert not outcome.passed


def test_an_old_report_is_not_counted_again(run, ended, tmp_path):
    (tmp_path / "sqlite.xml").write_text(REPORT)
    ended(2)
    assert run.pytest("sqlite", "not database").tests["passed"] == 0


def test_only_the_long_run_has_the_tests_marked_full(ended):
    seen = ended(0, REPORT)
    Run(full=False, environment={}).pytest("sqlite", "not database")
    Run(full=True, environment={}).pytest("sqlite", "not database")
    assert [words[-1] for words in seen] == ["(not database) and not full", "not database"]


def test_all_programs_of_a_part_run_even_if_one_fails(run, ended):
    seen = ended(1)
    outcome = run.commands(["ruff", "check", "."], ["mypy"])
    assert (outcome.passed, outcome.note, len(seen)) == (False, "ruff check, mypy", 2)


def test_the_closing_line_has_the_totals(capsys, monkeypatch):
    parts = {name: Part(name, lambda run: Outcome(passed=True), 1) for name in ("a", "b", "c")}
    monkeypatch.setattr(check, "PARTS", parts)
    outcomes = {
        "a": Outcome(passed=True),
        "b": Outcome(passed=True, tests={"passed": 3, "failed": 0, "skipped": 1}),
        "c": Outcome(passed=False, tests={"passed": 4, "failed": 2, "skipped": 0}),
    }
    assert check.conclude(outcomes, full=False) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Failed: c",
        "tests: 7 passed, 2 failed, 1 skipped",
    ]


def test_real_data_that_is_not_there_is_said(run, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(check, "REAL_DATA", tmp_path / "nowhere")
    assert check.real_data(run).passed
    assert capsys.readouterr().out == "real data: not run\n"
