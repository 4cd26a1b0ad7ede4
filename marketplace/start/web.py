"""The web server of `flask start`: gunicorn around the house that is loaded already."""

import os

from flask import Flask
from gunicorn.app.base import BaseApplication

from marketplace.config import Settings
from marketplace.start.processes import end_with

THREADS = 8
GRACE_SECONDS = 10


class WebServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one web process, which is born from its master with the house in it."""

    def __init__(self, app: Flask, lifeline: int) -> None:
        """The web process sees to it that its master ends with whoever holds the lifeline."""
        self.house = app
        self.lifeline = lifeline
        super().__init__()

    def load_config(self) -> None:
        """Say where to listen and how."""
        settings: Settings = self.house.config["SETTINGS"]
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        options = {
            "bind": f"{host}:{settings.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "graceful_timeout": GRACE_SECONDS,
            "control_socket_disable": True,
            "loglevel": "warning",
            # Not in the master: it forks, which goes ill with threads.
            "post_worker_init": lambda _worker: end_with(self.lifeline, os.getppid()),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return what answers requests."""
        return self.house


def run_web_server(app: Flask, lifeline: int) -> None:
    """Serve until SIGTERM."""
    WebServer(app, lifeline).run()
