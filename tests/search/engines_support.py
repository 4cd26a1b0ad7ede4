"""Small documents for the engines' suite."""

from marketplace.search.analysis import index_tokens, ordered_tokens
from marketplace.search.engines.contract import Document


def document(name, title, *, language="en", body="", codes=None, numbers=None):
    """Return a document whose bags are made from a title and a body."""
    return Document(
        id=name,
        bags={"title": index_tokens(title, language), "body": index_tokens(body, language)},
        ordered=[*ordered_tokens(title), "¶", *ordered_tokens(body)],
        codes=codes or {},
        numbers=numbers or {},
    )
