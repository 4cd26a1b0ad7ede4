"""Where Chromium is, and how Playwright starts it headless; no browser is downloaded."""

import os
import shutil
from typing import Any

#: The browser without windows comes first: it draws the same pages at a third of the cost.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def find_chromium() -> str | None:
    """Return the path of Chromium: NARU_CHROMIUM if set, else the first known name on PATH."""
    given = os.environ.get("NARU_CHROMIUM")
    if given:
        return given
    return next((path for path in map(shutil.which, NAMES) if path), None)


def launch_options() -> dict[str, Any]:
    """Return the options of Playwright's `launch`. Raises FileNotFoundError without Chromium."""
    path = find_chromium()
    if path is None:
        raise FileNotFoundError("Chromium is not installed; `make system-packages` brings it.")
    without_sandbox = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = ["--disable-dev-shm-usage", "--font-render-hinting=none"]
    if without_sandbox:
        arguments.append("--no-sandbox")
    return {"executable_path": path, "headless": True, "args": arguments}
