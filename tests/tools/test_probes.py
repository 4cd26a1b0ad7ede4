import sys
from contextlib import contextmanager
from textwrap import dedent

import pytest
from coverage import Coverage, control, core
from coverage.data import CoverageData
from coverage.python import PythonFileReporter
from coverage.results import analysis_from_file_reporter

from tools import probes

EVERY_KIND = dedent('''
    """A module."""

    from __future__ import annotations

    import contextlib
    from functools import (
        partial,
    )


    @partial
    @contextlib.contextmanager
    def within(
        word: str,
    ):
        """A generator."""
        try:
            yield word
        finally:
            word = ""


    class Kind:
        """A class."""

        __slots__ = ("number",)

        def turn(self, number):
            global last
            last = number
            if number == 1:
                return "one"
            elif number == 2:
                number += 1
            for each in range(number):
                if each > 5:
                    break
                while each:
                    each -= 1
                else:
                    continue
            else:
                number = -number
            try:
                [].remove(number)
            except KeyError:
                return "key"
            except ValueError:
                number = 0
            with within("a") as word:
                if number:
                    word = "b"
            match word:
                case "a":
                    return number
                case _:
                    return -1
''').lstrip()


@pytest.fixture
def seen_by_probes(tmp_path):
    """Run a module with probes; return what coverage.py makes of what they saw."""

    def run(source, call):
        path = tmp_path / "module.py"
        path.write_text(source)
        code, arcs = probes.probed(source.encode(), str(path))
        marks = bytearray(len(arcs))
        probes._marks[str(path)] = marks, arcs
        try:
            call(_executed(code))
        finally:
            del probes._marks[str(path)]
        data = CoverageData(no_disk=True)
        data.add_arcs({str(path): set(probes._passed(marks, arcs))})
        return data, path

    return run


def _executed(code):
    module = {"__name__": "module"}
    exec(code, module)  # noqa: S102 - the code of this test
    return module


@contextmanager
def _traced(path):
    """Measure by tracing, beside what measures the tests."""
    before = sys.gettrace()
    tracer = Coverage(data_file=None, config_file=False, branch=True, include=[str(path)])
    tracer._warn_no_data = False
    tracer.start()
    try:
        yield tracer
    finally:
        tracer.stop()
        sys.settrace(before)


def _analysis(data, path):
    reporter = PythonFileReporter(str(path), Coverage(data_file=None, config_file=False))
    return analysis_from_file_reporter(data, 1, reporter, str(path))


def _missing(seen):
    analysis = _analysis(*seen)
    return analysis.missing, dict(analysis.missing_branch_arcs())


def test_a_module_that_was_only_imported_lacks_the_insides_of_its_functions(seen_by_probes):
    missing, _ = _missing(seen_by_probes("def one():\n    return 1\n\n\nTWO = 2\n", lambda _: None))
    assert missing == {2}


@pytest.mark.parametrize(
    ("calls", "missing", "branches"),
    [
        ([1], {3}, {2: [3]}),
        ([0], set(), {2: [4]}),
        ([0, 1], set(), {}),
    ],
)
def test_each_side_of_a_condition_counts(seen_by_probes, calls, missing, branches):
    source = "def of(number):\n    if not number:\n        number = 2\n    return number\n"
    seen = seen_by_probes(source, lambda module: [module["of"](number) for number in calls])
    assert _missing(seen) == (missing, branches)


@pytest.mark.parametrize(
    ("calls", "branches"),
    [([()], {2: [3]}), ([(1,)], {2: [-1], 3: [2]}), ([(0, 1), (0,)], {})],
)
def test_a_loop_may_begin_and_may_end(seen_by_probes, calls, branches):
    source = "def of(numbers):\n    for number in numbers:\n        if number:\n            break\n"
    seen = seen_by_probes(source, lambda module: [module["of"](numbers) for numbers in calls])
    assert _missing(seen)[1] == branches | ({3: [2, 4]} if calls == [()] else {})


@pytest.mark.parametrize("numbers", [[], [1], [2], [7], [0, 1, 2, 7]])
def test_probes_see_what_a_tracer_sees(seen_by_probes, monkeypatch, numbers):
    def call(module):
        for number in numbers:
            module["Kind"]().turn(number)

    data, path = seen_by_probes(EVERY_KIND, call)
    monkeypatch.setattr(control, "Core", core.Core)
    with _traced(path) as tracer:
        call(_executed(compile(EVERY_KIND, str(path), "exec")))
    assert _missing((data, path)) == _missing((tracer.get_data(), path))
