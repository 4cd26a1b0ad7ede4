"""A mail server on the loopback address, as strict or as slow as a test wants it."""

import asyncio
import contextlib
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tools.house import HOST, free_port


class MailServer:
    """Keeps what arrives; `answers` replaces the server's answer to a command."""

    def __init__(self, **answers):
        self.answers = answers
        self.arrived = []
        self.hanging = False
        self.in_data = threading.Event()
        self.port = free_port()

    @property
    def url(self):
        return f"smtp://{HOST}:{self.port}"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.in_data.set()
        while self.hanging:  # noqa: ASYNC110 - the test lets go from another thread
            await asyncio.sleep(0.05)
        if "DATA" not in self.answers:
            self.arrived.append(envelope)
        return self.answers.get("DATA", "250 OK")


@contextlib.contextmanager
def mail_server(*, tls=None, password=None, other_scripts=True, **answers):
    """Run a MailServer while the block lasts; with `tls` (an SSL context) from the first byte."""
    server = MailServer(**answers)
    controller = Controller(
        server, hostname=HOST, port=server.port, ssl_context=tls, enable_SMTPUTF8=other_scripts
    )
    if password:
        controller.SMTP_kwargs.update(
            authenticator=lambda *facts: AuthResult(
                success=facts[-1].password == password.encode(), handled=False
            ),
            auth_require_tls=False,
            auth_required=True,
        )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
