"""Showing a refusal on the next page, where no form can show it: done by flashing its sentence."""

from collections.abc import Callable, Iterable
from typing import ParamSpec

from flask import flash

from marketplace.core.db import unit_of_work
from marketplace.core.errors import Refused

P = ParamSpec("P")


def done_or_flashed(operation: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> bool:
    """Run the operation in its unit of work, or flash its refusal; return whether it was done.

    For buttons. A form with fields has `carry_out` and `done_by`, which put a refusal beside them.
    """
    try:
        unit_of_work(operation, *args, **kwargs)
    except Refused as refusal:
        flash(refusal.sentence, "warn")
        return False
    return True


def flash_all(refusals: Iterable[str]) -> None:
    """Flash sentences of refusals, such as a form's `summary` when its page is not shown again."""
    for sentence in refusals:
        flash(sentence, "warn")
