"""The processes of `flask start`: forked from the loaded house, and ended with it.

Each has a group of its own, so that Ctrl-C reaches the parent alone, which then stops all in order.
Each holds the reading end of a pipe, the *lifeline*, whose other end only the parent has: when the
parent is killed, the pipe ends, and the children stop by themselves.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Self

import click

STOP_SECONDS = 15
WATCH_SECONDS = 0.2
LOOK_SECONDS = 0.01
SIGNALS = (signal.SIGINT, signal.SIGTERM)
#: What the kernel shows as the name of a process (Linux: `ps -o comm`).
NAME = Path("/proc/self/comm")

Children = dict[str, ForkProcess]


class StopFlag:
    """Whether somebody asked to stop.

    A plain flag: a signal may come while the main thread holds the lock inside a `threading.Event`,
    and setting that from the signal's handler would wait for itself.
    """

    def __init__(self) -> None:
        self.asked = False

    def ask(self, *_signal: object) -> None:
        """Ask; fit to be a signal's handler."""
        self.asked = True


class ChildProcesses:
    """The processes that a start has forked; leaving its block stops them, however it is left."""

    def __init__(self) -> None:
        self.children: Children = {}
        self.lifeline, self._held = os.pipe()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        stop(self.children)
        os.close(self._held)
        os.close(self.lifeline)

    def start(self, name: str, act: Callable[[], None], *, in_charge: bool = True) -> ForkProcess:
        """Fork a child that does `act`.

        It ends when the parent does; one that is not `in_charge` of itself sees to that in `act`.
        """
        child = multiprocessing.get_context("fork").Process(
            target=self._live, args=(name, act), kwargs={"in_charge": in_charge}, name=name
        )
        with _held_signals():
            child.start()
        self.children[name] = child
        return child

    def finish(self, child: ForkProcess, stopped: StopFlag) -> None:
        """Wait for a child to end, or until somebody asks to stop, which ends it.

        Raises click's Exit when it fails; it has said why.
        """
        while child.is_alive() and not stopped.asked:
            child.join(LOOK_SECONDS)
        stop({child.name: child})
        del self.children[child.name]
        if child.exitcode and not stopped.asked:
            raise click.exceptions.Exit(1)

    def _live(self, name: str, act: Callable[[], None], *, in_charge: bool) -> None:
        os.close(self._held)
        os.setpgid(0, 0)
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        with suppress(OSError):
            NAME.write_text(f"naru {name}")
        if in_charge:
            end_with(self.lifeline, os.getpid())
        try:
            act()
        except click.ClickException as refusal:
            refusal.show()
            raise SystemExit(refusal.exit_code) from None


def end_with(lifeline: int, process: int) -> None:
    """Ask the process to end once nobody holds the lifeline's other end any more."""

    def wait() -> None:
        os.read(lifeline, 1)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


@contextmanager
def _held_signals() -> Iterator[None]:
    """Hold signals back while the block lasts: a child is born with the parent's handlers."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def stop_signals(stopped: StopFlag) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM ask to stop while the block lasts."""
    before = {number: signal.signal(number, stopped.ask) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stop(children: Children) -> None:
    """Ask each child to end, all at once, and kill those that do not."""
    running = [child for child in children.values() if child.is_alive()]
    for child in running:
        child.terminate()
    until = time.monotonic() + STOP_SECONDS
    for child in running:
        child.join(max(0.1, until - time.monotonic()))
        if child.is_alive():
            child.kill()
            child.join()


def ended(children: Children) -> str | None:
    """Return the name of a child that has ended, None while all run."""
    return next((name for name, child in children.items() if not child.is_alive()), None)


def watch(children: Children, stopped: StopFlag) -> str | None:
    """Return None when asked to stop, or the name of the child that has ended by itself."""
    while not stopped.asked:
        if gone := ended(children):
            return gone
        time.sleep(WATCH_SECONDS)
    return None
