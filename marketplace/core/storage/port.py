"""What the house asks of a place for bytes; a folder by default."""

import hashlib
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import current_app


class Storage(Protocol):
    """Keeps bytes under names of our own making (hash, size, ending); never overwritten."""

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` under `name`; keeping the same twice changes nothing."""

    def get(self, name: str) -> bytes | None:
        """Return what is kept under `name`, None when there is nothing."""

    def put_file(self, name: str, source: Path) -> None:
        """Keep what the file `source` holds under `name`, without reading it whole."""

    def open(self, name: str) -> BinaryIO | None:
        """Return what is kept under `name` as a stream that can be sought in, None for nothing."""

    def remove(self, name: str) -> None:
        """Forget `name`; nothing happens when it is not kept."""


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of `content`, in hex."""
    return hashlib.sha256(content).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of what a file holds, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def storage() -> Storage:
    """Return the present application's storage."""
    found: Storage = current_app.extensions["storage"]
    return found
