"""People, what they agreed to, how they sign in and on which devices."""

from marketplace.accounts.models.person import Consent, Operator, Person
from marketplace.accounts.models.sign_in import AppSetup, KnownDevice, RecoveryCode, SignInSession
from marketplace.accounts.models.sign_up import SignUpDraft

__all__ = [
    "AppSetup",
    "Consent",
    "KnownDevice",
    "Operator",
    "Person",
    "RecoveryCode",
    "SignInSession",
    "SignUpDraft",
]
