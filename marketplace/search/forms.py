"""Forms of saved searches."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.core.forms import (
    AtMost,
    CardsField,
    CreatingForm,
    EditingForm,
    LineField,
    Required,
)
from marketplace.search.enums import NewsPace
from marketplace.search.models import SEARCH_NAME_LENGTH


def pace_name(pace: NewsPace) -> str:
    """Return a pace in the reader's language."""
    names = {
        NewsPace.AT_ONCE: _("At once"),
        NewsPace.DAILY: _("Once a day"),
        NewsPace.WEEKLY: _("Once a week"),
        NewsPace.OFF: _("Never"),
    }
    return str(names[pace])


class _SavedFields:
    """What is chosen about a saved search."""

    name = LineField(_l("Name of this search"), [Required(), AtMost(SEARCH_NAME_LENGTH)])
    pace = CardsField(_l("How often should we tell you about new goods?"), [Required()])

    def offer_paces(self) -> None:
        """Fill the choices in the reader's language."""
        self.pace.choices = [(pace.value, pace_name(pace)) for pace in NewsPace]

    @property
    def chosen_pace(self) -> NewsPace:
        """What was chosen."""
        return NewsPace(self.pace.data)


class SaveSearchForm(_SavedFields, CreatingForm):
    """Saving a search."""

    def __init__(self, **present: object) -> None:
        """`present` is what the fields say before anything is typed."""
        super().__init__(data=present)
        self.offer_paces()


class SavedSearchForm(_SavedFields, EditingForm):
    """Changing a saved search."""

    def __init__(self, **present: object) -> None:
        """`present` is the saved search as it stands."""
        super().__init__(data=present)
        self.offer_paces()
