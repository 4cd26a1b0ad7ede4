"""The forms of a company's working hours and its own days off."""

from collections.abc import Collection
from datetime import date, time

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field
from wtforms.validators import StopValidation

from marketplace.companies.models.profile import DAY_NAME_LENGTH
from marketplace.companies.operations import WorkingHours
from marketplace.core.forms import (
    AtMost,
    ChoiceField,
    EditingForm,
    HouseForm,
    LineField,
    Required,
    TicksField,
)


def clock_time(text: str) -> time | None:
    """Read `09:00`; None for anything else."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def calendar_day(text: str) -> date | None:
    """Read `2026-12-24`; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class HoursForm(EditingForm):
    """When a company works. Weekdays are digits, Monday is 0."""

    time_zone = ChoiceField(_l("Time zone"), [Required(_l("Please choose a time zone."))])
    days = TicksField(_l("Working days"), [Required(_l("Please choose at least one day."))])
    opens_at = LineField(_l("Work begins at"))
    closes_at = LineField(_l("Work ends at"))

    def __init__(
        self, zones: list[tuple[str, str]], week: Collection[int], **kwargs: object
    ) -> None:
        """Offer the zones; `week` are the working days of the company's country."""
        super().__init__(**kwargs)
        names = get_day_names("wide", locale=get_locale())
        self.days.choices = [(str(day), names[day]) for day in range(7)]
        self.time_zone.choices = [("", _l("Choose a time zone")), *zones]
        self._countrys_week = "".join(str(day) for day in sorted(week))

    def validate_opens_at(self, field: Field) -> None:
        """Ask for a clock time, and for both or none."""
        _require_time(field)
        if bool(field.data) != bool(self.closes_at.data):
            raise StopValidation(_("Please write both times, or none."))

    def validate_closes_at(self, field: Field) -> None:
        """Ask for a clock time later than the first."""
        _require_time(field)
        opens, closes = clock_time(self.opens_at.data or ""), clock_time(field.data or "")
        if opens and closes and closes <= opens:
            raise StopValidation(_("This has to be later than the time you begin."))

    @property
    def hours(self) -> WorkingHours:
        """What was typed; the country's own working week is not stored as the company's."""
        week = "".join(sorted(self.days.data or ()))
        return WorkingHours(
            time_zone=str(self.time_zone.data),
            work_week=None if week == self._countrys_week else week,
            opens_at=clock_time(self.opens_at.data or ""),
            closes_at=clock_time(self.closes_at.data or ""),
        )


def _require_time(field: Field) -> None:
    if field.data and clock_time(field.data) is None:
        raise StopValidation(_("Please write a time such as 09:00."))


class DayOffForm(HouseForm):
    """A day on which the company does not work."""

    day = LineField(_l("Day"), [Required(_l("Please choose a day."))])
    name = LineField(_l("What for"), [AtMost(DAY_NAME_LENGTH)])

    def validate_day(self, field: Field) -> None:
        """Ask for a day; whether it is still to come is asked where the company is."""
        if calendar_day(field.data or "") is None:
            raise StopValidation(_("Please write a day such as 2026-12-24."))
