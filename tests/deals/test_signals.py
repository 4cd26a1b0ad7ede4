"""What in a text makes somebody look twice, in whatever language."""

import pytest

from marketplace.deals.signals import codes_of, domain_of, is_free_mail, signals_in, text_digest

KNOWN = ("hanbiton.co.kr", "marlowfinch.co.uk", "gmail.com")


@pytest.mark.parametrize(
    "text",
    [
        "US$ 12,600.00 CIF Oran for 3,000 boxes of 10, please.",
        "안녕하세요. 3,000개 견적 부탁드립니다. 02-1234-5678",
        "Nous distribuons dans 46 parapharmacies; compte tenu du délai, répondez vite.",
        "Our catalogue is at https://www.hanbiton.co.kr/en and mail me at a@marlowfinch.co.uk.",
        "Write to eleanor@gmail.com",
        "",
    ],
)
def test_plain_words_show_nothing(text):
    assert signals_in(text, known=KNOWN) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("See https://cheap-offers.example/now", "link"),
        ("Notre présentation : perledoran.example/pro", "link"),
        ("Please pay by Western Union", "payment_outside"),
        ("개인 계좌로 보내 주세요", "payment_outside"),
        ("Envíe el pago a mi cuenta personal", "payment_outside"),
        ("حوّل إلى حساب شخصي", "payment_outside"),
        ("我们的个人账户", "payment_outside"),
        ("We have a new bank account", "payment_outside"),
        ("IBAN DE89 3704 0044 0532 0130 00", "account_number"),
        ("계좌 110-234-567890", "account_number"),
        ("국민은행 123-45-678901로 보내 주세요", "account_number"),
        ("رقم الحساب 12345678901", "account_number"),
        ("Write to sales@hanbit0n.co.kr", "look_alike_domain"),
        ("Write to sales@hanbiton.com", "look_alike_domain"),
        ("Write to a@rnarlowfinch.co.uk", "look_alike_domain"),
    ],
)
def test_signals_are_seen_in_many_languages(text, code):
    assert code in codes_of(signals_in(text, known=KNOWN))


def test_a_warning_names_what_it_saw():
    [account] = signals_in("IBAN DE89 3704 0044 0532 0130 00")
    [alike] = signals_in("a@hanbit0n.co.kr", known=KNOWN)
    assert account["ends"] == "3000"
    assert (alike["domain"], alike["like"]) == ("hanbit0n.co.kr", "hanbiton.co.kr")


def test_words_are_the_same_whatever_figures_and_signs_stand_between_them():
    words = (
        "We are a distributor of cosmetics and look for {} pieces of your {}serum; please quote."
    )
    assert text_digest(words.format(300, "")) == text_digest(words.format("1,000", "– "))
    assert text_digest("Please quote.") is None


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.Hanbiton.co.kr/en", "hanbiton.co.kr"),
        ("hanbiton.co.kr", "hanbiton.co.kr"),
        ("a@hanbiton.co.kr", "hanbiton.co.kr"),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_addresses_give_their_domain(address, domain):
    assert domain_of(address) == domain


def test_free_addresses_are_known():
    assert is_free_mail("a@naver.com")
    assert not is_free_mail("a@hanbiton.co.kr")
    assert not is_free_mail(None)
