"""Mails by SMTP, to the server that SMTP_URL names."""

import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Self
from urllib.parse import unquote, urlsplit

from marketplace.config import LOOPBACK, Settings
from marketplace.core.errors import OutsideFailure

#: For each answer of the server; well below the lease of a delivery.
TIMEOUT_SECONDS = 15
PORTS = {"smtp": 587, "smtps": 465}

#: Answers to a reader's address or to the mail itself after which it cannot succeed (RFC 5321, 4.2;
#: 556 of RFC 7504). Any other one is tried again: 4yz say so themselves, 552 is a full box, 500 to
#: 504 a server that is not itself; and what refuses us (sender, name, password) we must mend.
PERMANENT_CODES = frozenset({550, 551, 553, 554, 555, 556})


@dataclass(frozen=True)
class SmtpTransport:
    """A connection a mail, encrypted unless the server is on this machine."""

    host: str
    port: int
    tls: bool
    name: str
    password: str
    own_host: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Read SMTP_URL: smtp (STARTTLS) or smtps, name and password where the server asks."""
        parts = urlsplit(settings.smtp_url)
        return cls(
            host=parts.hostname or "localhost",
            port=parts.port or PORTS[parts.scheme],
            tls=parts.scheme == "smtps",
            name=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            own_host=urlsplit(settings.public_url).hostname or "localhost",
        )

    def send(self, message: EmailMessage) -> None:
        """Hand the mail to the server; raises OutsideFailure with the server's code as its reason.

        The server's words may hold the reader's address, so they go nowhere.
        """
        try:
            with closing(self._connection()) as server:
                self._introduce(server)
                server.send_message(message)
                with suppress(OSError):  # accepted is accepted, however the good-bye goes
                    server.quit()
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused(next(iter(error.recipients.values()))[0]) from None
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError as error:
            raise OutsideFailure(f"SMTP: {error}", permanent="SMTPUTF8" in str(error)) from None
        except smtplib.SMTPResponseException as error:
            reason = f"SMTP: {type(error).__name__} {error.smtp_code}"
            raise OutsideFailure(reason, permanent=False) from None
        except OSError as error:  # no connection, time over, TLS, and the rest of smtplib's errors
            raise OutsideFailure(f"SMTP: {error!r}", permanent=False) from None

    def _connection(self) -> smtplib.SMTP:
        if self.tls:
            return smtplib.SMTP_SSL(
                self.host,
                self.port,
                local_hostname=self.own_host,
                timeout=TIMEOUT_SECONDS,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(
            self.host, self.port, local_hostname=self.own_host, timeout=TIMEOUT_SECONDS
        )

    def _introduce(self, server: smtplib.SMTP) -> None:
        if not self.tls and self.host not in LOOPBACK:
            server.starttls(context=ssl.create_default_context())
        if self.name:
            server.login(self.name, self.password)


def _refused(code: int) -> OutsideFailure:
    return OutsideFailure(f"SMTP: refused with {code}", permanent=code in PERMANENT_CODES)
