"""How `/files/<id>` finds the documents of companies."""

from marketplace.companies.queries import find_document
from marketplace.companies.rules import may_open_document
from marketplace.core.web.files import KeptFile

PREFIX = "DOC"


def find_file(code: str) -> KeptFile | None:
    """Return a company's document as a file, with the rule that says who may open it."""
    document = find_document(code)
    if document is None:
        return None
    return KeptFile(
        key=document.file,
        media_type=document.media_type,
        name=document.name,
        rule=may_open_document,
        subject=document,
    )
