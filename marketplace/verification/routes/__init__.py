"""The pages of company checks."""

from functools import partial

from flask import Blueprint
from flask_babel import get_locale

from marketplace.accounts.queries import office_name
from marketplace.core.web.times import written_time
from marketplace.reference.queries import country_name
from marketplace.verification.enums import state_name_at_desk

bp = Blueprint("verification", __name__)


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "clock_time": written_time,
        "country": partial(country_name, locale=str(get_locale())),
        "office_name": office_name,
        "state_at_desk": state_name_at_desk,
    }
