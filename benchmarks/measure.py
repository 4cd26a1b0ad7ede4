"""What the benchmarks share: seconds of many calls, their quantiles, a table to paste."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor


def require(fact: object, sentence: str) -> None:
    """Raise RuntimeError with the sentence unless the fact holds."""
    if not fact:
        raise RuntimeError(sentence)


def seconds_of(act: Callable[[], object], times: int) -> list[float]:
    """Return how long each of `times` calls took."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return taken


def per_second(acts: Sequence[Callable[[], object]], times: int) -> float:
    """Let each act run `times` times in a thread of its own; return calls per second together."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(acts)) as threads:
        for done in [threads.submit(seconds_of, act, times) for act in acts]:
            done.result()
    return len(acts) * times / (time.perf_counter() - begun)


def median_and_p95(seconds: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table, and on what it was measured."""
    print(f"\n| {' | '.join(head)} |")
    print(f"|{'|'.join('---' for _ in head)}|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}")
