import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap, environment

BOOTSTRAP = Path(bootstrap.__file__)


@pytest.fixture
def no_environment(tmp_path, monkeypatch):
    """A project folder with locks and no .venv; returns what would have been run."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text(f"# {name}\n")
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PROGRAMS", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "naru-installed.json")
    monkeypatch.setattr(environment, "RUN_LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(environment, "DEVELOPMENT_LOCK", tmp_path / "requirements-dev.lock")
    ran = []

    def run(command, **_options):
        ran.append(command[1:])
        if "venv" in command:
            (tmp_path / ".venv" / "bin").mkdir(parents=True)
            (tmp_path / ".venv" / "bin" / "python").touch()
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(environment.subprocess, "run", run)
    return ran


def test_any_python_3_can_read_the_first_step():
    ast.parse(BOOTSTRAP.read_text(), feature_version=(3, 4))


def test_an_old_python_gets_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    assert bootstrap.main() == 1
    assert capsys.readouterr().err == "Naru needs Python 3.11 or newer; this is 3.8.\n"


def test_a_missing_venv_module_gets_one_sentence(no_environment, monkeypatch, capsys):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    assert environment.run(["flask"]) == 1
    assert capsys.readouterr().err == f"{environment.NO_VENV}\n"


def test_no_program_is_a_wrong_use(capsys):
    assert environment.run(["--dev"]) == 2
    assert capsys.readouterr().err == f"{environment.USAGE}\n"


def test_the_second_start_installs_nothing(no_environment):
    environment.prepare(development=False)
    first = list(no_environment)
    environment.prepare(development=False)
    assert [command[:2] for command in first] == [["-m", "venv"], ["-m", "pip"]]
    assert no_environment == first


def test_the_development_packages_are_added_once_and_cover_the_run_lock(no_environment, tmp_path):
    environment.prepare(development=False)
    environment.prepare(development=True)
    environment.prepare(development=True)
    environment.prepare(development=False)
    asked = [command[-1] for command in no_environment if "pip" in command]
    assert asked == [str(tmp_path / "requirements.lock"), str(tmp_path / "requirements-dev.lock")]


def test_the_processes_of_the_tests_find_the_tools_of_the_project(no_environment, tmp_path):
    packages = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    environment.prepare(development=False)
    assert list(packages.iterdir()) == []
    environment.prepare(development=True)
    found = {file.name: file.read_text() for file in packages.iterdir()}
    assert found == {"a0_naru.pth": f"{environment.ROOT}\n"}


def test_a_changed_lock_is_installed(no_environment, tmp_path):
    environment.prepare(development=False)
    lock = tmp_path / "requirements.lock"
    lock.write_text("# another\n")
    environment.prepare(development=False)
    stamp = json.loads(environment.STAMP.read_text())
    assert len(no_environment) == 3
    assert stamp == {"requirements.lock": hashlib.sha256(lock.read_bytes()).hexdigest()}


def test_an_environment_that_was_moved_gets_one_sentence(no_environment, capfd):
    environment.prepare(development=False)
    program = environment.PROGRAMS / "flask"
    program.write_text("#!/no/such/python\n")
    program.chmod(0o755)
    assert environment.run(["flask"]) == 1
    assert capfd.readouterr().err == f"{environment.MOVED}\n"


def test_what_python_has_compiled_is_kept_whatever_the_shell_says(monkeypatch):
    begun = []
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(environment, "prepare", lambda **_: None)
    monkeypatch.setattr(environment.os, "execve", lambda *program: begun.append(program))
    environment.run(["flask", "start"])
    assert "PYTHONDONTWRITEBYTECODE" not in begun[0][2]
