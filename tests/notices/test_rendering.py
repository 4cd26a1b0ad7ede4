import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from marketplace.core.errors import OutsideFailure
from marketplace.notices import protocols
from marketplace.notices.protocols import Recipient
from marketplace.notices.rendering import MAIL_POLICY, render
from tests.factories.letters import LINK, PARAMETERS, letter_of

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = sorted(path.name for path in (ROOT / "templates" / "mail").iterdir())


@pytest.fixture
def mail_of(app, context):
    return lambda message, **facts: render(letter_of(message, **facts), app.config["SETTINGS"])


def parts(mail):
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    return text, html


def test_every_message_is_tried_here():
    assert sorted(PARAMETERS) == MESSAGES


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("message", MESSAGES)
def test_a_mail_says_the_same_in_text_and_html(mail_of, message, language):
    mail = mail_of(message, language=language)
    text, html = parts(mail)
    assert mail["Subject"]
    assert mail["Content-Language"] == language
    assert f'<html lang="{language}" dir="ltr">' in html
    addresses = set(re.findall(r"http://\S+", text))
    assert addresses == set(re.findall(r'href="([^"]+)"', html))
    for text_part in (text, html):
        assert "{{" not in text_part
        assert "%(" not in text_part
    assert "\n\n\n" not in text


@pytest.mark.parametrize("message", [name for name in MESSAGES if name != "confirm_mail"])
def test_a_mail_greets_its_reader(mail_of, message):
    text, html = parts(mail_of(message, name="Ana <b>"))
    assert text.startswith("Hello Ana <b>,\n")
    assert "Hello Ana &lt;b&gt;," in html


def test_the_first_mail_to_an_address_repeats_nothing_that_a_stranger_typed(mail_of):
    mail = mail_of("confirm_mail", name="Win a car at spam.example")
    assert "spam" not in mail.as_string()
    assert mail["To"] == "eleanor@example.com"


def test_a_link_in_a_mail_ends_at_an_instant_with_its_zone(mail_of):
    text, html = parts(mail_of("reset_password"))
    assert LINK.address() in text
    assert LINK.address() in html
    assert "23 Nov 2026, 01:05 Seoul" in text


@pytest.mark.parametrize("message", ["member_joined", "member_invited", "operator_acts"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_name_with_a_full_stop_ends_a_sentence_alone(mail_of, message, language):
    acme = "Acme Inc."
    mail = mail_of(message, language=language, company=acme, role=acme, reason=acme)
    for part in parts(mail):
        assert ".." not in re.sub(r"<[^>]*>", "", part)
        assert acme in part


def test_names_in_another_language_than_the_mails_are_marked(mail_of):
    text, html = parts(mail_of("member_joined", member="김하늘", company="한빛 <온>"))
    assert "김하늘 has accepted your invitation and acts for 한빛 <온> now." in text
    assert '<bdi lang="ko">김하늘</bdi> has accepted' in html
    assert '<bdi lang="ko">한빛 &lt;온&gt;</bdi>' in html


def test_an_instant_in_a_mail_is_written_in_the_readers_zone(mail_of, monkeypatch):
    ana = Recipient("ana@example.com", "Ana", "en", "PER-0000-00001", "America/Santiago")
    monkeypatch.setattr(protocols, "_finders", [{"PER-0000-00001": ana}.get])
    text, html = parts(mail_of("new_device"))
    assert "22 Nov 2026, 11:05 Santiago" in text
    assert "22 Nov 2026, 11:05 Santiago" in html
    text, _html = parts(mail_of("turn_over", due_zone="Europe/London"))
    assert "It was due by 22 Nov 2026, 14:05 London." in text


def test_a_mail_in_korean_writes_the_day_and_the_hour_as_koreans_do(mail_of):
    text, _html = parts(mail_of("reset_password", language="ko"))
    assert "2026년 11월 23일 01:05 (서울)" in text


def test_a_letter_rendered_again_has_the_same_headers_and_links(mail_of):
    first, second = mail_of("reset_password"), mail_of("reset_password")
    assert first["Message-ID"] == second["Message-ID"] == "<LET-0000-00001@127.0.0.1>"
    assert first["Date"] == second["Date"] == "Sun, 22 Nov 2026 14:05:00 +0000"
    assert parts(first) == parts(second)


@pytest.mark.parametrize(
    ("left", "words"),
    [(0, "That was the last one."), (1, "1 recovery code left"), (9, "9 recovery codes left")],
)
def test_recovery_codes_are_counted(mail_of, left, words):
    text, html = parts(mail_of("recovery_code_used", left=left))
    assert words in text
    assert words in html


def test_a_language_that_is_not_enabled_falls_back(mail_of):
    assert mail_of("app_set_up", language="fr")["Content-Language"] == "en"


def test_a_subject_stays_one_line(mail_of, settings):
    object.__setattr__(settings, "operator_name", "Trade\r\nBcc: everybody@example.com")
    with pytest.raises(ValueError, match="CR or LF"):
        mail_of("operator_invited")


def test_a_long_subject_in_another_script_keeps_its_spaces_on_the_way():
    subject = "بدأ التحقق من مؤسسة بيت النور التجارية"
    mail = EmailMessage(MAIL_POLICY)
    mail["Subject"] = subject
    sent = mail.as_bytes()
    assert sent.isascii()
    assert message_from_bytes(sent, policy=policy.default)["Subject"] == subject


def test_domains_of_other_scripts_are_written_for_servers(mail_of):
    mail = mail_of("app_set_up", mail="kim@한글.example")
    assert mail["To"] == "kim@xn--bj0bj06e.example"
    assert bytes(mail).isascii()


def test_names_of_other_scripts_before_the_at_sign_stay(mail_of):
    mail = mail_of("app_set_up", mail="김@example.com")
    assert "To: 김@example.com" in bytes(mail).decode()


def test_an_address_that_is_none_can_get_no_mail(mail_of):
    with pytest.raises(OutsideFailure) as failure:
        mail_of("app_set_up", mail="nobody@localhost")
    assert failure.value.permanent
