"""People, what they agreed to, how they sign in and on which devices; offices and operators."""

from marketplace.accounts.models.office import Office, OfficeCountry, Operator, OperatorGrant
from marketplace.accounts.models.person import Consent, Person
from marketplace.accounts.models.sign_in import AppSetup, KnownDevice, RecoveryCode, SignInSession
from marketplace.accounts.models.sign_up import SignUpDraft

__all__ = [
    "AppSetup",
    "Consent",
    "KnownDevice",
    "Office",
    "OfficeCountry",
    "Operator",
    "OperatorGrant",
    "Person",
    "RecoveryCode",
    "SignInSession",
    "SignUpDraft",
]
