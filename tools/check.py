"""The project's checks and tests, part by part: what `make test`, `check` and `test-full` run.

Each part is printed with its seconds; a table and one line of totals end the run.
"""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.postgres import postgres_server
from tools.system_packages import require

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "check"
REAL_DATA = Path(os.environ.get("NARU_REAL_DATA") or ROOT.parent / "shared" / "data")
NO_TESTS_COLLECTED = 5
#: Two processes, each with one half of the rooms and then some of what the other has left;
#: journeys, which have their own part, are not even read.
IN_TWO = ("-n", "2", "--dist", "worksteal", "--ignore=tests/journeys")
#: A disk that is memory: nothing that a test writes has to outlive the power.
MEMORY = Path("/dev/shm")  # noqa: S108 - only for folders of random names
MEMORY_NEEDED = 2 * 1024**3


@dataclass
class Outcome:
    """What a part came to: its verdict, the tests it ran, and a word on it."""

    passed: bool
    note: str = ""
    tests: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class Run:
    """One run of this program: long or not, and the environment of what it starts."""

    full: bool
    environment: dict[str, str]

    def command(self, *words: str) -> int:
        """Run a program of the environment in the project's folder; return its exit status."""
        return subprocess.run(words, cwd=ROOT, env=self.environment, check=False).returncode

    def commands(self, *lines: list[str]) -> Outcome:
        """Run programs one after the other, all of them even if one fails."""
        failed = [" ".join(line[:2]) for line in lines if self.command(*line)]
        return Outcome(not failed, note=", ".join(failed))

    def pytest(self, part: str, marks: str, *options: str, **environment: str) -> Outcome:
        """Run the tests that carry the marks, measured for coverage."""
        report = BUILD / f"{part}.xml"
        report.unlink(missing_ok=True)
        profile = "full" if self.full else "quick"
        done = subprocess.run(
            ["coverage", "run", "-m", "pytest", "-q", f"--junitxml={report}", *options,
             f"--hypothesis-profile={profile}",
             "-m", marks if self.full else f"({marks}) and not full"],
            cwd=ROOT,
            env=self.environment | environment,
            check=False,
        )  # fmt: skip
        if done.returncode == NO_TESTS_COLLECTED:
            return Outcome(passed=True, note="no tests yet")
        tests = _counts(report)
        # A run that broke off without a failed test (a crash) counts as one.
        if done.returncode and not tests["failed"]:
            tests["failed"] = 1
        return Outcome(done.returncode == 0, tests=tests)


def _counts(report: Path) -> dict[str, int]:
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    if not report.exists():
        return counts
    for suite in ET.parse(report).getroot().iter("testsuite"):
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        counts["failed"] += failed
        counts["skipped"] += skipped
        counts["passed"] += int(suite.get("tests", 0)) - failed - skipped
    return counts


def lint(run: Run) -> Outcome:
    """Style and safety of the code and the templates."""
    lines = [
        ["ruff", "check", "--quiet", "."],
        ["ruff", "format", "--check", "--quiet", "."],
        ["bandit", "-q", "-r", "marketplace", "-c", "pyproject.toml"],
    ]
    if any((ROOT / "templates").rglob("*.html")):
        lines.append(["djlint", "--lint", "--quiet", "templates"])
    return run.commands(*lines)


def types(run: Run) -> Outcome:
    """Types, strictly."""
    return run.commands(["mypy"])


def contracts(run: Run) -> Outcome:
    """Which room may import which."""
    return run.commands(["lint-imports", "--no-logo"])


def catalogues(run: Run) -> Outcome:
    """Placeholders and markup of the translations."""
    return run.commands([sys.executable, "-m", "tools.catalogues", "check"])


def sqlite(run: Run) -> Outcome:
    """Unit and integration tests on SQLite, and the structure tests."""
    return run.pytest("sqlite", "not (database or journey or real_data)", *IN_TWO)


def database(run: Run) -> Outcome:
    """What is marked `database`, on a PostgreSQL of this run."""
    with postgres_server() as server:
        return run.pytest("database", "database", *IN_TWO, NARU_TEST_POSTGRES=server)


def journeys(run: Run) -> Outcome:
    """Journeys through a real browser: one process in a house of its own, the other in demos."""
    return run.pytest("journeys", "journey", "tests/journeys", "-n", "2", "--dist", "loadscope")


def real_data(run: Run) -> Outcome:
    """What reads real data, where there is some."""
    if not REAL_DATA.is_dir():
        print("real data: not run")
        return Outcome(passed=True, note="real data: not run")
    return run.pytest("real_data", "real_data", "-n", "2", NARU_REAL_DATA=str(REAL_DATA))


