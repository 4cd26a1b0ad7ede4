"""The processes of a running house, and what the kernel says of them."""

import os
import queue
from collections.abc import Iterator, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

from tools.house import House

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def name_of(process: int) -> str:
    """Return the name that a process gave itself, "" when it has ended."""
    try:
        return (PROC / str(process) / "comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def children_of(process: int) -> list[int]:
    """Return the processes that this one started."""
    children = PROC.glob(f"{process}/task/*/children")
    return [int(child) for file in children for child in file.read_text().split()]


def processes_of(house: House) -> dict[str, int]:
    """Return the processes of a house by what they do."""
    start = house.process.pid
    named = {name_of(child): child for child in children_of(start)}
    master = named["naru web server"]
    return {
        "web process": children_of(master)[0],
        "gunicorn's master": master,
        "worker": named["naru worker"],
        "flask start": start,
    }


def memory_of(process: int) -> tuple[float, float]:
    """Return RSS and PSS in MiB."""
    rollup = (PROC / str(process) / "smaps_rollup").read_text().splitlines()[1:]
    kib = {line.split()[0].strip(":"): int(line.split()[1]) for line in rollup}
    return kib["Rss"] / 1024, kib["Pss"] / 1024


def cpu_seconds_of(process: int) -> float:
    """Return the seconds that processors have worked for the process so far."""
    facts = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / TICKS


def received(done, processes: Sequence[BaseProcess]) -> Iterator:
    """Yield what each process puts into the queue `done`, one each.

    Raises RuntimeError, and ends the others, when one of them failed.
    """
    left = len(processes)
    while left:
        try:
            yield done.get(timeout=1)
            left -= 1
        except queue.Empty:
            if any(process.exitcode for process in processes):
                for process in processes:
                    process.terminate()
                message = "A measuring process failed; what it said stands above."
                raise RuntimeError(message) from None
