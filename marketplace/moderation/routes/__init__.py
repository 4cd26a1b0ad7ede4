"""Pages of moderation, for operators only."""

from flask import Blueprint

bp = Blueprint("moderation", __name__)
