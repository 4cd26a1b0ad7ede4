import threading

import pytest

from marketplace.core.db import session
from marketplace.core.work.models import Lane
from marketplace.core.work.worker import LaneWorker
from tests.core.work import happenings


@pytest.fixture(autouse=True)
def nothing_told():
    happenings.TOLD.clear()
    happenings.FAILURES.clear()


@pytest.fixture
def step(app):
    """Let a worker do one round of a lane; return how many deliveries it claimed."""

    def one_round(lane=Lane.ACT):
        session.rollback()
        return LaneWorker(app, lane, threading.Event()).step()

    return one_round