def coverage(run: Run) -> Outcome:
    """Branch coverage over SQLite, PostgreSQL and the journeys' server together."""
    if not any(Path(run.environment["COVERAGE_FILE"]).parent.glob(".coverage.*")):
        return Outcome(passed=True, note="nothing measured")
    return run.commands(["coverage", "combine", "--quiet"], ["coverage", "report"])


@dataclass(frozen=True)
class Part:
    """A part of the run, with the seconds that the design grants it on two cores."""

    name: str
    work: Callable[[Run], Outcome]
    budget: int
    needs_system: bool = False


PARTS = {
    part.name: part
    for part in (
        Part("lint", lint, 30),
        Part("types", types, 60),
        Part("contracts", contracts, 15),
        Part("catalogues", catalogues, 15),
        Part("sqlite", sqlite, 240),
        Part("database", database, 120, needs_system=True),
        Part("journeys", journeys, 180, needs_system=True),
        Part("real_data", real_data, 60),
        Part("coverage", coverage, 15),
    )
}


def main(arguments: list[str]) -> int:
    """Run the named parts, or all; return 0 when all of them passed."""
    parser = argparse.ArgumentParser(prog="check", description=__doc__)
    parser.add_argument("--full", action="store_true", help="many examples, and tests marked full")
    parser.add_argument("parts", nargs="*", help=f"some of: {' '.join(PARTS)}")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    chosen = [PARTS[name] for name in options.parts or PARTS]
    if any(part.needs_system for part in chosen) and (sentence := require()):
        print(sentence, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _end)
    with _folder_in_memory() as folder:
        run = Run(options.full, _measured_environment() | folder)
        outcomes = _run_parts(chosen, run)
    return conclude(outcomes, full=options.full)


def _end(*_: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)  # so that what was started is stopped on the way out


@contextlib.contextmanager
def _folder_in_memory() -> Iterator[dict[str, str]]:
    """Yield the environment in which tests write to memory, if there is room; empty it after."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < MEMORY_NEEDED:
        yield {}
        return
    with tempfile.TemporaryDirectory(
        prefix="naru-tests-", dir=MEMORY, ignore_cleanup_errors=True
    ) as folder:
        yield {"PYTEST_DEBUG_TEMPROOT": folder}


def _measured_environment() -> dict[str, str]:
    """Empty the folder for this run's measurements; return the environment that names it."""
    measured = BUILD / "coverage"
    shutil.rmtree(measured, ignore_errors=True)
    measured.mkdir(parents=True)
    # What one process has compiled, the many others of a run read.
    inherited = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {
        "COVERAGE_FILE": str(measured / ".coverage"),
        "COVERAGE_RCFILE": str(ROOT / "pyproject.toml"),
    }


def _run_parts(parts: list[Part], run: Run) -> dict[str, Outcome]:
    outcomes = {}
    for part in parts:
        print(f"\n── {part.name}: {part.work.__doc__}", flush=True)
        start = time.monotonic()
        outcome = part.work(run)
        outcome.seconds = time.monotonic() - start
        word = "passed" if outcome.passed else "FAILED"
        print(f"── {part.name}: {word} in {outcome.seconds:.1f} s", flush=True)
        outcomes[part.name] = outcome
    return outcomes


def conclude(outcomes: dict[str, Outcome], *, full: bool) -> int:
    """Print the table and the totals; return the exit status."""
    print(f"\n{'part':<12}{'seconds':>9}{'budget':>9}  result")
    for name, outcome in outcomes.items():
        budget = "" if full else str(PARTS[name].budget)
        tests = ", ".join(f"{count} {word}" for word, count in outcome.tests.items() if count)
        word = "passed" if outcome.passed else "FAILED"
        said = "; ".join(filter(None, [word, tests, outcome.note]))
        print(f"{name:<12}{outcome.seconds:>9.1f}{budget:>9}  {said}")
    seconds = sum(outcome.seconds for outcome in outcomes.values())
    print(f"{'together':<12}{seconds:>9.1f}")
    failed_parts = [name for name, outcome in outcomes.items() if not outcome.passed]
    if failed_parts:
        print(f"\nFailed: {', '.join(failed_parts)}")
    totals = {
        word: sum(outcome.tests.get(word, 0) for outcome in outcomes.values())
        for word in ("passed", "failed", "skipped")
    }
    if any(outcome.tests for outcome in outcomes.values()):
        print("tests: " + ", ".join(f"{count} {word}" for word, count in totals.items()))
    return 1 if failed_parts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
