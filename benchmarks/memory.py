"""How much memory does each process of a house take once it is warm?

A house of `flask start` (profile demo) answers pages in two languages, signed in and not, to eight
clients at once; then the kernel is asked. RSS counts pages shared with other processes in full,
PSS by share, and PSS is what another process would really add.
"""

import tempfile
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
)


def visit(browser: Browser) -> None:
    """Look at every page once."""
    for page in PAGES:
        browser.get(page, expect=404 if page.endswith("none") else 200)


def warm_up(house: House) -> None:
    """Let strangers and a signed-in person look around."""
    account = known_account(house)
    reader = Browser(house.address)
    account.sign_in(reader)
    reader.get("/en/account")
    reader.get("/ko/account/security")
    browsers = [Browser(house.address) for _ in range(CLIENTS)]
    per_second([lambda one=browser: visit(one) for browser in browsers], TIMES)


def main() -> None:
    """Warm a house up and read its memory before and after."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), "demo") as house,
    ):
        processes = processes_of(house)
        before = {name: memory_of(process) for name, process in processes.items()}
        warm_up(house)
        rows = []
        for name, process in processes.items():
            rss, pss = memory_of(process)
            rows.append([name, f"{before[name][0]:.0f}", f"{rss:.0f}", f"{pss:.0f}"])
    print_table(["process", "RSS at the start", "RSS warm, MiB", "PSS warm, MiB"], rows)


if __name__ == "__main__":
    main()
