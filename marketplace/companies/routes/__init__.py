"""The pages of companies, by subject."""

from flask import Blueprint

bp = Blueprint("companies", __name__)
