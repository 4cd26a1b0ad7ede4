"""What a person reads on their pages, and how often it comes by mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.errors import Conflict
from marketplace.core.languages import LANGUAGES
from marketplace.core.work.worker import work_until_idle
from marketplace.notices import protocols
from marketplace.notices.enums import Pace
from marketplace.notices.models import Letter, Notice
from marketplace.notices.operations import choose_pace, forget_reader, mark_read, tell
from marketplace.notices.protocols import Recipient
from marketplace.notices.queries import find_notices, line_of, pace_of, unread_count
from marketplace.notices.rendering import render
from tests.factories.letters import tell_somebody

ELEANOR = "PER-0000-00001"
NEWS = {"office": "Santiago", "roles": "Verifier"}

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture(autouse=True)
def known_reader(context, monkeypatch):
    reader = Recipient("eleanor@example.com", "Eleanor Finch", "en", ELEANOR, "Asia/Riyadh")
    monkeypatch.setattr(protocols, "_finders", [{ELEANOR: reader}.get])


def choose(pace, version=1):
    unit_of_work(choose_pace, ELEANOR, pace, seen_version=version, actor=AT_THE_SERVER)


def letters():
    return list(session.scalars(select(Letter).order_by(Letter.id)))


def notices():
    return list(session.scalars(select(Notice).order_by(Notice.id)))


def test_a_notice_stands_on_the_page_and_goes_out_by_mail_at_once():
    tell_somebody("roles_changed", **NEWS)

    assert [notice.message for notice in notices()] == ["roles_changed"]
    assert [letter.message for letter in letters()] == ["roles_changed"]
    assert unread_count(ELEANOR) == 1


def test_a_letter_about_the_account_never_stands_on_a_page():
    tell_somebody("password_changed")

    assert notices() == []
    assert len(letters()) == 1


def test_whoever_wants_no_mails_still_reads_the_page():
    choose(Pace.OFF)
    tell_somebody("roles_changed", **NEWS)

    assert (len(notices()), letters()) == (1, [])


def test_whoever_wants_no_mails_still_gets_those_about_the_account():
    choose(Pace.OFF)
    tell_somebody("password_changed")

    assert len(letters()) == 1


@pytest.mark.parametrize("pace", [Pace.DAILY, Pace.OFF])
def test_what_may_not_wait_is_mailed_at_once_whatever_the_pace(pace):
    choose(pace)
    tell_somebody("operator_acts", company="Marlow", operator="Han", reason="Asked", hours=8)

    assert [letter.message for letter in letters()] == ["operator_acts"]
    assert [notice.for_digest for notice in notices()] == [False]


def test_a_daily_reader_gets_one_mail_with_all_of_the_day(app):
    choose(Pace.DAILY)
    tell_somebody("roles_changed", **NEWS)
    tell_somebody("operator_ended")
    assert letters() == []

    clock.advance(timedelta(days=1))
    work_until_idle(app)
    end_reading()

    (mail,) = letters()
    text = render(mail, app.config["SETTINGS"]).get_body(("plain",)).get_content()
    sentences = [
        line_of(notice, LANGUAGES["en"], app.config["SETTINGS"]).sentence for notice in notices()
    ]
    assert mail.message == "daily_notices"
    assert all(sentence in text for sentence in sentences)


def test_the_daily_mail_comes_at_eight_in_the_readers_zone(app):
    choose(Pace.DAILY)
    reader = Recipient("eleanor@example.com", "Eleanor", "en", ELEANOR, "Asia/Riyadh")
    with clock.moved_to(clock.now().replace(hour=3, minute=0)):  # six o'clock in Riyadh
        unit_of_work(tell, reader, "roles_changed", **NEWS)
        due = session.connection().exec_driver_sql(
            "SELECT due_at FROM delivery WHERE subject = ?", (ELEANOR,)
        )
        assert due.scalar_one()[11:16] == "05:00"


def test_what_was_read_meanwhile_is_not_mailed(app):
    choose(Pace.DAILY)
    tell_somebody("roles_changed", **NEWS)
    unit_of_work(mark_read, ELEANOR, [notices()[0].code])

    clock.advance(timedelta(days=1))
    work_until_idle(app)
    end_reading()

    assert letters() == []


def test_whoever_has_had_enough_meanwhile_gets_no_daily_mail(app):
    choose(Pace.DAILY)
    tell_somebody("roles_changed", **NEWS)
    choose(Pace.OFF, version=2)

    clock.advance(timedelta(days=1))
    work_until_idle(app)
    end_reading()

    assert letters() == []


def test_a_person_marks_only_their_own_notices():
    tell_somebody("roles_changed", **NEWS)
    unit_of_work(mark_read, "PER-0000-00002", [notices()[0].code])

    assert unread_count(ELEANOR) == 1


def test_the_second_of_two_choices_is_told_that_it_changed():
    choose(Pace.DAILY)

    with pytest.raises(Conflict):
        choose(Pace.OFF, version=1)
    assert pace_of(ELEANOR) is Pace.DAILY


def test_a_choice_is_recorded():
    choose(Pace.DAILY)

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.tag, entry.facts) == ("person:mail_pace:chosen", {"pace": "daily"})


def test_a_target_becomes_a_whole_address_in_the_readers_language(app):
    tell_somebody("roles_changed", target="/desk", **NEWS)

    line = line_of(notices()[0], LANGUAGES["ko"], app.config["SETTINGS"])
    assert line.address == f"{app.config['SETTINGS'].public_url}/ko/desk"


def test_mails_of_one_thread_are_shown_together(app):
    tell_somebody("roles_changed", thread="DEA-0000-00001", **NEWS)
    tell_somebody("operator_ended", thread="DEA-0000-00001")

    first, second = (render(letter, app.config["SETTINGS"]) for letter in letters())
    assert first["References"] == second["References"] == "<DEA-0000-00001@127.0.0.1>"
    assert first["Message-ID"] != second["Message-ID"]


def test_the_notices_of_somebody_forgotten_are_gone():
    tell_somebody("roles_changed", **NEWS)
    code = notices()[0].code

    unit_of_work(forget_reader, ELEANOR, actor=AT_THE_SERVER)

    assert find_notices([code]) == []
