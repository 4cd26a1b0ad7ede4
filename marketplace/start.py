"""`flask start`: the whole house on one machine, web server and worker under one roof."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from marketplace.config import Settings, load_settings
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import database, unit_of_work
from marketplace.reference.operations.fill import fill_reference
from marketplace.reference.operations.home import settle_home

ROOT = Path(__file__).resolve().parent.parent
THREADS = 8
GRACE_SECONDS = 10
STOP_SECONDS = 15
READY_SECONDS = 60
ANSWER_SECONDS = 5
POLL_SECONDS = 0.05
WATCH_SECONDS = 0.2
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound


class Stop:
    """Whether somebody asked to stop.

    A plain flag: a signal may come while the main thread holds the lock inside a `threading.Event`,
    and setting that from the signal's handler would wait for itself.
    """

    def __init__(self) -> None:
        self.asked = False

    def ask(self, *_signal: object) -> None:
        """Ask; fit to be a signal's handler."""
        self.asked = True


@click.command("start")
@with_appcontext
def start_command() -> None:
    """Migrate, load the demo once, and run web server and worker until stopped."""
    settings = load_settings()
    require_free_port(settings.host, settings.port)
    compile_catalogues(ROOT / "translations")
    migrate()
    unit_of_work(settle_home, settings)
    fill_reference(actor=AT_THE_SERVER)
    sign_ins = _demo_sign_ins() if settings.is_demo else []
    stopped = Stop()
    with _stop_signals(stopped), _children(settings) as children:
        _wait_until_ready(settings, children, stopped)
        if not stopped.asked and _ended(children) is None:
            click.echo(welcome(settings.public_url, sign_ins))
        ended = watch(children, stopped)
    if ended is not None:
        raise click.ClickException(f"The {ended} ended by itself, so Naru has stopped.")
    click.echo("Naru has stopped.")


def welcome(address: str, sign_ins: list[tuple[str, str, str]]) -> str:
    """Return what the terminal says once Naru is ready: the address, and the demo's sign-ins."""
    lines = ["", f"Naru is ready: {address}"]
    if sign_ins:
        widths = [max(len(row[column]) for row in sign_ins) for column in range(2)]
        lines += ["", "Made-up people of the demo to sign in as:"]
        lines += [
            f"  {role:<{widths[0]}}  {mail:<{widths[1]}}  {word}" for role, mail, word in sign_ins
        ]
        lines += [
            "",
            f"Mails, and the operator's code of the authenticator app: {address}/demo/mail",
        ]
    return "\n".join([*lines, "Ctrl-C stops web server and worker.", ""])


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; return what was written."""
    written = []
    for catalogue in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = catalogue.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
            continue
        _compile(catalogue, compiled)
        written.append(compiled)
    return written


def _compile(catalogue: Path, compiled: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parent.parent.name)
    partial = compiled.with_suffix(".part")
    with partial.open("wb") as target:
        write_mo(target, messages)
    partial.replace(compiled)


def migrate() -> None:
    """Bring the database to the newest migration, unless it is there already."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    newest = set(
        ScriptDirectory.from_config(
            current_app.extensions["migrate"].migrate.get_config()
        ).get_heads()
    )
    with database.engine.connect() as connection:
        present = set(MigrationContext.configure(connection).get_current_heads())
    if present != newest:
        upgrade()


def _demo_sign_ins() -> list[tuple[str, str, str]]:
    from marketplace.demo.load import load_demo

    return load_demo().rows


def require_free_port(host: str, port: int) -> None:
    """Refuse a port that something else listens on, in one sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise click.ClickException(
                f"Naru cannot listen on HOST={host} PORT={port} ({reason}); choose another PORT."
            ) from None


Children = dict[str, "subprocess.Popen[bytes]"]


@contextmanager
def _children(settings: Settings) -> Iterator[Children]:
    """Start web server and worker; stop both when the block ends, in whatever way."""
    python = [sys.executable, "-m"]
    commands = {
        "web server": [*python, "gunicorn", *_web_options(settings), "wsgi:app"],
        "worker": [*python, "flask", "--app", "wsgi", "worker"],
    }
    children: Children = {}
    try:
        for name, command in commands.items():
            # A group of its own: Ctrl-C reaches this process alone, which then stops both in order.
            children[name] = subprocess.Popen(command, cwd=ROOT, process_group=0)  # noqa: S603 - our own
        yield children
    finally:
        stop(children)


def _web_options(settings: Settings) -> list[str]:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return [
        f"--bind={host}:{settings.port}",
        "--worker-class=gthread",
        "--workers=1",
        f"--threads={THREADS}",
        f"--graceful-timeout={GRACE_SECONDS}",
        "--no-control-socket",
        "--log-level=warning",
    ]


def stop(children: Children) -> None:
    """Ask each child to end, all at once, and kill those that do not."""
    running = [child for child in children.values() if child.poll() is None]
    for child in running:
        child.terminate()
    until = time.monotonic() + STOP_SECONDS
    for child in running:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextmanager
def _stop_signals(stopped: Stop) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM set the event while the block lasts."""
    names = (signal.SIGINT, signal.SIGTERM)
    before = {name: signal.signal(name, stopped.ask) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _wait_until_ready(settings: Settings, children: Children, stopped: Stop) -> None:
    """Return when /readyz says yes, when asked to stop, or when a child has ended."""
    host = ANY_ADDRESS.get(settings.host, settings.host)
    until = time.monotonic() + READY_SECONDS
    while not (stopped.asked or _ended(children) or says_ready(host, settings.port)):
        if time.monotonic() > until:
            raise click.ClickException(
                f"Naru was not ready after {READY_SECONDS} s; /readyz says what is missing."
            )
        time.sleep(POLL_SECONDS)


def says_ready(host: str, port: int) -> bool:
    """Return whether a house listens there and can serve people."""
    connection = http.client.HTTPConnection(host, port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _ended(children: Children) -> str | None:
    """Return the name of a child that has ended, None while all run."""
    return next((name for name, child in children.items() if child.poll() is not None), None)


def watch(children: Children, stopped: Stop) -> str | None:
    """Return None when asked to stop, or the name of the child that has ended by itself."""
    while not stopped.asked:
        if ended := _ended(children):
            return ended
        time.sleep(WATCH_SECONDS)
    return None
