"""The children of a start: they end together, and with their parent."""

import os
import signal
import subprocess
import sys
import time

import click
import pytest

from marketplace.start import processes
from marketplace.start.processes import ChildProcesses, StopFlag

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture
def running():
    with ChildProcesses() as opened:
        yield opened


def sleep():
    time.sleep(60)


def refuse():
    raise click.ClickException("This cannot be.")


def test_the_watch_names_the_child_that_ended(running):
    running.start("web server", sleep)
    running.start("worker", int).join()
    assert processes.watch(running.children, StopFlag()) == "worker"


def test_the_watch_ends_when_asked(running):
    asked = StopFlag()
    asked.ask()
    running.start("worker", sleep)
    assert processes.watch(running.children, asked) is None


def test_leaving_the_roof_ends_each_child():
    with ChildProcesses() as running:
        children = [running.start("web server", sleep), running.start("worker", sleep)]
    assert [child.exitcode for child in children] == [-signal.SIGTERM] * 2


def test_a_child_that_does_not_stop_is_killed(running, monkeypatch):
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.2)
    reading, writing = os.pipe()

    def turn_deaf():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.write(writing, b"deaf")
        sleep()

    child = running.start("worker", turn_deaf)
    os.read(reading, 4)
    processes.stop(running.children)
    assert child.exitcode == -signal.SIGKILL


def test_a_step_that_ends_well_is_over(running):
    running.finish(running.start("prepare", int), StopFlag())
    assert running.children == {}


def test_a_step_that_fails_says_why_and_ends_the_start(running, capfd):
    with pytest.raises(click.exceptions.Exit):
        running.finish(running.start("prepare", refuse), StopFlag())
    assert capfd.readouterr().err == "Error: This cannot be.\n"


def test_a_step_ends_when_somebody_asks_to_stop(running):
    asked = StopFlag()
    asked.ask()
    child = running.start("prepare", sleep)
    running.finish(child, asked)
    assert child.exitcode == -signal.SIGTERM


PARENT = """
import time
from marketplace.start.processes import ChildProcesses
running = ChildProcesses()
print(running.start("one", lambda: time.sleep(60)).pid)
print(running.start("two", lambda: time.sleep(60)).pid, flush=True)
time.sleep(60)
"""


def test_the_children_of_a_killed_parent_end_by_themselves():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    with parent.stdout as output:
        children = [int(output.readline()) for _ in range(2)]
        parent.kill()
        parent.wait()
        assert output.read() == ""  # ends when nobody can write to it any more
    assert len(children) == 2
