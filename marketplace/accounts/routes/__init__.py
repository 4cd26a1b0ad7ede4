"""The pages of people: their accounts, signing in; offices and operators."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
