import contextlib
import os
import signal
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.work.lanes import LEASE
from marketplace.core.work.models import Delivery, DeliveryState, Lane
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.enums import LetterState
from marketplace.notices.events import LetterQueued
from marketplace.notices.listeners import send_letter
from marketplace.notices.queries import find_letter
from tests.factories.letters import LINK, tell_somebody
from tests.support.smtp import mail_server

ROOT = Path(__file__).resolve().parents[2]
STOP_SECONDS = 30


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


def state_of(code):
    session.rollback()
    return find_letter(code).state


def delivery():
    session.rollback()
    return session.scalars(select(Delivery).where(Delivery.event_id.is_not(None))).one()


def test_a_letter_goes_out_by_smtp_in_the_readers_language(make_app, server):
    app = make_app(SMTP_URL=server.url, MAIL_FROM="trade@example.org", OPERATOR_NAME="무역 센터")
    with app.app_context():
        code = tell_somebody("reset_password", language="ko", link=LINK)
        work_until_idle(app)
        assert state_of(code) is LetterState.SENT
    [envelope] = server.arrived
    assert (envelope.mail_from, envelope.rcpt_tos) == ("trade@example.org", ["eleanor@example.com"])
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert mail["From"] == "무역 센터 <trade@example.org>"
    assert mail["Content-Language"] == "ko"


def test_a_letter_sent_already_is_not_sent_again(make_app, server):
    app = make_app(SMTP_URL=server.url)
    with app.app_context():
        code = tell_somebody()
        work_until_idle(app)
        send_letter(LetterQueued(code))
    assert len(server.arrived) == 1


def test_a_letter_that_is_gone_is_not_sent(make_app, server):
    with make_app(SMTP_URL=server.url).app_context():
        send_letter(LetterQueued("LET-0000-00000"))
    assert server.arrived == []


def test_a_server_that_is_busy_is_asked_again_later(make_app):
    with mail_server(DATA="451 try again later") as server:
        app = make_app(SMTP_URL=server.url)
        with app.app_context():
            code = tell_somebody()
            work_until_idle(app)
            waiting = delivery()
            assert (waiting.state, waiting.attempts) == (DeliveryState.WAITING, 1)
            server.answers.clear()
            clock.advance(timedelta(minutes=1))
            work_until_idle(app)
            assert state_of(code) is LetterState.SENT
    assert len(server.arrived) == 1


def test_an_address_that_does_not_exist_is_parked_at_once(make_app):
    with mail_server(RCPT="550 no such box") as server:
        app = make_app(SMTP_URL=server.url)
        with app.app_context():
            code = tell_somebody()
            work_until_idle(app)
            parked = delivery()
            assert (parked.state, parked.problem) == (
                DeliveryState.PARKED,
                "OutsideFailure: SMTP: refused with 550",
            )
            assert state_of(code) is LetterState.QUEUED


@pytest.mark.usefixtures("both_databases")
def test_a_worker_killed_between_claim_and_send_loses_no_mail(make_app, tmp_path, server):
    app = make_app(SMTP_URL=server.url)
    environ = os.environ | {
        "NARU_PROFILE": "test",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": app.config["SETTINGS"].database_url,
        "SMTP_URL": server.url,
    }
    with app.app_context():
        code = tell_somebody()
    server.hanging = True
    with worker(environ) as killed:
        assert server.in_data.wait(STOP_SECONDS)
        killed.send_signal(signal.SIGKILL)
        killed.wait(STOP_SECONDS)
    server.hanging = False
    with app.app_context():
        assert state_of(code) is LetterState.QUEUED
        assert (delivery().state, delivery().fence) == (DeliveryState.WAITING, 1)
        clock.advance(LEASE + timedelta(seconds=1))
        work_until_idle(app)
        assert len(server.arrived) == 1
        assert state_of(code) is LetterState.SENT
        assert (delivery().state, delivery().fence) == (DeliveryState.DONE, 2)
        assert delivery().lane is Lane.MAIL
    assert f"Message-ID: <{code}@".encode() in server.arrived[0].content


@contextlib.contextmanager
def worker(environ):
    """Run a worker while the block lasts, and no longer whatever happens in it."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()
