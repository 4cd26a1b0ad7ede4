"""The pages of this room, by audience."""

from flask import Blueprint

bp = Blueprint("pages", __name__)
