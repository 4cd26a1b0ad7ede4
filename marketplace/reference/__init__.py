"""What is known about the world: countries, currencies, rates, rules, codes, ports, calendars."""

from flask import Flask

from marketplace.reference.routes import bp, house, public

PAGES = (bp,)
MACHINES = (house.bp,)

__all__ = ["MACHINES", "PAGES", "bp", "house", "install", "public"]


def install(app: Flask) -> None:
    """Add the commands, the filter that words a promise, and which languages are offered."""
    from marketplace.core.web import language
    from marketplace.reference import commands
    from marketplace.reference.calendars import due_words
    from marketplace.reference.queries.settings import languages_offered

    language.offer_with(languages_offered)
    app.add_template_filter(due_words)
    for group in (
        commands.rates_group,
        commands.hs_group,
        commands.ports_group,
        commands.reference_group,
    ):
        app.cli.add_command(group)
