"""Writes the hash-pinned locks from pyproject.toml with uv: `make lock`, `make lock UPGRADE=1`."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-annotate"]


def main(arguments: list[str]) -> int:
    """Write both locks; the development lock keeps the pins of the run lock."""
    uv = shutil.which("uv")
    if uv is None:
        print("Locking needs uv, which is not installed here.", file=sys.stderr)
        return 1
    command = [uv, *COMPILE, "--no-header", *arguments, "pyproject.toml"]
    run_lock, development_lock = "requirements.lock", "requirements-dev.lock"
    subprocess.run([*command, "-o", run_lock], cwd=ROOT, check=True)
    development = ["--extra", "dev", "-c", run_lock, "-o", development_lock]
    subprocess.run([*command, *development], cwd=ROOT, check=True)
    return _refuse_addresses(run_lock, development_lock)


def _refuse_addresses(*locks: str) -> int:
    """Return 1 when a lock names where a package came from: machines differ in that."""
    named = [lock for lock in locks if "://" in (ROOT / lock).read_text(encoding="utf-8")]
    for lock in named:
        print(f"{lock} names an address; take it out of the configuration of uv.", file=sys.stderr)
    return 1 if named else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
