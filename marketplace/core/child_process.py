"""Parsing of strangers' files, in a Python process of its own that sets itself limits."""

import subprocess
import sys


def run_child(
    *arguments: str, content: bytes = b"", seconds: float
) -> subprocess.CompletedProcess[bytes] | None:
    """Run Python on our own code with `content` as its input; None when it took too long.

    It is isolated (`-I`): neither the environment nor the folder changes what it imports. A limit
    of its own that it reached shows as a return code below 0.
    """
    try:
        return subprocess.run(  # noqa: S603 - Python itself, on our own code
            [sys.executable, "-I", *arguments],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
