"""The ways out of the house for mails."""

from marketplace.config import Settings
from marketplace.notices.protocols import Transport
from marketplace.notices.queries import mail_folder
from marketplace.notices.transports.folder import FolderTransport
from marketplace.notices.transports.smtp import SmtpTransport


def transport_of(settings: Settings) -> Transport:
    """Return SMTP where SMTP_URL names a server (production demands one), else the folder."""
    if settings.smtp_url:
        return SmtpTransport.of(settings)
    return FolderTransport(mail_folder(settings))
