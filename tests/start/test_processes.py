"""The children of a start: they end together, and with their parent."""

import os
import signal
import subprocess
import sys
import time

import click
import pytest

from marketplace.start import processes
from marketplace.start.processes import Roof, Stop

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture
def roof():
    with Roof() as opened:
        yield opened


def sleep():
    time.sleep(60)


def refuse():
    raise click.ClickException("This cannot be.")


def test_the_watch_names_the_child_that_ended(roof):
    roof.start("web server", sleep)
    roof.start("worker", int).join()
    assert processes.watch(roof.children, Stop()) == "worker"


def test_the_watch_ends_when_asked(roof):
    asked = Stop()
    asked.ask()
    roof.start("worker", sleep)
    assert processes.watch(roof.children, asked) is None


def test_leaving_the_roof_ends_each_child():
    with Roof() as roof:
        children = [roof.start("web server", sleep), roof.start("worker", sleep)]
    assert [child.exitcode for child in children] == [-signal.SIGTERM] * 2


def test_a_child_that_does_not_stop_is_killed(roof, monkeypatch):
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.2)
    reading, writing = os.pipe()

    def turn_deaf():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.write(writing, b"deaf")
        sleep()

    child = roof.start("worker", turn_deaf)
    os.read(reading, 4)
    processes.stop(roof.children)
    assert child.exitcode == -signal.SIGKILL


def test_a_step_that_ends_well_is_over(roof):
    roof.finish(roof.start("prepare", int), Stop())
    assert roof.children == {}


def test_a_step_that_fails_says_why_and_ends_the_start(roof, capfd):
    with pytest.raises(click.exceptions.Exit):
        roof.finish(roof.start("prepare", refuse), Stop())
    assert capfd.readouterr().err == "Error: This cannot be.\n"


def test_a_step_ends_when_somebody_asks_to_stop(roof):
    asked = Stop()
    asked.ask()
    child = roof.start("prepare", sleep)
    roof.finish(child, asked)
    assert child.exitcode == -signal.SIGTERM


PARENT = """
import time
from marketplace.start.processes import Roof
roof = Roof()
print(roof.start("one", lambda: time.sleep(60)).pid)
print(roof.start("two", lambda: time.sleep(60)).pid, flush=True)
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
