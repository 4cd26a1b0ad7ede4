"""Plays the deals of made-up companies in the order of time, and what follows by itself."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest

from flask import Flask

from marketplace.core import clock
from marketplace.core.db import end_reading
from marketplace.core.work.models import Lane
from marketplace.core.work.worker import LaneWorker
from marketplace.demo.deals.cast import Cast, listing_called
from marketplace.demo.deals.opening import ask_seller, write_first
from marketplace.demo.deals.steps import do_step, look_at
from marketplace.demo.written_deals import Talk, talks_of

#: How long after it was sent an office passes an inquiry on.
LOOKED_AT_AFTER = timedelta(hours=4)
#: What is done within so long is followed by what follows of all of it.
TOGETHER = timedelta(hours=1)

Act = Callable[[], object]


@dataclass(frozen=True)
class Turn:
    """Something that is done at an instant; what follows by itself follows then."""

    at: datetime
    act: Act


def play_deals(
    cast: Cast,
    home: str,
    today: datetime,
    app: Flask,
    *,
    between: Sequence[Turn] = (),
) -> None:
    """Play the deals of the companies of the cast, and what happens `between` elsewhere.

    What was played already stays; an interrupted load is finished by the next.
    """
    talks = [talk for talk in talks_of(home) if _can_be_played(talk, cast)]
    turns = [turn for talk in talks for turn in _turns(talk, cast, today)]
    in_order = sorted([*turns, *between], key=lambda turn: turn.at)
    for turn, after in zip_longest(in_order, in_order[1:]):
        end_reading()
        with clock.moved_to(turn.at):
            turn.act()
            if after is None or after.at - turn.at > TOGETHER:
                _let_follow(app)
    end_reading()
    _let_follow(app)


def _can_be_played(talk: Talk, cast: Cast) -> bool:
    if not {talk.buyer, talk.seller} <= set(cast.owners):
        return False
    company = cast.company(talk.seller)
    return all(listing_called(company, wanted.code) for wanted in talk.wanted)


def _turns(talk: Talk, cast: Cast, today: datetime) -> list[Turn]:
    opened_at = today - talk.ago
    begins = write_first if talk.is_opened_by_seller else ask_seller
    turns = [Turn(opened_at, partial(begins, talk, cast, opened_at))]
    looked_at = opened_at + LOOKED_AT_AFTER
    if talk.is_looked_at and looked_at < today:
        turns.append(Turn(looked_at, partial(look_at, talk, cast)))
    for step in talk.steps:
        at = today - step.ago
        turns.append(Turn(at, partial(do_step, talk, step, cast, at)))
    return turns


def _let_follow(app: Flask) -> None:
    """Run the worker's due work; mails are written then, and sent once a worker runs."""
    stop = threading.Event()
    while LaneWorker(app, Lane.ACT, stop).step():
        pass
