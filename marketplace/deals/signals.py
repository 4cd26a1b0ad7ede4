"""What in a text makes somebody look twice: links, payment outside, accounts, look-alike domains.

Nothing is forbidden by a signal: an inquiry that has one waits for an operator, a message shows a
warning beside it.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlsplit

from stdnum import iban

from marketplace.core.text import text_key
from marketplace.deals.enums import Signal

#: `{"code": a Signal, …facts}`: codes, figures and addresses, as a row's column keeps them.
FoundSignal = dict[str, Any]

#: How alike two domains are (difflib's ratio, 0 to 1) where one may be taken for the other.
ALIKE = 0.85
#: Shorter names are alike by accident.
LEAST_ALIKE = 5
#: Folded texts shorter than this many letters are the same by accident.
LEAST_SAME = 60

#: Domains that give addresses to anybody; an address there says nothing of a company.
# fmt: off
FREE_MAIL_DOMAINS = frozenset({
    "163.com", "126.com", "aol.com", "daum.net", "foxmail.com", "free.fr", "gmail.com", "gmx.com",
    "gmx.de", "gmx.net", "googlemail.com", "hanmail.net", "hotmail.com", "hotmail.fr",
    "icloud.com", "kakao.com", "laposte.net", "live.com", "mac.com", "mail.com", "mail.ru",
    "me.com", "msn.com", "naver.com", "nate.com", "orange.fr", "outlook.com", "outlook.es",
    "proton.me", "protonmail.com", "qq.com", "rambler.ru", "sina.com", "uol.com.br", "web.de",
    "wanadoo.fr", "yahoo.co.jp", "yahoo.com", "yahoo.com.br", "yahoo.es", "yahoo.fr",
    "yandex.com", "yandex.ru", "zoho.com",
})
# fmt: on

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+\w{2,24})")
_DOMAIN = re.compile(r"(?<![@\w.-])((?:[\w-]+\.)+[a-z]{2,24})/[^\s<>\"']*", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}\b")
_DIGITS = re.compile(r"\d(?:[ -]?\d){7,33}")
_AFTER_A_BANK = re.compile(
    r"(?:은행|뱅크|농협|수협|신협|금고|银行|銀行|\bbank|\bbanco|\bbanque)\D{0,12}"
    r"(\d(?:[ -]?\d){7,33})",
    re.IGNORECASE,
)

_ACCOUNT_WORDS = re.compile(
    r"\b(?:account\s*(?:number|no\b|#)|a/c\s*no|bank\s+account|iban|swift)|계좌|账号|账户|口座"
    r"|n[úu]mero de cuenta|cuenta bancaria|num[ée]ro de compte|compte bancaire"
    r"|n[úu]mero da conta|conta banc[áa]ria|расч[её]тн\w+ сч[её]т|номер сч[её]та"
    r"|رقم الحساب|حساب(?:نا)? (?:ال)?بنكي",
    re.IGNORECASE,
)
_PAYMENT_OUTSIDE = re.compile(
    r"western\s*union|moneygram|웨스턴\s*유니온|西联|بيتكوين|\bbitcoins?\b|\busdt\b|비트코인|比特币"
    r"|ビットコイン|биткоин|\bcryptocurrenc|\bcripto|gift\s*cards?|기프트\s*카드"
    r"|personal\s+(?:bank\s+)?account|개인\s*계좌|个人账户|個人口座|cuenta\s+personal|compte\s+personnel"
    r"|conta\s+pessoal|личн\w+\s+сч[её]т|حساب\s+شخصي"
    r"|(?:new|changed?|different|updated)\s+(?:our\s+)?bank\s+(?:account|details)"
    r"|계좌(?:가|를)?\s*변경|pay(?:ment)?\s+outside|outside\s+(?:the\s+)?(?:platform|marketplace)"
    r"|fuera\s+de\s+la\s+plataforma|hors\s+(?:de\s+la\s+)?plateforme|fora\s+da\s+plataforma",
    re.IGNORECASE,
)
#: Signs that are taken for one another in a domain.
_TWINS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("5", "s"), ("-", ""))


def signals_in(text: str, *, known: Iterable[str] = ()) -> list[FoundSignal]:
    """Return what a text shows by itself, each signal once, in a fixed order.

    `known` are domains that belong where the text is said (both companies', the house's): a link
    to one of them is no signal, a domain that may be taken for one of them is.
    """
    domains = _domains_in(text)
    ours = {_bare(domain) for domain in known if domain}
    found = [
        _links(text, ours),
        _look_alikes(domains, ours),
        _payment_outside(text),
        _account_numbers(text),
    ]
    return [signal for signal in found if signal is not None]


def codes_of(signals: Sequence[FoundSignal]) -> list[str]:
    """Return the codes of signals."""
    return [str(signal["code"]) for signal in signals]


def text_digest(text: str) -> str | None:
    """Return the SHA-256 of a message's letters alone: figures, names of blanks and signs differ.

    None for a text that is too short to be the same as another by more than accident.
    """
    letters = "".join(sign for sign in text_key(text) if sign.isalpha())
    if len(letters) < LEAST_SAME:
        return None
    return hashlib.sha256(letters.encode()).hexdigest()


def is_free_mail(mail: str | None) -> bool:
    """Whether a mail address is one that anybody may have."""
    return domain_of(mail or "") in FREE_MAIL_DOMAINS


def domain_of(address: str) -> str:
    """Return the domain of a mail address or a website, without `www.`; "" where there is none."""
    if "@" in address:
        return _bare(address.rpartition("@")[2])
    named = address if "//" in address else f"//{address}"
    try:
        return _bare(urlsplit(named).hostname or "")
    except ValueError:
        return ""


def _bare(domain: str) -> str:
    return domain.strip(".,;:!?)").casefold().removeprefix("www.")


def _links_in(text: str) -> list[str]:
    return [match[0] for match in (*_LINK.finditer(text), *_DOMAIN.finditer(text))]


def _domains_in(text: str) -> list[str]:
    mails = [_bare(match[1]) for match in _MAIL.finditer(text)]
    named = [domain_of(link) for link in _links_in(text)]
    return [domain for domain in dict.fromkeys([*named, *mails]) if domain]


def _links(text: str, ours: set[str]) -> FoundSignal | None:
    domains = dict.fromkeys(domain_of(link) for link in _links_in(text))
    foreign = [domain for domain in domains if domain and not _belongs(domain, ours)]
    return {"code": Signal.LINK.value, "domains": foreign} if foreign else None


def _belongs(domain: str, ours: set[str]) -> bool:
    return any(domain == own or domain.endswith(f".{own}") for own in ours)


def _look_alikes(domains: list[str], ours: set[str]) -> FoundSignal | None:
    for domain in domains:
        if _belongs(domain, ours):
            continue
        for own in sorted(ours):
            if own not in FREE_MAIL_DOMAINS and _is_alike(domain, own):
                return {"code": Signal.LOOK_ALIKE_DOMAIN.value, "domain": domain, "like": own}
    return None


def _is_alike(domain: str, own: str) -> bool:
    one, other = _skeleton(domain), _skeleton(own)
    name, own_name = one.split(".")[0], other.split(".")[0]
    if min(len(name), len(own_name)) < LEAST_ALIKE:
        return False
    return name == own_name or SequenceMatcher(None, name, own_name).ratio() >= ALIKE


def _skeleton(domain: str) -> str:
    folded = text_key(domain)
    for sign, twin in _TWINS:
        folded = folded.replace(sign, twin)
    return folded


def _payment_outside(text: str) -> FoundSignal | None:
    return {"code": Signal.PAYMENT_OUTSIDE.value} if _PAYMENT_OUTSIDE.search(text) else None


def _account_numbers(text: str) -> FoundSignal | None:
    numbers = [match[0] for match in _IBAN.finditer(text.upper()) if iban.is_valid(match[0])]
    if not numbers and _ACCOUNT_WORDS.search(text):
        numbers = [match[0] for match in _DIGITS.finditer(text)]
    numbers = numbers or _AFTER_A_BANK.findall(text)
    return {"code": Signal.ACCOUNT_NUMBER.value, "ends": _end(numbers[0])} if numbers else None


def _end(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum())[-4:]
