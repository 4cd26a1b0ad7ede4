"""What happened to reviews."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core.work.events import Event


@dataclass(frozen=True)
class ReviewOpened(Event):
    """Something waits for an operator: public ids of the review and its company."""

    name: ClassVar[str] = "moderation.review_opened"
    review: str
    company: str


@dataclass(frozen=True)
class ReviewDecided(Event):
    """An operator decided; the review's state says what."""

    name: ClassVar[str] = "moderation.review_decided"
    review: str
    kind: str
    subject: str
