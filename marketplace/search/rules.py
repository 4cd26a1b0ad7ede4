"""Who may: a saved search is its person's own."""

from marketplace.accounts.queries import Reader
from marketplace.core.permissions import HIDDEN, YES, Rule, Verdict
from marketplace.search.models import SavedSearch


def _own(reader: Reader, subject: SavedSearch) -> Verdict:
    return YES if subject.person_id == reader.person.id else HIDDEN


own_saved_search = Rule("own_saved_search", _own)
