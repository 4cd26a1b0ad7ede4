"""Company checks: whether a company is what it says it is, until when, and what its badge says."""

from flask import Flask

from marketplace.verification.routes import bp, member, operator, public, slot_fillings

PAGES = (bp,)

__all__ = ["PAGES", "install", "member", "operator", "public", "slot_fillings"]


def install(app: Flask) -> None:
    """Register timers, what templates call, and what stands on the pages of other rooms."""
    from marketplace.companies.protocols import hold_names_with
    from marketplace.verification import listeners
    from marketplace.verification.enums import reason_sentence
    from marketplace.verification.queries import standing_check

    _ = listeners
    hold_names_with(lambda company: standing_check(company) is not None)
    app.add_template_global(reason_sentence, "check_reason")
    slot_fillings.fill_slots()
