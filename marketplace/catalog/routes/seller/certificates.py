"""Certificates of goods, with their files among the documents of the company."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour

from marketplace.catalog.forms import CertificateForm
from marketplace.catalog.models import Listing, ListingCertificate
from marketplace.catalog.operations import (
    add_certificate,
    change_certificate,
    remove_certificate,
)
from marketplace.catalog.queries.completeness import EditorStep
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import editable_version_of
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.editor_page import text_language
from marketplace.catalog.routes.seller.saving import show_as_typed
from marketplace.catalog.routes.seller.subjects import (
    PartOfListing,
    actor,
    find_goods,
    find_paper,
    to_editor,
)
from marketplace.catalog.rules import writes_goods
from marketplace.companies.enums import DocumentKind
from marketplace.companies.operations.documents import add_document
from marketplace.core import limits
from marketplace.core.db import end_reading, unit_of_work
from marketplace.core.documents import LARGEST_DOCUMENT, keep_document
from marketplace.core.errors import Refused, TooMany
from marketplace.core.permissions import guard, present_reader
from marketplace.core.web.refusals import done_or_flashed
from marketplace.core.web.uploads import takes_file

DOCUMENTS_OF_PERSON = RateLimitItemPerHour(60, namespace="certificate-person")

_CERTIFICATES = "/c/<company>/selling/listings/<code>/certificates"


@bp.post(_CERTIFICATES)
@takes_file(LARGEST_DOCUMENT)
@guard(writes_goods, subject=find_goods)
def new_certificate(listing: Listing) -> ResponseReturnValue:
    """State another certificate."""
    return _save(listing, None)


@bp.post(f"{_CERTIFICATES}/<certificate>")
@takes_file(LARGEST_DOCUMENT)
@guard(writes_goods, subject=find_paper)
def save_certificate(piece: PartOfListing[ListingCertificate]) -> ResponseReturnValue:
    """Change what a certificate says."""
    return _save(piece.listing, piece.row)


def _save(listing: Listing, certificate: ListingCertificate | None) -> ResponseReturnValue:
    company, code = listing.company.code, listing.code
    goods = goods_of(editable_version_of(listing))
    form = CertificateForm(goods, text_language(goods), certificate, is_sent=True)
    is_kept = _keep(form, listing)
    if form.validate() and is_kept:
        facts, who = form.facts(), actor(listing.company)
        version = editable_version_of(listing)
        done = (
            form.done_by(add_certificate, version, facts, actor=who)
            if certificate is None
            else form.done_by(
                change_certificate,
                version,
                certificate,
                facts,
                row_version=form.seen_version,
                actor=who,
            )
        )
        if done:
            return to_editor(
                company, code, EditorStep.CERTIFICATES, text=request.args.get("text", "")
            )
    return show_as_typed(form, listing)


def _keep(form: CertificateForm, listing: Listing) -> bool:
    """Keep the file that was sent, so that it need not be chosen again; say whether that went."""
    sent = form.document.data
    if not sent or not sent.filename:
        return True
    reader, company, who = present_reader(), listing.company, actor(listing.company)
    uploader, name = reader.person.id, sent.filename
    person = reader.person.code
    with sent.stream as stream:
        content = stream.read(LARGEST_DOCUMENT + 1)
    end_reading()
    try:
        limits.count(DOCUMENTS_OF_PERSON, person)
        kept = keep_document(content, name)
    except (Refused, TooMany) as refusal:
        form.unread = refusal.sentence
        return False
    document = unit_of_work(
        add_document,
        company,
        DocumentKind.CERTIFICATE,
        kept,
        uploader_id=uploader,
        actor=who,
    )
    form.kept.data = document.code
    return True


@bp.post(f"{_CERTIFICATES}/<certificate>/remove")
@guard(writes_goods, subject=find_paper)
def drop_certificate(piece: PartOfListing[ListingCertificate]) -> ResponseReturnValue:
    """Take a certificate away; its file stays among the company's documents."""
    listing = piece.listing
    company, code = listing.company.code, listing.code
    version = editable_version_of(listing)
    if done_or_flashed(remove_certificate, version, piece.row, actor=actor(listing.company)):
        flash(_("Certificate removed."), "good")
    return to_editor(company, code, EditorStep.CERTIFICATES, text=request.args.get("text", ""))
