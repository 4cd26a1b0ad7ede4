"""A whole house in processes of its own, on a free port: for journeys and pictures."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from marketplace.start import says_ready

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PASSED_ON = ("PATH", "HOME", "LANG", "LC_", "TMPDIR", "PYTHON", "VIRTUAL_ENV", "COVERAGE_")
READY_SECONDS = 180
STOP_SECONDS = 30


@dataclass(frozen=True)
class House:
    """A running house: where it is reached, where its data and its words are, its process."""

    address: str
    data_dir: Path
    log: Path
    process: "subprocess.Popen[bytes]"

    def words(self) -> str:
        """Return what it has said on its terminal so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def running_house(
    data_dir: Path, profile: str, environ: Mapping[str, str] | None = None
) -> Iterator[House]:
    """Run web server and worker while the block lasts. Raises RuntimeError when they do not start.

    `environ` adds settings; what the caller's environment says of Naru's own is not passed on.
    """
    port = free_port()
    data_dir.mkdir(parents=True, exist_ok=True)
    own = {"NARU_PROFILE": profile, "DATA_DIR": str(data_dir), "HOST": HOST, "PORT": str(port)}
    log = data_dir / "start.log"
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "start"]
    environment = _passed_on(os.environ) | own | dict(environ or {})
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    house = House(f"http://{HOST}:{port}", data_dir, log, process)
    try:
        _wait(house, port)
        yield house
    finally:
        _stop(process)


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _passed_on(environ: Mapping[str, str]) -> dict[str, str]:
    """Leave out what the caller has set of Naru's own settings."""
    return {name: value for name, value in environ.items() if name.startswith(PASSED_ON)}


def _wait(house: House, port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while house.process.poll() is None and time.monotonic() < until:
        if says_ready(HOST, port):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The house did not start: {house.words()}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Ask the house to stop. Raises RuntimeError when it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise RuntimeError(f"The house did not stop within {STOP_SECONDS} s.") from None
