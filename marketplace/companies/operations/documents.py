"""Adding a document to a company."""

from marketplace.companies.enums import DocumentKind
from marketplace.companies.models import Company, CompanyDocument
from marketplace.companies.operations.record import WRITERS, lock_for, write_down
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id
from marketplace.core.documents import KeptDocument


def add_document(
    company: Company, kind: DocumentKind, kept: KeptDocument, *, uploader_id: int, actor: Actor
) -> CompanyDocument:
    """Write that the company has a document whose bytes are stored already; return it.

    `uploader_id` is the key of the person who uploaded it. It stays as it is from then on. Raises
    NotAllowed for a member without the role.
    """
    lock_for(actor, company, WRITERS)
    document = CompanyDocument(
        company_id=company.id,
        kind=kind,
        file=kept.key,
        media_type=kept.media_type,
        name=kept.name,
        size=kept.size,
        uploaded_by_id=uploader_id,
        uploaded_at=clock.now(),
    )
    insert_with_id(document, column="code", prefix="DOC")
    write_down(company, "document:added", actor=actor, document=document.code, kind_of=kind.value)
    return document
