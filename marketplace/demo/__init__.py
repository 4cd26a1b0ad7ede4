"""The demo: its people, and the pages that stand in for a mail box and a phone."""

from flask import Flask

from marketplace.demo.routes import bp

PAGES = (bp,)


def install(app: Flask) -> None:
    """Add `flask demo …`."""
    from marketplace.demo.commands import demo_group

    app.cli.add_command(demo_group)
