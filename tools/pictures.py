"""Pictures of every page, to be looked at: `make pictures` fills the folder pictures/.

Starts a demo house on a temporary folder, visits the pages of pictures.toml as each person named
there, at two widths, in each language, light and dark, and lays all pictures of a page on one
contact sheet. Prints what a page complained about in the browser, which pages are wider than
the screen, and text whose letters belong to another language than its element says.
"""

import json
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.browser import launch_options
from tools.contact_sheets import write_sheet
from tools.house import House, running_house

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "pictures"
WIDTHS = (1440, 390)
HEIGHT = 900
LANGUAGES = ("en", "ko", "ar")
THEMES = ("light", "dark")
SUBMIT = "main [type=submit]"
ANONYMOUS = "anonymous"
PEOPLE = (ANONYMOUS, "seller", "buyer", "operator")
#: Returns texts in the letters of one language that stand in an element of another.
UNMARKED = """() => {
  const letters = {ko: /[\\uac00-\\ud7a3]/, ar: /[\\u0600-\\u06ff]/, ru: /[\\u0400-\\u04ff]/};
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement;
    if (holder.closest("[aria-hidden=true], script, template, option")) continue;
    const said = holder.closest("[lang]").lang.split("-")[0];
    for (const [language, pattern] of Object.entries(letters))
      if (said !== language && pattern.test(text.data)) found.push(text.data.trim().slice(0, 60));
  }
  return [...new Set(found)];
}"""


@dataclass(frozen=True)
class View:
    """How one picture is taken."""

    width: int
    language: str
    theme: str

    def __str__(self) -> str:
        return f"{self.width}-{self.language}-{self.theme}"


def main(names: list[str]) -> int:
    """Take the pictures of the named pages, or of all; return 1 when a page complained."""
    pages = tomllib.loads((ROOT / "tools" / "pictures.toml").read_text(encoding="utf-8"))["page"]
    chosen = [page for page in pages if not names or page["name"] in names]
    if not names:
        shutil.rmtree(PICTURES, ignore_errors=True)
    languages = ",".join(LANGUAGES)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), "demo", {"LANGUAGES": languages}) as house,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options())
        complaints = list(_take_all(browser, house, chosen))
        browser.close()
    for complaint in complaints:
        print(complaint)
    print(f"{len(chosen)} pages, {len(complaints)} complaints; sheets in {PICTURES / 'sheets'}")
    return 1 if complaints else 0


def _take_all(browser: Browser, house: House, pages: list[dict[str, str]]) -> Iterator[str]:
    taken: dict[str, list[Path]] = {page["name"]: [] for page in pages}
    for person in PEOPLE:
        theirs = [page for page in pages if page.get("as", ANONYMOUS) == person]
        if not theirs:
            continue
        state, facts = _signed_in(browser, house, person)
        for view in (View(*choice) for choice in product(WIDTHS, LANGUAGES, THEMES)):
            context = _context(browser, house, view, state)
            for page in theirs:
                file = PICTURES / page["name"] / f"{view}.png"
                path = page["path"].format(lang=view.language, **facts)
                yield from _take(context, path, page.get("click"), file)
                taken[page["name"]].append(file)
            context.close()
    for name, files in taken.items():
        write_sheet(PICTURES / "sheets" / f"{name}.png", files)


def _context(browser: Browser, house: House, view: View, state: object) -> BrowserContext:
    return browser.new_context(
        base_url=house.address,
        viewport={"width": view.width, "height": HEIGHT},
        color_scheme=view.theme,
        reduced_motion="reduce",
        storage_state=state,
    )


def _take(context: BrowserContext, path: str, click: str | None, file: Path) -> Iterator[str]:
    """Take one picture; yield what the page complained about."""
    page = context.new_page()
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if _complains(message) else None)
    page.goto(path)
    if click:
        page.locator(click).first.click()
        page.wait_for_load_state()
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True)
    if _is_too_wide(page):
        heard.append("wider than the screen")
    heard += [f"text without its language: {text}" for text in page.evaluate(UNMARKED)]
    page.close()
    yield from (f"{file.relative_to(PICTURES)}: {text}" for text in heard)


def _complains(message: object) -> bool:
    return message.type == "error" and not message.text.startswith("Failed to load resource")


def _is_too_wide(page: Page) -> bool:
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


def _signed_in(browser: Browser, house: House, person: str) -> tuple[object, dict[str, str]]:
    """Sign a person of the demo in; return the browser's state and the facts that paths name."""
    if person == ANONYMOUS:
        return None, {}
    kept = json.loads((house.data_dir / "demo-sign-ins.json").read_text(encoding="utf-8"))
    known = next(one for one in kept["people"] if one["role"] == person)
    context = browser.new_context(base_url=house.address)
    page = context.new_page()
    page.goto("/en/sign-in")
    page.fill("[name=mail]", known["mail"])
    page.fill("[name=password]", known["password"])
    page.click(SUBMIT)
    if known["app_secret"]:
        page.fill("[name=code]", pyotp.TOTP(known["app_secret"]).now())
        page.click(SUBMIT)
    page.wait_for_url(lambda address: "/sign-in" not in address)
    company = re.search(r"/c/([^/]+)/", page.url)
    state = context.storage_state()
    context.close()
    return state, {"company": company.group(1)} if company else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
