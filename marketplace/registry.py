"""The list of rooms, low to high: the table of contents of the house."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask

from marketplace import (
    accounts,
    catalog,
    companies,
    deals,
    demo,
    desk,
    moderation,
    notices,
    pages,
    reference,
    search,
    verification,
)
from marketplace.core.web.files import bp as files
from marketplace.core.web.health import bp as health
from marketplace.core.web.mail_links import bp as mail_links
from marketplace.core.web.media import bp as media
from marketplace.core.work import sweeps


@dataclass(frozen=True)
class Room:
    """What a room brings: pages for people (below `/<lang>`), other routes, and its set-up."""

    name: str
    pages: tuple[Blueprint, ...] = ()
    machines: tuple[Blueprint, ...] = ()
    install: Callable[[Flask], None] | None = None


ROOMS = (
    Room("core", machines=(files, health, mail_links, media), install=sweeps.install),
    Room(
        "reference",
        pages=reference.PAGES,
        machines=reference.MACHINES,
        install=reference.install,
    ),
    Room("notices", install=notices.install),
    Room("accounts", pages=accounts.PAGES, install=accounts.install),
    Room("companies", pages=companies.PAGES, install=companies.install),
    Room("moderation", pages=moderation.PAGES, install=moderation.install),
    Room("verification", pages=verification.PAGES, install=verification.install),
    Room("catalog", pages=catalog.PAGES, install=catalog.install),
    Room("search", pages=search.PAGES, install=search.install),
    Room("deals", pages=deals.PAGES, install=deals.install),
    Room("desk", pages=desk.PAGES, install=desk.install),
    Room("pages", pages=pages.PAGES, machines=pages.MACHINES, install=pages.install),
    Room("demo", pages=demo.PAGES, install=demo.install),
)
