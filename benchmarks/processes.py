"""The processes of a running house, and what the kernel says of them."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from tools.house import House

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def words_of(process: int) -> list[str]:
    """Return the command line of a process, [] when it has ended."""
    try:
        return (PROC / str(process) / "cmdline").read_text().split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


def parent_of(process: int) -> int:
    """Return the process that started this one."""
    lines = (PROC / str(process) / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("PPid:"))


def children_of(process: int) -> list[int]:
    """Return the processes that this one started."""
    children = PROC.glob(f"{process}/task/*/children")
    return [int(child) for file in children for child in file.read_text().split()]


def processes_of(house: House) -> dict[str, int]:
    """Return the processes of a house by what they do."""
    bind = f"--bind={urlsplit(house.address).netloc}"
    everybody = [int(folder.name) for folder in PROC.iterdir() if folder.name.isdigit()]
    servers = [process for process in everybody if bind in words_of(process)]
    master = next(process for process in servers if parent_of(process) not in servers)
    start = parent_of(master)
    return {
        "web process": children_of(master)[0],
        "gunicorn's master": master,
        "worker": next(child for child in children_of(start) if "worker" in words_of(child)),
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
