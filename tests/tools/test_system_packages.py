import pytest

from tools import system_packages
from tools.system_packages import SystemPackage


@pytest.fixture
def machine(monkeypatch):
    """A machine without PostgreSQL; returns what was installed on it."""
    installed = []
    need = SystemPackage("PostgreSQL", ("postgresql",), lambda: bool(installed))
    monkeypatch.setattr(system_packages, "NEEDS", (need,))
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages, "_become_root", list)
    monkeypatch.setattr(
        system_packages, "install", lambda packages, _root: installed.extend(packages)
    )
    return installed


NAMED = "Missing: PostgreSQL. On Debian or Ubuntu: apt-get install postgresql"


def test_what_is_missing_is_installed_where_the_user_may(machine):
    assert system_packages.require() is None
    assert machine == ["postgresql"]


def test_what_is_there_is_not_installed_again(machine):
    machine.append("postgresql")
    assert system_packages.require() is None
    assert machine == ["postgresql"]


def test_what_is_missing_is_named_where_the_user_may_not(machine, monkeypatch):
    monkeypatch.setattr(system_packages, "_become_root", lambda: None)
    assert system_packages.require() == NAMED
    assert machine == []


def test_what_is_missing_is_named_where_there_is_no_apt(machine, monkeypatch):
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: None)
    assert system_packages.require() == NAMED


def test_what_is_not_found_after_installing_is_said(machine, monkeypatch):
    monkeypatch.setattr(system_packages, "install", lambda packages, _root: None)
    assert system_packages.require() == "Still not found after installing: PostgreSQL."
