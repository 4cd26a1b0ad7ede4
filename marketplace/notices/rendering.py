"""From a letter to a mail: subject, text and HTML in the reader's language."""

import re
from collections.abc import Callable
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup, escape

from marketplace.config import Settings
from marketplace.core.errors import OutsideFailure
from marketplace.core.languages import LANGUAGES, best_language
from marketplace.core.text import one_line
from marketplace.core.web.text_language import language_of
from marketplace.notices import parameters
from marketplace.notices.models import Letter
from marketplace.notices.queries import find_notices, line_of
from marketplace.reference.queries import house_of


class MailPolicy(EmailPolicy):
    """Writes headers; subjects by the older way of the library, which keeps every space.

    The newer one loses a space where a long subject in another script than Latin is cut.
    """

    def fold(self, name: str, value: str) -> str:
        """Return the header in lines."""
        if name.lower() != "subject" or value.isascii() or self.utf8:
            folded: str = super().fold(name, value)
            return folded
        words = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header in lines, as it is sent."""
        if name.lower() != "subject":
            return super().fold_binary(name, value)
        return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii", "surrogateescape")


#: Mails are encoded in seven bits, which every server on the way understands.
MAIL_POLICY = MailPolicy(linesep="\r\n", cte_type="7bit")
#: What a letter carries in words of people: names, and why an operator acts.
_PEOPLES_WORDS = frozenset(
    {
        "name",
        "company",
        "other",
        "inviter",
        "member",
        "giver",
        "taker",
        "operator",
        "office",
        "reason",
    }
)
#: A sentence that ends in a name that ends in a full stop ("Acme Inc.") needs no second one.
_TWO_STOPS = re.compile(r"(?<=\w)\.((?:</\w+>)*)\.(?=\s|<|$)")


def render(letter: Letter, settings: Settings) -> EmailMessage:
    """Return the mail: multipart text and HTML, the letter's public id as Message-ID.

    The same letter gives the same headers and links each time. Raises OutsideFailure, permanent,
    for an address that no mail can be sent to.
    """
    language = LANGUAGES[best_language([letter.language], settings.languages)]
    context: dict[str, object] = {
        "lang": language,
        "house": house_of(settings),
        "name": letter.name,
        "page": _page_in(language.tag, settings),
    }
    with force_locale(language.locale):
        zone = parameters.zone_of(letter.person, settings)
        context |= parameters.read(letter.parameters, language, settings, zone=zone)
        if "notices" in letter.parameters:
            notices = find_notices(str(letter.parameters["notices"]).split())
            context["lines"] = [line_of(row, language, settings, zone) for row in notices]
        subject, text, html = (
            _part(letter.message, part, context)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    message = _envelope(letter, settings)
    if "stop" in letter.parameters:  # RFC 2369
        message["List-Unsubscribe"] = f"<{context['stop']}>"
    message["Subject"] = one_line(subject)
    message.set_content(_without_gaps(text))
    message.add_alternative(html, subtype="html")
    message["Content-Language"] = language.hreflang
    return message


def _part(message: str, part: str, context: dict[str, object]) -> str:
    template = current_app.jinja_env.get_template(f"mail/{message}/{part}")
    if part.endswith(".html"):
        context = context | {fact: _marked(context[fact]) for fact in _PEOPLES_WORDS & set(context)}
    return _TWO_STOPS.sub(r".\1", template.render(context))


def _marked(words: object) -> Markup:
    """Return what people wrote, with its language where that is not the mail's."""
    language = language_of(str(words))
    return Markup('<bdi lang="{}">{}</bdi>').format(language, words) if language else escape(words)


def _page_in(tag: str, settings: Settings) -> Callable[[str], str]:
    """Return what gives a template the whole address of a page (an endpoint) in the language."""
    public = urlsplit(settings.public_url)
    pages = current_app.url_map.bind(public.netloc, url_scheme=public.scheme)
    return lambda endpoint: pages.build(endpoint, {"lang": tag}, force_external=True)


def _envelope(letter: Letter, settings: Settings) -> EmailMessage:
    host = urlsplit(settings.public_url).hostname
    to = _sendable(letter.mail or "")
    message = EmailMessage(MAIL_POLICY.clone(utf8=not to.username.isascii()))
    message["From"] = Address(
        house_of(settings).operator_name_in(letter.language), addr_spec=settings.mail_from
    )
    message["To"] = to
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = f"<{letter.code}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.thread:
        message["In-Reply-To"] = message["References"] = f"<{letter.thread}@{host}>"
    return message


def _sendable(mail: str) -> Address:
    """Return the address with its domain as servers know it (IDNA)."""
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(mail, check_deliverability=False)
    except EmailNotValidError as error:
        raise OutsideFailure(
            f"no mail can be sent to this address: {error}", permanent=True
        ) from None
    return Address(username=checked.local_part, domain=checked.ascii_domain or "")


def _without_gaps(text: str) -> str:
    """Return the text with one blank line between paragraphs, whatever the template left."""
    paragraphs = [part.strip() for part in text.split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part) + "\n"
