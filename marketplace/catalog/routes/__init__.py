"""Pages of the catalogue: the seller's listings and what buyers see."""

from flask import Blueprint

bp = Blueprint("catalog", __name__)
