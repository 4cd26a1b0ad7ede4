"""Changing the certificates that a version states."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from marketplace.catalog import errors
from marketplace.catalog.enums import CertificateKind
from marketplace.catalog.models import ListingCertificate, ListingVersion
from marketplace.catalog.models.version import (
    CERTIFICATE_NAME_LENGTH,
    CERTIFICATE_NUMBER_LENGTH,
    ISSUER_LENGTH,
    MOST_CERTIFICATES,
)
from marketplace.catalog.operations.copies import Copied
from marketplace.catalog.operations.record import clean_line
from marketplace.catalog.operations.versions import (
    differing,
    lock_version,
    record_change,
    version_to_write_on,
)
from marketplace.catalog.queries.listings import certificates_of
from marketplace.companies.enums import DocumentKind
from marketplace.companies.models import CompanyDocument
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, insert_with_id, require_version, session


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says. `name` is for another kind than those listed, else "".

    `valid_until` is its last day, None where it does not end; `document` the public id of the file,
    a document of the company of kind `certificate`, "" for none yet.
    """

    kind: CertificateKind
    name: str = ""
    number: str = ""
    issuer: str = ""
    valid_until: date | None = None
    document: str = ""


def add_certificate(
    version: ListingVersion, facts: CertificateFacts, *, actor: Actor
) -> ListingCertificate:
    """State a certificate. Raises Refused beside the field, Conflict while it is in review.

    The same one sent twice is one; a file that came with the second is its file.
    """
    values = _values(facts)
    lock_version(version, actor)
    _require_document(version, facts.document)
    existing = certificates_of(version)
    twin = next((one for one in existing if _is_same(one, values)), None)
    if twin is not None:
        return _with_file(version, twin, facts.document, actor)
    if len(existing) >= MOST_CERTIFICATES:
        raise errors.too_many(MOST_CERTIFICATES, "kind")
    version = version_to_write_on(version, actor).version
    certificate = ListingCertificate(version_id=version.id, **values)
    insert_with_id(certificate, column="code", prefix="CRT")
    record_change(version, "certificate:added", actor=actor, certificate=certificate.code)
    return certificate


def _values(facts: CertificateFacts) -> dict[str, Any]:
    is_other = facts.kind is CertificateKind.OTHER
    name = clean_line(facts.name, CERTIFICATE_NAME_LENGTH, "name") if is_other else ""
    if is_other and not name:
        raise errors.certificate_needs_name()
    return {
        "kind": facts.kind,
        "name": name,
        "number": clean_line(facts.number, CERTIFICATE_NUMBER_LENGTH, "number"),
        "issuer": clean_line(facts.issuer, ISSUER_LENGTH, "issuer"),
        "valid_until": facts.valid_until,
        "document": facts.document,
    }


def _is_same(certificate: ListingCertificate, values: dict[str, Any]) -> bool:
    """Whether a certificate says the same, and its file, where both have one, is the same."""
    if differing(certificate, {**values, "document": certificate.document}):
        return False
    files = {certificate.document, values["document"]} - {""}
    hashes = select(CompanyDocument.file).where(CompanyDocument.code.in_(files)).distinct()
    return len(files) <= 1 or len(session.scalars(hashes).all()) == 1


def _with_file(
    version: ListingVersion, certificate: ListingCertificate, document: str, actor: Actor
) -> ListingCertificate:
    """Return the certificate, with the file if it has none."""
    if certificate.document or not document:
        return certificate
    copied = version_to_write_on(version, actor)
    filled = _twin(copied, certificate)
    change_row(filled, {"document": document})
    record_change(
        copied.version,
        "certificate:changed",
        actor=actor,
        certificate=filled.code,
        fields=["document"],
    )
    return filled


def _require_document(version: ListingVersion, code: str) -> None:
    """Refuse a file of somebody else, and one that is no certificate."""
    if not code:
        return
    found = select(CompanyDocument.id).where(
        CompanyDocument.code == code,
        CompanyDocument.company_id == version.listing.company_id,
        CompanyDocument.kind == DocumentKind.CERTIFICATE,
    )
    if session.scalar(found) is None:
        raise errors.no_document()


def change_certificate(
    version: ListingVersion,
    certificate: ListingCertificate,
    facts: CertificateFacts,
    *,
    row_version: int,
    actor: Actor,
) -> ListingVersion:
    """Write what a certificate says; return the version written on.

    Raises Refused beside the field, Conflict when somebody was faster.
    """
    values = _values(facts)
    lock_version(version, actor)
    _require_there(certificate, version)
    _require_document(version, facts.document)
    require_version(certificate, row_version)
    fields = differing(certificate, values)
    if not fields:
        return version
    copied = version_to_write_on(version, actor)
    changed = _twin(copied, certificate)
    change_row(changed, values)
    record_change(
        copied.version, "certificate:changed", actor=actor, certificate=changed.code, fields=fields
    )
    return copied.version


def _require_there(certificate: ListingCertificate, version: ListingVersion) -> None:
    if certificate not in certificates_of(version):
        raise errors.gone()
    session.refresh(certificate)


def _twin(copied: Copied, certificate: ListingCertificate) -> ListingCertificate:
    return copied.certificates.get(certificate.id, certificate)


def remove_certificate(
    version: ListingVersion, certificate: ListingCertificate, *, actor: Actor
) -> ListingVersion:
    """Take a certificate out of a version; return the version. Raises Conflict when it is gone."""
    lock_version(version, actor)
    _require_there(certificate, version)
    copied = version_to_write_on(version, actor)
    gone = _twin(copied, certificate)
    session.delete(gone)
    session.flush()
    record_change(copied.version, "certificate:removed", actor=actor, certificate=gone.code)
    return copied.version
