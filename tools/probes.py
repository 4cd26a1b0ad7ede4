"""Measures coverage by probes in the code instead of a trace function: a plug-in of coverage.py.

While a trace function is set, Python runs every function of every library in its slow mode, and
the tests took 1.7 times as long. Here the modules of `marketplace` are changed as they are
imported: each statement is preceded by one that marks it, and the way on from each `if`, `for` and
`while` is marked on both sides. What coverage.py makes of it stays as it is: the data of all
processes, their sum, what is excluded, the report and its threshold. From Python 3.14 on
coverage.py is quick by itself, and this does nothing.

Not seen, and so counted as not run: `except` lines of which none fitted, that no `case` fitted, and
which way was taken from a line with more than two.
"""

import ast
import contextlib
import hashlib
import marshal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import coverage
from coverage import control, env
from coverage.disposition import FileDisposition
from coverage.parser import PythonParser

PACKAGE = "marketplace"
KEPT = Path(__file__).resolve().parent.parent / "build" / "check" / "probes"
#: The name under which a module has its marks.
MARKS = "__marks__"
#: What code made elsewhere would have to be made of to be the same.
MADE_BY = hashlib.sha256(
    b"\0".join([Path(__file__).read_bytes(), sys.version.encode(), coverage.__version__.encode()])
).digest()

Arc = tuple[int, int]
#: What every module that has been begun has passed.
BEGUN = (-1, 1)
_marks: dict[str, tuple[bytearray, list[list[Arc]]]] = {}


def marks_of(path: str) -> bytearray:
    """Return the marks of a module's file, one byte a probe: 1 when it has been passed."""
    return _marks[path][0]


def probed(source: bytes, path: str) -> tuple[CodeType, list[list[Arc]]]:
    """Return a module's code with its probes, and for each probe the arcs that passing it means.

    An arc is a pair of lines in coverage.py's way: from a line to the next, or to itself where a
    line has only one way on.
    """
    tree = ast.parse(source, path)
    prober = _Prober(_ways_on(source.decode()))
    tree.body = prober.statements(tree.body, in_front=_docstrings(tree.body))
    start = _start_of_code(tree.body)
    tree.body[start:start] = ast.parse(
        f"{MARKS} = __import__({__name__!r}, fromlist=['marks_of']).marks_of({path!r})"
    ).body
    return compile(tree, path, "exec", dont_inherit=True), prober.arcs


def _ways_on(text: str) -> dict[int, set[int]]:
    parser = PythonParser(text=text)
    parser.parse_source()
    ways = defaultdict(set)
    for line, after in parser.arcs():
        ways[line].add(after)
    return ways


def _start_of_code(body: Sequence[ast.stmt]) -> int:
    """Return the place after the docstring and what is asked of `__future__`."""
    start = _docstrings(body)
    while start < len(body) and _is_of_future(body[start]):
        start += 1
    return start


def _docstrings(body: Sequence[ast.stmt]) -> int:
    """Return how many statements at the beginning are a docstring: one or none."""
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *_]:
            return 1
    return 0


def _is_of_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


