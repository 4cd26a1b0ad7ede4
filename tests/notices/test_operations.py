import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.work.models import Delivery, EventRow
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.enums import LetterState
from marketplace.notices.errors import UnknownMessage
from marketplace.notices.models import Letter
from marketplace.notices.operations import Recipient, forget_reader, mark_sent, tell
from marketplace.notices.queries import find_letter
from tests.factories.letters import LINK, tell_somebody

pytestmark = pytest.mark.usefixtures("context")


def test_a_letter_is_queued_with_the_act_that_tells_it():
    code = tell_somebody("reset_password", link=LINK)
    letter = find_letter(code)
    assert (letter.state, letter.message) == (LetterState.QUEUED, "reset_password")
    events = session.scalars(select(EventRow)).all()
    assert [(event.name, event.facts) for event in events] == [
        ("notices.letter_queued", {"letter": code})
    ]


def test_no_token_is_stored():
    code = tell_somebody("reset_password", link=LINK)
    assert find_letter(code).parameters == {"link": LINK.as_parameter()}
    assert LINK.token() not in str(find_letter(code).parameters)


def test_an_act_that_is_refused_tells_nobody():
    def tell_and_fail():
        tell(Recipient("a@example.com", "A", "en"), "password_changed")
        raise LookupError

    with pytest.raises(LookupError):
        unit_of_work(tell_and_fail)
    assert session.scalars(select(Letter)).all() == []


def test_telling_needs_a_unit():
    with pytest.raises(RuntimeError):
        tell(Recipient("a@example.com", "A", "en"), "password_changed")


def test_a_message_without_templates_is_a_bug_at_once():
    with pytest.raises(UnknownMessage):
        tell_somebody("good_morning")


def test_a_letter_carries_words_figures_and_links_only():
    with pytest.raises(TypeError):
        tell_somebody("new_device", device=["Firefox"])


def test_a_sent_letter_has_its_time_and_its_history():
    letter = find_letter(tell_somebody())
    unit_of_work(mark_sent, letter, actor=AT_THE_SERVER)
    unit_of_work(mark_sent, letter, actor=AT_THE_SERVER)
    assert (letter.state, letter.sent_at is not None) == (LetterState.SENT, True)
    tags = session.scalars(select(AuditEntry.tag)).all()
    assert tags == ["letter:state:send"]


def test_the_database_knows_that_a_sent_letter_has_a_time():
    letter = find_letter(tell_somebody())

    def claim_sent():
        letter.state = LetterState.SENT
        session.flush()

    with pytest.raises(IntegrityError):
        unit_of_work(claim_sent)


def test_a_reader_who_is_gone_is_forgotten_and_gets_no_more_letters(app, settings):
    waiting = tell_somebody(person="PER-0000-00002")
    other = tell_somebody(person="PER-0000-00003")
    unit_of_work(forget_reader, "PER-0000-00002", actor=AT_THE_SERVER)
    letter = find_letter(waiting)
    assert (letter.state, letter.mail, letter.name, letter.parameters) == (
        LetterState.WITHDRAWN, None, "", {},
    )  # fmt: skip
    work_until_idle(app)
    session.rollback()
    assert find_letter(waiting).state is LetterState.WITHDRAWN
    assert find_letter(other).state is LetterState.SENT
    assert [path.stem[16:] for path in (settings.data_dir / "mails").iterdir()] == [other]
    assert {row.state.value for row in session.scalars(select(Delivery))} == {"done"}
