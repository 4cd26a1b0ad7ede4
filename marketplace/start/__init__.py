"""`flask start`: the whole house on one machine, web server and worker under one roof.

The application is loaded once. What a start does before (migrations, reference data, the demo)
runs in a process of its own, so that its memory ends with it; then web server and worker are forked
from the loaded house.
"""

import http.client
import importlib
import socket
import time
from functools import partial
from http import HTTPStatus

import click
from flask import Flask
from flask.cli import with_appcontext

from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.proxies import present_application
from marketplace.core.web.health import WORKER_SINCE
from marketplace.core.work.worker import run_worker
from marketplace.start.preparing import compile_catalogues, prepare
from marketplace.start.processes import (
    ChildProcesses,
    Children,
    StopFlag,
    ended,
    stop_signals,
    watch,
)

READY_SECONDS = 60
ANSWER_SECONDS = 5
POLL_SECONDS = 0.03
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound


@click.command("start")
@with_appcontext
def start_command() -> None:
    """Migrate, load the demo once, and run web server and worker until stopped."""
    app = present_application()
    settings: Settings = app.config["SETTINGS"]
    require_free_port(settings.host, settings.port)
    stopped = StopFlag()
    with stop_signals(stopped), ChildProcesses() as processes:
        preparing = processes.start("prepare", partial(prepare, app))
        load_server()  # meanwhile
        processes.finish(preparing, stopped)
        gone = None if stopped.asked else _serve(app, settings, processes, stopped)
    if gone is not None:
        raise click.ClickException(f"The {gone} ended by itself, so Naru has stopped.")
    click.echo("Naru has stopped.")


def _serve(
    app: Flask, settings: Settings, processes: ChildProcesses, stopped: StopFlag
) -> str | None:
    """Run both until stopped (None) or until one ends by itself; return its name."""
    from marketplace.start.web import run_web_server

    app.config[WORKER_SINCE] = clock.now()
    processes.start("web server", partial(run_web_server, app, processes.lifeline), in_charge=False)
    processes.start("worker", partial(run_worker, app))
    _wait_until_ready(settings, processes.children, stopped)
    if not stopped.asked and ended(processes.children) is None:
        click.echo(welcome(settings.public_url, _demo_sign_ins(settings)))
    return watch(processes.children, stopped)


def load_server() -> None:
    """Import the web server's program, which its child then has."""
    importlib.import_module("marketplace.start.web")
    importlib.import_module("gunicorn.arbiter")
    importlib.import_module("gunicorn.workers.gthread")


def _demo_sign_ins(settings: Settings) -> list[tuple[str, str, str]]:
    from marketplace.demo.sign_ins import read_sign_ins

    found = read_sign_ins(settings) if settings.is_demo else None
    return found.rows if found else []


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


def _wait_until_ready(settings: Settings, children: Children, stopped: StopFlag) -> None:
    """Return when /readyz says yes, when asked to stop, or when a child has ended."""
    host = ANY_ADDRESS.get(settings.host, settings.host)
    until = time.monotonic() + READY_SECONDS
    while not (stopped.asked or ended(children) or says_ready(host, settings.port)):
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


__all__ = [
    "compile_catalogues",
    "require_free_port",
    "says_ready",
    "start_command",
    "welcome",
]
