"""A throw-away PostgreSQL server for the tests: a temporary folder, a Unix socket, gone afterwards.

PostgreSQL refuses to run as root, so a root user runs it as an unprivileged one.
Collation is ICU English on purpose: a text column that forgets `COLLATE "C"` sorts wrongly here.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OWNER = "naru"
WAIT_SECONDS = 30
# Nothing has to survive a power cut, everything else is as in production.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
    "timezone": "Asia/Seoul",
}


class PostgresError(Exception):
    """The server could not be started; the message says why."""


def find_postgres() -> Path | None:
    """Return the newest folder that holds `initdb` and `postgres`, None if there is none."""
    on_path = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in [*([Path(on_path).resolve().parent] if on_path else []), *versions]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server while the block lasts.

    Yields its address without a database, to be completed by `database_url`. Raises PostgresError.
    """
    programs = find_postgres()
    if programs is None:
        raise PostgresError("PostgreSQL is not installed; `make system-packages` brings it.")
    folder = Path(tempfile.mkdtemp(prefix="naru-pg-", dir="/tmp"))  # a socket's path must be short
    as_user = _unprivileged(folder)
    try:
        _run([str(programs / "initdb"), "-D", str(folder / "data"), "-U", OWNER, "-A", "trust",
              "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US",
              "--no-sync"], as_user, folder)  # fmt: skip
        with _running(programs, folder, as_user):
            yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def database_url(server: str, database: str) -> str:
    """Return the SQLAlchemy address of a database on a server of `postgres_server`."""
    return f"postgresql+psycopg://{OWNER}@/{database}?host={server}"


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return the options of `subprocess` that leave root; give that user the folder."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(command: list[str], as_user: dict[str, Any], folder: Path) -> None:
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=folder, **as_user
    )
    if done.returncode:
        raise PostgresError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")


@contextlib.contextmanager
def _running(programs: Path, folder: Path, as_user: dict[str, Any]) -> Iterator[None]:
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=output, cwd=folder, start_new_session=True, **as_user
        )
    try:
        _wait(programs, folder, server, log)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # immediate: there is nothing to keep
        server.wait()


def _wait(programs: Path, folder: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server takes connections; raise PostgresError when it ends or never does."""
    ready = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-U", OWNER, "-d", "postgres"]
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and server.poll() is None:
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise PostgresError(f"PostgreSQL did not start: {log.read_text(errors='replace').strip()}")
