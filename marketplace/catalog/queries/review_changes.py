"""Named reads: words, pictures and certificates beside what was approved last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from marketplace.catalog.enums import CERTIFICATE_NAMES
from marketplace.catalog.models import ListingCertificate, ListingImage
from marketplace.catalog.queries.goods import Goods

_TOKENS = re.compile(r"\s+|[^\s\w]|[\u1100-\uffdc]|\w+")

#: A stretch of a text, a picture or a certificate since the last approval.
SAME, NEW, GONE = "same", "new", "gone"


@dataclass(frozen=True)
class TextPiece:
    """A stretch of a text: `kind` is `same`, `new` or `gone` since the last approval."""

    kind: str
    words: str


@dataclass(frozen=True)
class PictureRow:
    """A picture with what is said of it by language tag; `kind` as of a piece."""

    image: ListingImage
    kind: str
    alts: Sequence[tuple[str, Sequence[TextPiece]]]


@dataclass(frozen=True)
class CertificateRow:
    """A certificate with what it is called; `kind` as of a piece."""

    name: str
    certificate: ListingCertificate
    kind: str


def marked(before: str, after: str) -> list[TextPiece]:
    """Return the words of both texts in order, each marked as the same, new or gone."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    pieces: list[TextPiece] = []
    for act, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if act == "equal":
            pieces.append(TextPiece(SAME, "".join(new[new_from:new_to])))
            continue
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        pieces += [TextPiece(kind, words) for kind, words in ((GONE, gone), (NEW, come)) if words]
    return pieces


def picture_rows(goods: Goods, live: Goods | None) -> list[PictureRow]:
    """Return the pictures in their order, then those that were approved and are gone."""
    known = {image.picture: image for image in live.images} if live else {}
    present = {image.picture for image in goods.images}
    rows = [_picture_row(image, known.get(image.picture), live) for image in goods.images]
    gone = [PictureRow(image, GONE, ()) for key, image in known.items() if key not in present]
    return rows + gone


def _picture_row(
    image: ListingImage, before: ListingImage | None, live: Goods | None
) -> PictureRow:
    if live is None:
        alts = [(tag, [TextPiece(SAME, words)]) for tag, words in sorted(image.alt.items())]
        return PictureRow(image, SAME, alts)
    said = before.alt if before else {}
    tags = sorted({*image.alt, *said})
    alts = [(tag, marked(said.get(tag, ""), image.alt.get(tag, ""))) for tag in tags]
    return PictureRow(image, SAME if before else NEW, alts)


def certificate_rows(goods: Goods, live: Goods | None) -> list[CertificateRow]:
    """Return the certificates, then those that were approved and are gone or say something else."""
    known = [_said(row) for row in live.certificates] if live else []
    present = [_said(row) for row in goods.certificates]
    rows = [
        _certificate_row(row, SAME if live is None or _said(row) in known else NEW)
        for row in goods.certificates
    ]
    before = live.certificates if live else ()
    return rows + [_certificate_row(row, GONE) for row in before if _said(row) not in present]


def _said(row: ListingCertificate) -> tuple[object, ...]:
    return row.kind, row.name, row.number, row.issuer, row.valid_until, row.document


def _certificate_row(row: ListingCertificate, kind: str) -> CertificateRow:
    return CertificateRow(row.name or str(CERTIFICATE_NAMES[row.kind]), row, kind)
