"""The stand-in for a mail server in the demo and test profiles: mails become files."""

import os
from dataclasses import dataclass
from datetime import UTC
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path


@dataclass(frozen=True)
class FolderTransport:
    """Writes each mail to `folder` as `<time>-<Message-ID>.eml`, readable by the house alone."""

    folder: Path

    def send(self, message: EmailMessage) -> None:
        """Write the mail; the same Message-ID again replaces its own file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{mail_name(message)}.eml"
        partial = path.with_suffix(".part")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(bytes(message))
        partial.replace(path)


def mail_name(message: EmailMessage) -> str:
    """Return the mail's name in the folder: its Date in UTC and the left half of its Message-ID."""
    written_at = parsedate_to_datetime(str(message["Date"])).astimezone(UTC)
    own_id = str(message["Message-ID"]).strip("<>").split("@")[0]
    return f"{written_at:%Y%m%dT%H%M%S}-{own_id}"
