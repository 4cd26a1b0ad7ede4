"""What a room whose things are reviewed brings: moderation knows them by kind and id only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.core.audit import Actor
from marketplace.moderation.enums import Decision, RemarkLevel


@dataclass(frozen=True)
class RemarkLine:
    """An automatic remark as an operator reads it.

    `anchor` is the id of the place on the page that it speaks of, `reason` the code that it ticks.
    """

    sentence: str
    level: RemarkLevel
    place: str = ""
    anchor: str = ""
    reason: str = ""


@dataclass(frozen=True)
class QueueLine:
    """A subject in the queue: its title, the language that it is written in, a picture's key."""

    title: str
    language: str = ""
    picture: str = ""
    note: str = ""


@dataclass(frozen=True)
class ReviewSubject:
    """How moderation asks a room about its things; each function takes public ids.

    `lock` takes the subject's root before the review is locked. `on_decided` carries the decision
    out in the same commit. `lines` gives the queue's words for many at once. `template` draws the
    subject on the review page from `facts`; `remark_lines` puts stored remarks into sentences.
    """

    kind: str
    lock: Callable[[str], object]
    on_decided: Callable[[str, Decision, Actor], None]
    reasons: Callable[[], Mapping[str, Any]]
    lines: Callable[[Sequence[str]], Mapping[str, QueueLine]]
    template: str
    facts: Callable[[str], Mapping[str, Any]]
    remark_lines: Callable[[Sequence[Mapping[str, Any]]], Sequence[RemarkLine]]


_subjects: dict[str, ReviewSubject] = {}


def review_subject(subject: ReviewSubject) -> None:
    """Register a kind of things that are reviewed; a later one of the same kind replaces it."""
    _subjects[subject.kind] = subject


def subject_of(kind: str) -> ReviewSubject:
    """Return the kind's description; KeyError when no room brings it any more."""
    return _subjects[kind]
