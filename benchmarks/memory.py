"""How much memory does each process of a house take once it is warm?

A house of `flask start` (profile demo) answers pages in two languages, signed in and not, to eight
clients at once; then the kernel is asked. RSS counts pages shared with other processes in full,
PSS by share, and PSS is what another process would really add. Searches come last, since the engine
holds its index in the process that asks.
"""

import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.browser import Browser
from benchmarks.measure import per_second, print_table
from benchmarks.processes import memory_of, processes_of
from benchmarks.sign_in import known_account
from tools.house import House, running_house

CLIENTS = 8
TIMES = 60
PAGES = (
    "/en/",
    "/ko/",
    "/en/sign-in",
    "/ko/sign-up",
    "/en/sign-up/seller",
    "/ko/terms",
    "/en/none",
    "/en/categories",
)
SEARCHES = ("/en/search?q=cream", "/ko/search?q=%EB%A7%88%EC%8A%A4%ED%81%AC")
PREPARING = "Search is being prepared"
AS_MAKE_SETS = {"MALLOC_ARENA_MAX": "1"}


def visit(browser: Browser, pages: Sequence[str]) -> None:
    """Look at every page once."""
    for page in pages:
        browser.get(page, expect=404 if page.endswith("none") else 200)


def wait_for_search(house: House) -> None:
    """Return once the demo's goods can be searched."""
    browser = Browser(house.address)
    while PREPARING in browser.get("/en/search?q=cream"):
        time.sleep(0.5)


def sign_in(house: House) -> None:
    """Let a person sign in and look at their account."""
    account = known_account(house)
    reader = Browser(house.address)
    account.sign_in(reader)
    reader.get("/en/account")
    reader.get("/ko/account/security")


def look_around(house: House, pages: Sequence[str]) -> None:
    """Let strangers read the pages at once, again and again."""
    browsers = [Browser(house.address) for _ in range(CLIENTS)]
    per_second([lambda one=browser: visit(one, pages) for browser in browsers], TIMES)


def main() -> None:
    """Read the memory of a house as it began, after its pages were read, and after searches."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), "demo", AS_MAKE_SETS) as house,
    ):
        processes = processes_of(house)
        seen = [read(processes)]
        sign_in(house)
        look_around(house, PAGES)
        seen.append(read(processes))
        wait_for_search(house)
        look_around(house, SEARCHES)
        seen.append(read(processes))
    rows = [
        [name, *(f"{figure:.0f}" for moment in seen for figure in moment[name])]
        for name in processes
    ]
    moments = ("start", "pages", "searches")
    head = [f"{kind}, {moment}" for moment in moments for kind in ("RSS", "PSS")]
    print_table(["process, MiB", *head], rows)


def read(processes: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Return RSS and PSS of each process, in MiB."""
    return {name: memory_of(process) for name, process in processes.items()}


if __name__ == "__main__":
    main()
