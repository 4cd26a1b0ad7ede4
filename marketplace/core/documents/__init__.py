"""Documents that people upload: PDFs looked through, pictures re-encoded, kept by their hash."""

from marketplace.core.documents.keep import (
    LARGEST_DOCUMENT,
    MOST_PAGES,
    KeptDocument,
    keep_document,
)

__all__ = ["LARGEST_DOCUMENT", "MOST_PAGES", "KeptDocument", "keep_document"]
