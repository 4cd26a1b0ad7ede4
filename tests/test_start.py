import os
import socket
import subprocess
import sys
from gettext import GNUTranslations

import click
import pytest

from marketplace import start

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Sign in"
msgstr "로그인"
"""


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "ko" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


@pytest.fixture
def sleeping():
    """Start a child that does nothing until it is stopped."""
    children = []

    def begin(code="import time; time.sleep(60)"):
        children.append(subprocess.Popen([sys.executable, "-c", code]))
        return children[-1]

    yield begin
    for child in children:
        child.kill()
        child.wait()


def test_a_new_catalogue_is_compiled_once(catalogue, tmp_path):
    compiled = catalogue.with_suffix(".mo")
    assert start.compile_catalogues(tmp_path) == [compiled]
    assert start.compile_catalogues(tmp_path) == []
    with compiled.open("rb") as file:
        assert GNUTranslations(file).gettext("Sign in") == "로그인"


def test_a_changed_catalogue_is_compiled_again(catalogue, tmp_path):
    start.compile_catalogues(tmp_path)
    later = catalogue.with_suffix(".mo").stat().st_mtime + 1
    os.utime(catalogue, (later, later))
    assert start.compile_catalogues(tmp_path) == [catalogue.with_suffix(".mo")]


def test_a_taken_port_gets_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException) as refused:
            start.require_free_port("127.0.0.1", port)
    assert refused.value.message == (
        f"Naru cannot listen on HOST=127.0.0.1 PORT={port} (address already in use);"
        " choose another PORT."
    )


def test_a_free_port_is_accepted():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    start.require_free_port("127.0.0.1", port)


def test_the_welcome_names_the_address_and_the_people():
    people = [("Seller", "mina@example.kr", "one-two"), ("Operator", "op@naru.example", "three")]
    assert start.welcome("http://127.0.0.1:8000", people).splitlines() == [
        "",
        "Naru is ready: http://127.0.0.1:8000",
        "",
        "Made-up people of the demo to sign in as:",
        "  Seller    mina@example.kr  one-two",
        "  Operator  op@naru.example  three",
        "",
        "Mails, and the operator's code of the authenticator app: http://127.0.0.1:8000/demo/mail",
        "Ctrl-C stops web server and worker.",
    ]


def test_the_welcome_of_a_house_without_made_up_people_is_short():
    assert start.welcome("https://trade.example.org", []).splitlines() == [
        "",
        "Naru is ready: https://trade.example.org",
        "Ctrl-C stops web server and worker.",
    ]


def test_nothing_listening_is_not_ready():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    assert start.says_ready("127.0.0.1", port) is False


def test_the_watch_names_the_child_that_ended(sleeping):
    children = {"web server": sleeping(), "worker": sleeping("pass")}
    children["worker"].wait()
    assert start.watch(children, start.Stop()) == "worker"


def test_the_watch_ends_when_asked(sleeping):
    asked = start.Stop()
    asked.ask()
    assert start.watch({"worker": sleeping()}, asked) is None


def test_stopping_ends_each_child(sleeping):
    children = {"web server": sleeping(), "worker": sleeping()}
    start.stop(children)
    assert {child.poll() for child in children.values()} == {-15}


def test_a_child_that_does_not_stop_is_killed(sleeping, monkeypatch):
    monkeypatch.setattr(start, "STOP_SECONDS", 0.2)
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    with child.stdout as output:
        output.readline()
    start.stop({"worker": child})
    assert child.poll() == -9


def test_migrating_brings_an_empty_database_to_the_newest_once(make_empty_app, monkeypatch):
    app = make_empty_app()
    ran = []
    real = start.upgrade
    monkeypatch.setattr(start, "upgrade", lambda: ran.append(real()))
    with app.app_context():
        start.migrate()
        start.migrate()
    assert len(ran) == 1
