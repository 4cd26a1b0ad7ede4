"""Jobs: long pieces of work in slices, with progress, cancel and a resume point.

A job is a delivery of the lane `long` that comes back until its last slice. Each slice writes its
rows and its resume point in one unit, so a worker that is killed loses and doubles nothing: the
next one goes on, once the lease has ended, from what was committed.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from marketplace.core import audit, clock
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import insert_with_id, require_unit, session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.core.states import Machine, Move
from marketplace.core.work.fences import Claim, UnknownWork, fenced, mark_done, renew
from marketplace.core.work.models import Delivery, DeliveryState, JobRow, JobState, Lane

#: The pause between two slices on SQLite, in seconds, so that people can write in between.
PAUSE_SECONDS = 0.1
#: How long a job keeps its lane, in seconds, before other work has its turn.
TURN_SECONDS = 2.0

#: The problem of a job whose code kept failing; its parked delivery has the details.
BROKEN = {"code": "broken"}

JOB = Machine(
    kind="job",
    id_column="code",
    moves=(
        Move("begin", frozenset({JobState.WAITING}), JobState.RUNNING),
        Move("resume", frozenset({JobState.FAILED}), JobState.WAITING),
        Move("finish", frozenset({JobState.RUNNING}), JobState.DONE, stamps="ended_at"),
        Move(
            "fail",
            frozenset({JobState.WAITING, JobState.RUNNING}),
            JobState.FAILED,
            stamps="ended_at",
        ),
        Move(
            "cancel",
            frozenset({JobState.WAITING, JobState.RUNNING, JobState.FAILED}),
            JobState.CANCELLED,
            stamps="ended_at",
        ),
    ),
)


class JobFailed(Exception):
    """Raised by a slice: the job cannot be done. `problem` is a code with its facts, for pages."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        """`problem` has a `code` and primitive facts; pages turn it into a sentence."""
        self.problem = dict(problem)
        super().__init__(str(self.problem.get("code")))


@dataclass(frozen=True)
class Job:
    """A job in a worker's hands, as it stood when the slice began.

    `facts` are what it was started with, `at` is the resume point ({} at first), `done` of `total`
    is its progress, `actor` who started it. Frozen: the next slice gets what this one wrote.
    """

    code: str
    kind: str
    subject: str
    facts: dict[str, Any]
    at: dict[str, Any]
    done: int
    total: int | None
    actor: Actor
    held: Claim

    def advance(
        self, at: Mapping[str, Any], *, done: int | None = None, total: int | None = None
    ) -> None:
        """Write the resume point and the figures in the present unit, together with its rows.

        Call it in every unit of a slice, after the unit's own locks. Raises LostLease, which must
        pass through, when the job was cancelled or another worker has it: the unit is taken back.
        """
        require_unit()
        fenced(self.held)
        row = _row_of(self.code)
        row.at = dict(at)
        if done is not None:
            row.done = done
        if total is not None:
            row.total = total


Step = Callable[[Job], bool]

_steps: dict[str, Step] = {}


def job(kind: str) -> Callable[[Step], Step]:
    """Register the slice of a kind of job: it does a little and returns whether there is more.

    It runs outside any unit. Its units write at most 200 ms or a few hundred rows each and call
    `Job.advance`. Called again at the end of its work it returns False and changes nothing. It
    raises JobFailed for what cannot be done; anything else is tried again later, then parked.
    Renaming a kind leaves its jobs parked.
    """

    def register(step: Step) -> Step:
        _steps[kind] = step
        return step

    return register


def start_job(kind: str, facts: Mapping[str, Any], *, actor: Actor, subject: str) -> JobRow:
    """Start a job in the present unit and return its row; the worker begins after the commit.

    `facts` are JSON: ids, codes, figures, keys of stored files. `subject` is the public id that
    pages look it up by (`jobs_of`).
    """
    require_unit()
    row = JobRow(
        kind=kind,
        subject=subject,
        state=JobState.WAITING,
        facts=dict(facts),
        at={},
        done=0,
        actor_person=actor.person,
        actor_company=actor.company,
        on_behalf_of=actor.on_behalf_of,
        made_at=clock.now(),
    )
    insert_with_id(row, column="code", prefix="JOB")
    _plan(row)
    audit.record("job:work:started", kind="job", subject=row.code, actor=actor, job=kind)
    return row


def cancel_job(code: str, *, actor: Actor) -> JobRow:
    """End a job in the present unit: what its slices committed stays, the next ones do not come.

    The slice that is being written when this happens is either committed before or taken back.
    Raises Conflict when the job is done or cancelled already.
    """
    require_unit()
    _drop_deliveries(code)
    row = _row_of(code)
    JOB.apply(row, "cancel", actor=actor)
    return row


def resume_job(code: str, *, actor: Actor) -> JobRow:
    """Let a failed job go on from its resume point. Raises Conflict when it has not failed."""
    require_unit()
    _drop_deliveries(code)
    row = _row_of(code)
    _take_up_failed(row, actor)
    _plan(row)
    return row


def find_job(code: str) -> JobRow | None:
    """Return the job with this public id."""
    return session.scalar(select(JobRow).where(JobRow.code == code))


def jobs_of(subject: str, *, limit: int = 20) -> list[JobRow]:
    """Return the newest jobs of a subject, the newest first."""
    newest = select(JobRow).where(JobRow.subject == subject).order_by(JobRow.id.desc())
    return list(session.scalars(newest.limit(limit)))


def is_job(delivery: Delivery) -> bool:
    """Whether a delivery belongs to a job."""
    return (delivery.subject or "").startswith("JOB-")


def carry_on(held: Claim) -> None:
    """Do slices of a claimed job until its turn is over, outside any unit.

    Raises what a slice raises, UnknownWork for a kind that no code knows, LostLease when the job
    was cancelled or another worker has it.
    """
    turn_ends = time.monotonic() + TURN_SECONDS
    while True:
        present = unit_of_work(_take_up, held)
        if present is None:
            return
        step = _steps.get(present.kind)
        if step is None:
            raise UnknownWork(present.kind)
        try:
            more = step(present)
        except JobFailed as failure:
            unit_of_work(_fail, held, present.code, failure.problem)
            return
        if not more:
            unit_of_work(_finish, held, present.code)
            return
        if session.get_bind().dialect.name == "sqlite":
            time.sleep(PAUSE_SECONDS)
        if time.monotonic() >= turn_ends:
            unit_of_work(_come_back, held)
            return


def fail_parked(delivery: Delivery) -> None:
    """Mark a job as failed when its delivery parks, in the same unit; a retry resumes it."""
    row = _row_of(delivery.subject or "")
    if JOB.can(row, "fail"):
        row.problem = BROKEN
        JOB.apply(row, "fail", actor=_actor_of(row), problem="broken")


def _row_of(code: str) -> JobRow:
    found = select(JobRow).where(JobRow.code == code).with_for_update()
    return session.scalars(found.execution_options(populate_existing=True)).one()


def _actor_of(row: JobRow) -> Actor:
    return Actor(Channel.WORKER, row.actor_person, row.actor_company, row.on_behalf_of)


def _plan(row: JobRow) -> None:
    session.add(
        Delivery(
            code=new_public_id("DLV"),
            listener=row.kind,
            subject=row.code,
            lane=Lane.LONG,
            state=DeliveryState.WAITING,
            due_at=clock.now(),
        )
    )


def _drop_deliveries(code: str) -> None:
    """Take the job out of the queue: whoever holds its delivery loses the lease."""
    session.execute(
        delete(Delivery).where(
            Delivery.subject == code,
            Delivery.state.in_([DeliveryState.WAITING, DeliveryState.PARKED]),
        )
    )


def _take_up_failed(row: JobRow, actor: Actor) -> None:
    JOB.apply(row, "resume", actor=actor)
    row.problem = None
    row.ended_at = None


def _take_up(held: Claim) -> Job | None:
    """Renew the lease and return the job as it stands; None when it is at its end."""
    delivery = renew(held)
    row = _row_of(delivery.subject or "")
    actor = _actor_of(row)
    if row.state is JobState.FAILED:
        _take_up_failed(row, actor)
    if row.state is JobState.WAITING:
        JOB.apply(row, "begin", actor=actor)
    if row.state is not JobState.RUNNING:
        mark_done(delivery)
        return None
    figures = (dict(row.facts), dict(row.at), row.done, row.total)
    return Job(row.code, row.kind, row.subject, *figures, actor, held)


def _finish(held: Claim, code: str) -> None:
    mark_done(fenced(held))
    row = _row_of(code)
    JOB.apply(row, "finish", actor=_actor_of(row))


def _fail(held: Claim, code: str, problem: dict[str, Any]) -> None:
    mark_done(fenced(held))
    row = _row_of(code)
    row.problem = problem
    JOB.apply(row, "fail", actor=_actor_of(row), problem=str(problem.get("code")))


def _come_back(held: Claim) -> None:
    delivery = fenced(held)
    delivery.due_at = clock.now()
    delivery.attempts = 0
    delivery.leased_until = None
    delivery.problem = None
