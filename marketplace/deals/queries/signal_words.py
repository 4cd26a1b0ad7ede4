"""What signals are called on operators' pages, and what speaks for a second look."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.deals.enums import Signal
from marketplace.deals.signals import FoundSignal


@dataclass(frozen=True)
class SignalWords:
    """A signal as an operator reads it: a few words, a sentence, how grave, an icon's name."""

    code: str
    label: str
    sentence: str
    tone: str
    icon: str


def signal_words(signal: FoundSignal) -> SignalWords:
    """Return a stored signal in the page's language; one that no code knows by its code."""
    code = str(signal["code"])
    if code not in set(Signal):
        return SignalWords(code, code, "", "warn", "flag")
    tone, icon = _LOOKS[Signal(code)]
    label, sentence = _WORDS[Signal(code)](signal)
    return SignalWords(code, label, sentence, tone, icon)


def signal_name(signal: Signal) -> str:
    """Return what a list is narrowed to with a signal."""
    return str(_names()[signal])


_LOOKS = {
    Signal.SAME_TEXT: ("warn", "document-duplicate"),
    Signal.LINK: ("warn", "link"),
    Signal.PAYMENT_OUTSIDE: ("bad", "banknotes"),
    Signal.ACCOUNT_NUMBER: ("bad", "building-library"),
    Signal.LOOK_ALIKE_DOMAIN: ("bad", "eye"),
    Signal.FREE_MAIL: ("warn", "envelope"),
    Signal.FAR_ABOVE_MOQ: ("warn", "cube"),
    Signal.FAR_UNDER_PRICE: ("warn", "arrow-trending-down"),
    Signal.FIRST_OF_BUYER: ("plain", "user"),
    Signal.REPORTED: ("bad", "flag"),
}


def _names() -> dict[Signal, str]:
    return {
        Signal.SAME_TEXT: _("Same words to many"),
        Signal.LINK: _("Link in the text"),
        Signal.PAYMENT_OUTSIDE: _("Unsafe way to pay"),
        Signal.ACCOUNT_NUMBER: _("Account number"),
        Signal.LOOK_ALIKE_DOMAIN: _("Look-alike address"),
        Signal.FREE_MAIL: _("Free mail address"),
        Signal.FAR_ABOVE_MOQ: _("Far above the MOQ"),
        Signal.FAR_UNDER_PRICE: _("Far below the list price"),
        Signal.FIRST_OF_BUYER: _("First of this buyer"),
        Signal.REPORTED: _("Reported by sellers"),
    }


def _same_text(signal: FoundSignal) -> tuple[str, str]:
    count = int(signal["sellers"])
    return (
        ngettext("same words to %(num)d seller", "same words to %(num)d sellers", count),
        _("Apart from figures, the words are the same. They were sent within seven days."),
    )


def _link(signal: FoundSignal) -> tuple[str, str]:
    domains = ", ".join(signal.get("domains", []))
    return (
        _("link in the text"),
        _("It leads to %(domains)s, which is neither company’s website.", domains=domains),
    )


def _payment_outside(_signal: FoundSignal) -> tuple[str, str]:
    return (
        _("unsafe way to pay"),
        _("It speaks of a way to pay that cannot be traced, or of a changed account."),
    )


def _account_number(signal: FoundSignal) -> tuple[str, str]:
    return (
        _("names an account"),
        _("It names a bank account that ends in %(ends)s.", ends=signal.get("ends", "")),
    )


def _look_alike(signal: FoundSignal) -> tuple[str, str]:
    domains = {"domain": signal.get("domain", ""), "like": signal.get("like", "")}
    return (
        _("look-alike address"),
        _("%(domain)s may be taken for %(like)s.", **domains),
    )


def _free_mail(_signal: FoundSignal) -> tuple[str, str]:
    return (
        _("free mail address"),
        _("Anybody may have an address there; by itself it is no reason to wait."),
    )


def _far_above(signal: FoundSignal) -> tuple[str, str]:
    return (
        _("%(times)s × the MOQ", times=signal.get("times", "")),
        _("It asks for far more than the seller’s smallest quantity."),
    )


def _far_under(signal: FoundSignal) -> tuple[str, str]:
    return (
        _("target %(percent)s %% of the list price", percent=signal.get("percent", "")),
        _("The target price is half of the listed price or less."),
    )


def _first(signal: FoundSignal) -> tuple[str, str]:
    number = int(signal.get("number", 1))
    label = _("first of this buyer") if number == 1 else _("number %(n)s of this buyer", n=number)
    return (label, _("By the house’s setting a buyer’s first inquiries are looked at."))


def _reported(signal: FoundSignal) -> tuple[str, str]:
    count = int(signal.get("reports", 1))
    return (
        ngettext("reported once", "reported %(num)d times", count),
        _("Sellers reported this buyer within the last half year."),
    )


_WORDS: dict[Signal, Callable[[FoundSignal], tuple[str, str]]] = {
    Signal.SAME_TEXT: _same_text,
    Signal.LINK: _link,
    Signal.PAYMENT_OUTSIDE: _payment_outside,
    Signal.ACCOUNT_NUMBER: _account_number,
    Signal.LOOK_ALIKE_DOMAIN: _look_alike,
    Signal.FREE_MAIL: _free_mail,
    Signal.FAR_ABOVE_MOQ: _far_above,
    Signal.FAR_UNDER_PRICE: _far_under,
    Signal.FIRST_OF_BUYER: _first,
    Signal.REPORTED: _reported,
}
