"""The default place for bytes: a folder, two levels deep by the first letters of the name."""

import io
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{3,120}")


class FolderStorage:
    """Keeps each name as one file, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first bytes come."""
        self._folder = folder

    def put(self, name: str, content: bytes) -> None:
        """Write a temporary file beside and rename it: a crash leaves no half file."""
        self._keep(name, io.BytesIO(content))

    def put_file(self, name: str, source: Path) -> None:
        """Copy the file in the same way."""
        with source.open("rb") as content:
            self._keep(name, content)

    def _keep(self, name: str, content: BinaryIO) -> None:
        path = self._path(name)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            shutil.copyfileobj(content, file, 1024 * 1024)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)

    def open(self, name: str) -> BinaryIO | None:
        """Open the file."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            return None

    def get(self, name: str) -> bytes | None:
        """Read the file."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Delete the file."""
        with suppress(FileNotFoundError):
            self._path(name).unlink()

    def _path(self, name: str) -> Path:
        """Raises ValueError for a name that could leave the folder."""
        if not _NAME.fullmatch(name) or ".." in name:
            message = f"{name!r} is no name for stored bytes."
            raise ValueError(message)
        return self._folder / name[:2] / name
