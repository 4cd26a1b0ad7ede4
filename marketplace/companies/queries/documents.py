"""Named reads: the documents of a company."""

from sqlalchemy import select

from marketplace.companies.models import CompanyDocument
from marketplace.core.db import session


def find_document(code: str) -> CompanyDocument | None:
    """Return the document with this public id, its company loaded."""
    return session.scalar(select(CompanyDocument).where(CompanyDocument.code == code))
