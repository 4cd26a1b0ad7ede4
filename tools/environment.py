"""The project's own Python environment: `.venv`, filled from a hash-pinned lock.

Uses only the standard library, since it runs before anything is installed.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
STAMP = ENVIRONMENT / "naru-installed.json"
SITE_PACKAGES = "lib/python*/site-packages"
#: Names the project's folder to Python; sorted before the file by which coverage.py begins.
PATH_FILE = "a0_naru.pth"
RUN_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"

USAGE = "Usage: bootstrap.py [--dev] PROGRAM [ARGUMENT …]"
NO_VENV = (
    "Naru needs Python's venv module, which this Python lacks;"
    " on Debian or Ubuntu `apt-get install python3-venv` brings it."
)
MOVED = "The programs in .venv do not start: it was made in another place. Delete it and try again."


class SetUpError(Exception):
    """The environment cannot be made; the message is one sentence for people."""


def run(arguments: list[str]) -> int:
    """Prepare `.venv` and replace this process by a program of it.

    `--dev` first asks for the development lock (the tests' packages) instead of the run lock.
    Returns an exit status only when something is wrong; else it does not return.
    """
    development = arguments[:1] == ["--dev"]
    command = arguments[1:] if development else arguments
    if not command:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        prepare(development=development)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    environment = os.environ | {
        "VIRTUAL_ENV": str(ENVIRONMENT),
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    }
    # What Python has compiled is kept: compiling the house anew takes a good part of each start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    # Threads of Python take turns, so one heap of the C library (glibc) will do for all of them.
    environment.setdefault("MALLOC_ARENA_MAX", "1")
    program = str(PROGRAMS / command[0])
    try:
        return os.execve(program, [program, *command[1:]], environment)
    except FileNotFoundError:  # its first line names a Python that is not there any more
        print(MOVED, file=sys.stderr)
        return 1


def prepare(*, development: bool) -> None:
    """Make `.venv` and install the lock, each only when needed. Raises SetUpError."""
    python = PROGRAMS / "python"
    if not python.exists():
        _create()
    locks = [RUN_LOCK, DEVELOPMENT_LOCK] if development else [RUN_LOCK]
    wanted = {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    installed = _installed()
    if any(installed.get(name) != digest for name, digest in wanted.items()):
        print("Installing the Python packages of Naru into .venv …", flush=True)
        _install(python, locks[-1])
        STAMP.write_text(json.dumps(installed | wanted), encoding="utf-8")
    if development:
        _let_tools_be_found()


def _create() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetUpError(NO_VENV)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=False)
    if made.returncode:
        raise SetUpError("The Python environment .venv could not be made; the reason is above.")


def _let_tools_be_found() -> None:
    """Let each Python process import the project's tools from its first moment.

    The measuring of coverage begins before a process knows where its own program lies, and is
    `tools.probes`.
    """
    for folder in ENVIRONMENT.glob(SITE_PACKAGES):
        (folder / PATH_FILE).write_text(f"{ROOT}\n", encoding="utf-8")


def _installed() -> dict[str, str]:
    """Return the hash of each lock that `.venv` was filled from, none if unreadable."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _install(python: Path, lock: Path) -> None:
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*command, "--require-hashes", "-r", str(lock)], check=False)
    if done.returncode:
        raise SetUpError("The Python packages could not be installed; pip's reason is above.")
