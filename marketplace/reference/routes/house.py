"""`/house.css`, `/house.svg`: the house's colour, kept by browsers for as long as it stands."""

from pathlib import Path

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from marketplace.config import Settings
from marketplace.core.permissions import anyone, guard
from marketplace.core.web.assets import YEAR_SECONDS
from marketplace.reference.queries.house import House, house_of
from marketplace.reference.settings.known import CELADON
from marketplace.reference.settings.tones import sheet

bp = Blueprint("house", __name__)


def _house() -> House:
    settings: Settings = current_app.config["SETTINGS"]
    return house_of(settings)


@bp.get("/house.css")
@guard(anyone)
def css() -> ResponseReturnValue:
    """Give the tokens of the house's colour."""
    return _kept(Response(sheet(_house().colours), mimetype="text/css"))


@bp.get("/house.svg")
@guard(anyone)
def picture() -> ResponseReturnValue:
    """Give the mark in the house's colour."""
    own = Path(current_app.static_folder or "") / "img" / "mark.svg"
    text = own.read_text(encoding="utf-8")
    drawn = text.replace(CELADON["ground_light"], _house().colours.ground_light)
    return _kept(Response(drawn, mimetype="image/svg+xml"))


def _kept(response: Response) -> Response:
    """Let browsers keep an answer whose address changes with the colour."""
    if request.args.get("v"):
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response
