"""What a home country brings: a folder of `reference/countries`, a module of this shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True)
class SampleCompany:
    """A made-up company of the country, for the demo: its number is well-formed."""

    legal_name: str
    latin_name: str
    identity_number: str
    contact: str


@runtime_checkable
class HomePack(Protocol):
    """What is particular to a home country.

    `COUNTRY` is its ISO 3166 code, `CURRENCY` its ISO 4217 code, `LANGUAGE` a tag of
    `core.languages`, `TIME_ZONE` an IANA name, `LOCAL_MARK` the house's name in the local script
    ("" when it is the Latin one), `OTHER_NAMES` what its people also call it where an origin is
    asked for. `IDENTITY_NUMBER` names the number that the state gives a
    company, with a hint (where to find it) and an example; all three are lazy or plain text. The
    demo takes its seller and the name of its operator from `SAMPLE_COMPANY`, `SAMPLE_OPERATOR`, and
    a house that is tried out is run by `SAMPLE_ORGANISATION`, a made-up one named by language tag.
    """

    COUNTRY: str
    CURRENCY: str
    LANGUAGE: str
    TIME_ZONE: str
    LOCAL_MARK: str
    OTHER_NAMES: Sequence[str]
    IDENTITY_NUMBER: Any
    IDENTITY_NUMBER_HINT: Any
    IDENTITY_NUMBER_EXAMPLE: str
    SAMPLE_COMPANY: SampleCompany
    SAMPLE_OPERATOR: str
    SAMPLE_ORGANISATION: Mapping[str, str]

    def read_identity_number(self, text: str) -> str:
        """Return the typed number as it is stored; raises NotAnIdentityNumber with a reason."""

    def format_identity_number(self, stored: str) -> str:
        """Return a stored number as people of the country write it."""
