"""What the tests need from the operating system: PostgreSQL, Chromium, fonts.

Uses only the standard library. `require` installs what is missing when the user may, and
otherwise names it; `install` does so without looking first.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.browser import find_chromium
from tools.postgres import find_postgres


@dataclass(frozen=True)
class SystemPackage:
    """One need: how a person calls it, its Debian packages, and whether it is there."""

    name: str
    debian: tuple[str, ...]
    present: Callable[[], bool]


def _has_font(pattern: str) -> bool:
    folders = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")
    return any(found for folder in folders for found in Path(folder).rglob(pattern))


NEEDS = (
    SystemPackage("PostgreSQL", ("postgresql",), lambda: find_postgres() is not None),
    SystemPackage("Chromium", ("chromium-headless-shell",), lambda: find_chromium() is not None),
    SystemPackage("Noto fonts", ("fonts-noto-core",), lambda: _has_font("NotoSansArabic*")),
    SystemPackage("Noto CJK fonts", ("fonts-noto-cjk",), lambda: _has_font("NotoSansCJK*")),
)


def missing() -> list[SystemPackage]:
    """Return the needs that this machine does not meet yet."""
    return [need for need in NEEDS if not need.present()]


def require() -> str | None:
    """Bring what is missing; return None when all is there, else a sentence naming what is not."""
    needs = missing()
    if not needs:
        return None
    names = ", ".join(need.name for need in needs)
    packages = [package for need in needs for package in need.debian]
    become_root = _become_root()
    if shutil.which("apt-get") is None or become_root is None:
        return f"Missing: {names}. On Debian or Ubuntu: apt-get install {' '.join(packages)}"
    print(f"Installing {names} …", flush=True)
    install(packages, become_root)
    left = missing()
    if left:
        return f"Still not found after installing: {', '.join(need.name for need in left)}."
    return None


def install(packages: list[str], become_root: list[str]) -> None:
    """Install Debian packages; raises CalledProcessError when apt-get fails."""
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    subprocess.run([*apt, "update"], check=True)
    quiet = subprocess.DEVNULL
    subprocess.run(
        [*apt, "install", "--no-install-recommends", *packages], check=True, stdout=quiet
    )


def _become_root() -> list[str] | None:
    """Return what makes a command run as root, None when that would need a password."""
    if os.geteuid() == 0:
        return []
    asked = subprocess.run(["sudo", "-n", "true"], check=False) if shutil.which("sudo") else None
    return ["sudo", "-n"] if asked is not None and asked.returncode == 0 else None


def main() -> int:
    """Run as a program: bring what is missing, say what could not be brought."""
    sentence = require()
    print(sentence or "PostgreSQL, Chromium and fonts are installed.")
    return 1 if sentence else 0


if __name__ == "__main__":
    sys.exit(main())
