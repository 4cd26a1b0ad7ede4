"""`/healthz`, `/readyz` and `/metrics`."""

from datetime import timedelta

import pytest

from marketplace.core import clock
from marketplace.core.db import database, unit_of_work
from marketplace.core.web.health import WORKER_SINCE
from marketplace.core.work.lanes import beat
from marketplace.core.work.models import Lane
from marketplace.core.work.timers import set_timer
from marketplace.core.work.worker import work_until_idle

TOKEN = "t" * 20


def test_a_house_is_ready_when_every_lane_was_seen(both_databases, app):
    client = app.test_client()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"database": "up", "worker": "down"})
    with app.app_context():
        beat(Lane.ACT)
    assert client.get("/readyz").status_code == 503
    work_until_idle(app)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"database": "up", "worker": "up"})


def test_a_worker_that_was_not_seen_for_a_minute_is_down(app, client):
    with clock.moved_to(clock.now() - timedelta(seconds=61)):
        work_until_idle(app)
    assert client.get("/readyz").json == {"database": "up", "worker": "down"}


def test_a_house_that_began_with_its_worker_waits_for_that_one(app, client, monkeypatch):
    work_until_idle(app)
    monkeypatch.setitem(app.config, WORKER_SINCE, clock.now())
    assert client.get("/readyz").json == {"database": "up", "worker": "down"}
    work_until_idle(app)
    assert client.get("/readyz").status_code == 200


def test_a_clock_that_was_set_back_does_not_keep_a_house_waiting(app, client, monkeypatch):
    monkeypatch.setitem(app.config, WORKER_SINCE, clock.now() + timedelta(hours=1))
    work_until_idle(app)
    assert client.get("/readyz").status_code == 200


def test_a_house_that_loses_its_database_lives_and_is_not_ready(app, client, tmp_path):
    with app.app_context():
        database.engine.dispose()
    (tmp_path / "naru.sqlite").write_text("no database" * 100)
    assert client.get("/healthz").json == {"status": "ok"}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"database": "down", "worker": "unknown"})


def test_figures_count_requests_and_what_waits(app, client):
    client.get("/en/")
    page = client.get("/metrics")
    assert (page.status_code, page.mimetype) == (200, "text/plain")
    assert 'naru_requests_total{endpoint="pages.home",method="GET",status="200"}' in page.text
    assert 'naru_request_seconds_bucket{endpoint="pages.home"' in page.text


def test_deliveries_are_counted_by_lane_and_state(app, client):
    with app.app_context():
        unit_of_work(set_timer, "accounts.lapse", "PER-1", clock.now())
    assert 'naru_deliveries{lane="act",state="waiting"} 1.0' in client.get("/metrics").text


def test_a_method_that_nobody_knows_makes_no_series_of_its_own(client):
    client.open("/en/", method="KLINGON")
    page = client.get("/metrics").text
    assert 'method="other"' in page
    assert "KLINGON" not in page


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({}, 404),
        ({"Authorization": "Bearer wrong"}, 404),
        ({"Authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_a_token_guards_the_figures(make_app, header, status):
    client = make_app(METRICS_TOKEN=TOKEN).test_client()
    assert client.get("/metrics", headers=header).status_code == status


def test_without_a_token_only_this_machine_reads_them(client):
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get("/metrics", environ_base=elsewhere).status_code == 404
