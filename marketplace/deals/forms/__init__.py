"""The forms of deals."""
