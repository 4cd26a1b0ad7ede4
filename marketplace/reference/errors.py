"""Refusals of reference data."""

from marketplace.core.errors import Refused


class NotAnIdentityNumber(Refused):
    """What was typed cannot be a company's number in that country; the sentence says why."""
