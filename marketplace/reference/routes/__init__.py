"""The pages of this room, by audience."""

from flask import Blueprint

bp = Blueprint("reference", __name__)
