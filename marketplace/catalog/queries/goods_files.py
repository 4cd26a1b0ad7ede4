"""Named reads: files of a seller's goods that are being written, or wait to be downloaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from marketplace.companies.models import Company
from marketplace.companies.queries import find_open_company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.work.models import JobRow, JobState

#: The kind of the job that writes such a file.
EXPORT = "catalog.export_goods"
#: How long a file can be downloaded.
KEPT = timedelta(days=7)
MOST_SHOWN = 5


@dataclass(frozen=True)
class GoodsFile:
    """A company's goods as a file, by the job that writes it."""

    company: Company
    job: JobRow

    @property
    def kind(self) -> str:
        """`xlsx` or `csv`."""
        return str(self.job.facts["kind"])

    @property
    def stored(self) -> str:
        """The name of the file in the storage, "" until it is written."""
        return str(self.job.at.get("file", ""))

    @property
    def is_busy(self) -> bool:
        """Whether it is being written."""
        return self.job.state in {JobState.WAITING, JobState.RUNNING}

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded; one that is over its time goes with the next sweep."""
        is_there = self.job.state is JobState.DONE and bool(self.stored)
        return is_there and self.goes_at is not None and clock.now() < self.goes_at

    @property
    def goes_at(self) -> datetime | None:
        """When it is removed, None while it is being written."""
        return self.job.ended_at + KEPT if self.job.ended_at else None


def parts_of(job: str, at: Mapping[str, Any]) -> list[str]:
    """Return the names in the storage of a file's parts, in order (`at` is the resume point)."""
    return [f"{job.lower()}.{after}.rows" for after in at.get("parts", [])]


def goods_files(company: Company) -> list[GoodsFile]:
    """Return the newest files of a company's goods, the newest first, none over its time."""
    in_time = or_(JobRow.ended_at.is_(None), JobRow.ended_at > clock.now() - KEPT)
    newest = (
        select(JobRow)
        .where(
            JobRow.subject == company.code,
            JobRow.kind == EXPORT,
            JobRow.state != JobState.CANCELLED,
            in_time,
        )
        .order_by(JobRow.id.desc())
        .limit(MOST_SHOWN)
    )
    return [GoodsFile(company, job) for job in session.scalars(newest)]


def find_goods_file(company: str, code: str) -> GoodsFile | None:
    """Return the file of that company's goods that a job (its public id) writes or wrote."""
    found = find_open_company(company)
    job = session.scalar(
        select(JobRow).where(JobRow.code == code, JobRow.subject == company, JobRow.kind == EXPORT)
    )
    return GoodsFile(found, job) if found and job else None
