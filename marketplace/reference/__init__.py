"""What is known about the world: countries, currencies, rates, rules, codes, ports, calendars."""

from flask import Flask

from marketplace.reference.routes import bp, public

PAGES = (bp,)

__all__ = ["PAGES", "bp", "install", "public"]


def install(app: Flask) -> None:
    """Add the commands, and the filters by which pages write money and promises."""
    from marketplace.core.money import pages as money_pages
    from marketplace.reference import commands
    from marketplace.reference.calendars import due_words

    money_pages.install(app)
    app.add_template_filter(due_words)
    for group in (
        commands.rates_group,
        commands.hs_group,
        commands.ports_group,
        commands.reference_group,
    ):
        app.cli.add_command(group)