class _Prober:
    """Puts probes before statements; `arcs` has what each of them means."""

    def __init__(self, ways_on: dict[int, set[int]]) -> None:
        self._ways_on = ways_on
        self.arcs: list[list[Arc]] = []

    def statements(
        self, body: Sequence[ast.stmt], *, in_front: int, means: Iterable[Arc] = ()
    ) -> list[ast.stmt]:
        """Return the statements with a probe before each but the first `in_front`.

        `means` are further arcs that were passed when the first of the others is reached.
        """
        done = list(body[:in_front])
        for statement in body[in_front:]:
            self._go_in(statement)
            means = [*means, *((line, line) for line in _lines(statement))]
            if not _is_of_future(statement):  # before which there may be no other statement
                done.append(self._probe(statement, means))
                means = []
            done.append(statement)
        return done

    def _probe(self, at: ast.AST, arcs: list[Arc]) -> ast.stmt:
        number = len(self.arcs)
        self.arcs.append(arcs)
        probe = ast.parse(f"{MARKS}[{number}] = 1").body[0]
        for node in ast.walk(probe):
            ast.copy_location(node, at)
        return probe

    def _go_in(self, statement: ast.stmt) -> None:
        if isinstance(statement, ast.If | ast.For | ast.While):
            self._go_both_ways(statement)
        elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = _docstrings(statement.body)
            statement.body = self.statements(statement.body, in_front=first)
        else:
            self._go_into_parts(statement)

    def _go_both_ways(self, statement: ast.If | ast.For | ast.While) -> None:
        into, past = self._arcs_from(statement)
        statement.body = self.statements(statement.body, in_front=0, means=into)
        if statement.orelse:
            statement.orelse = self.statements(statement.orelse, in_front=0, means=past)
        elif past:
            statement.orelse = [self._probe(statement, past)]

    def _arcs_from(self, statement: ast.If | ast.For | ast.While) -> tuple[list[Arc], list[Arc]]:
        """Return the arc into the body and the one past it; none where that is not so plain."""
        ways = self._ways_on.get(statement.lineno, set())
        first = min(_lines(statement.body[0]))
        body = range(first, (statement.body[-1].end_lineno or first) + 1)
        into = [(statement.lineno, way) for way in ways if way in body]
        past = [(statement.lineno, way) for way in ways if way not in body]
        return (into, past) if len(into) == len(past) == 1 else ([], [])

    def _go_into_parts(self, statement: ast.stmt) -> None:
        for name in ("body", "orelse", "finalbody"):
            if part := getattr(statement, name, None):
                setattr(statement, name, self.statements(part, in_front=0))
        self._go_in_turn([(part, part.lineno) for part in getattr(statement, "handlers", ())])
        cases = getattr(statement, "cases", ())
        self._go_in_turn([(case, case.pattern.lineno) for case in cases])

    def _go_in_turn(self, parts: list[tuple[Any, int]]) -> None:
        """Go into parts of which each is looked at when those before it did not fit."""
        passed: list[Arc] = []
        before = 0
        for part, line in parts:
            if before:
                passed += [(before, before), (before, line)]
            into = [(line, line), (line, min(_lines(part.body[0])))]
            part.body = self.statements(part.body, in_front=0, means=[*passed, *into])
            before = line


def _lines(statement: ast.stmt) -> list[int]:
    """Return the lines that begin when the statement begins: its own and its decorators'."""
    return [part.lineno for part in (*getattr(statement, "decorator_list", ()), statement)]


class _Loader(SourceFileLoader):
    """Loads a module with probes, from what an earlier process kept if the source is the same."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        source = self.get_data(path)
        kept = KEPT / fullname
        digest = hashlib.sha256(MADE_BY + path.encode() + b"\0" + source).digest()
        code, arcs = _read(kept, digest) or _make(kept, digest, source, path)
        if path not in _marks:
            _marks[path] = bytearray(len(arcs)), arcs
        return code


def _read(kept: Path, digest: bytes) -> tuple[CodeType, list[list[Arc]]] | None:
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    if not content.startswith(digest):
        return None
    code, arcs = marshal.loads(content[len(digest) :])  # noqa: S302 - written by ourselves
    return code, arcs


def _make(kept: Path, digest: bytes, source: bytes, path: str) -> tuple[CodeType, list[list[Arc]]]:
    made = probed(source, path)
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as file:
            file.write(digest + marshal.dumps(made))
        Path(file.name).replace(kept)
    return made


class _Finder(MetaPathFinder):
    """Lets the modules of the package be loaded with probes."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != PACKAGE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(fullname, spec.origin)
        return spec


class Probes:
    """What coverage.py asks for its data instead of a tracer."""

    data: dict[str, set[Arc]]

    def start(self) -> None:
        """Do nothing: probes mark from the import on."""

    def stop(self) -> None:
        """Do nothing."""

    def get_stats(self) -> None:
        """Return none."""

    def reset_activity(self) -> None:
        """Do nothing: marks stay."""

    def activity(self) -> bool:
        """Hand over what has been passed; return whether anything was."""
        for path, (marks, arcs) in list(_marks.items()):
            self.data.setdefault(path, set()).update([BEGUN, *_passed(marks, arcs)])
        return bool(_marks)


def _passed(marks: bytearray, arcs: list[list[Arc]]) -> Iterator[Arc]:
    for mark, means in zip(marks, arcs, strict=True):
        if mark:
            yield from means


class ProbeCore:
    """What coverage.py is told of the way of measuring."""

    tracer_class = Probes
    file_disposition_class = FileDisposition
    supports_plugins = False
    supports_dynamic_contexts = False
    packed_arcs = False
    systrace = False

    def __init__(self, **_wishes: object) -> None:
        self.tracer_kwargs: dict[str, Any] = {}


def coverage_init(_plugins: object, _options: object) -> None:
    """Measure by probes in this process; coverage.py calls it before it begins.

    A script that runs isolated is no module of the package: a tracer measures it.
    """
    if env.PYBEHAVIOR.branch_right_left or sys.flags.isolated:
        return
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    control.Core = ProbeCore  # type: ignore[assignment,misc]
