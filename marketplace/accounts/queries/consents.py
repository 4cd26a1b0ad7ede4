"""Named reads: which version of each text a person agrees to today, and to what they agreed."""

from datetime import date

from sqlalchemy import select

from marketplace.accounts.enums import CONSENT_VERSIONS, ConsentKind
from marketplace.accounts.models import Consent, Person
from marketplace.core.db import session
from marketplace.reference.queries.settings import TextVersion, text_version

#: The setting that holds the operators' own text, where there may be one.
SETTING_OF = {ConsentKind.TERMS: "terms", ConsentKind.PRIVACY: "privacy"}


def consent_version(kind: ConsentKind) -> TextVersion:
    """Return the version of the text as it is shown: the day of its newest change, or our own."""
    own = date.fromisoformat(CONSENT_VERSIONS[kind])
    key = SETTING_OF.get(kind)
    return text_version(key, own) if key else TextVersion(own)


def consent_versions() -> dict[ConsentKind, TextVersion]:
    """Return the version of every text."""
    return {kind: consent_version(kind) for kind in ConsentKind}


def wants_news(person: Person) -> bool:
    """Whether the person wants to be written to about fairs and programmes: what they said last."""
    said = select(Consent.given).where(
        Consent.person_id == person.id, Consent.kind == ConsentKind.NEWS
    )
    return bool(session.scalar(said.order_by(Consent.id.desc()).limit(1)))
