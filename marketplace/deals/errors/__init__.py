"""Refusals of the deals room, each a sentence that says what to do."""
