"""Nothing in the house is longer than a reader can hold in mind."""

import ast
import io
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES = 300
FUNCTION_LINES = 40
TEMPLATE_LINES = 150
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def modules():
    folders = ("marketplace", "tools", "tests", "benchmarks")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def functions():
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def docstring_lines(source):
    """Return the numbers of the lines that docstrings take."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    lines = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None:
            lines.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return lines


def code_lines(source):
    """Return the numbers of the lines that hold code: no blank line, comment or docstring."""
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstring_lines(source)


def test_code_lines_leave_out_blank_lines_comments_and_docstrings():
    source = (
        '"""Words\n\nmore words."""\n\nx = 1  # one\n\n# words\n\n'
        'def f():\n    """Words."""\n    return """a\nb"""\n'
    )
    assert code_lines(source) == {5, 9, 11, 12}


def test_modules_are_short():
    sources = {path: path.read_text(encoding="utf-8") for path in modules()}
    long = {
        str(path.relative_to(ROOT)): lines
        for path, source in sources.items()
        if source.count("\n") > MODULE_LINES and (lines := len(code_lines(source))) > MODULE_LINES
    }
    assert long == {}


def test_functions_are_short():
    long = {}
    for path, node in functions():
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
        if lines > FUNCTION_LINES:
            long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_templates_are_short():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "templates").rglob("*.*")
    }
    assert {name: lines for name, lines in lengths.items() if lines > TEMPLATE_LINES} == {}


def test_only_the_core_commits():
    sources = {
        path: path.read_text(encoding="utf-8") for path in (ROOT / "marketplace").rglob("*.py")
    }
    committing = {
        str(path.relative_to(ROOT))
        for path, source in sources.items()
        if "commit" in source
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
    }
    #: An index of the search has a commit of its own, apart from the database's.
    allowed = ("marketplace/core/db/", "marketplace/search/engines/")
    assert {name for name in committing if not name.startswith(allowed)} == set()
