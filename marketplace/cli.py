"""`flask …`: the commands of the whole house; each room adds its own."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.proxies import present_application
from marketplace.core.work.worker import run_worker
from marketplace.reference.operations.home import settle_home
from marketplace.start import start_command


class HouseCommands(AppGroup):
    """The house's commands; those of the migrations are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name `db` beside those that stand here."""
        return sorted([*super().list_commands(ctx), "db"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load `db` now, for Alembic takes a tenth of the start."""
        if cmd_name != "db":
            return super().get_command(ctx, cmd_name)
        from flask_migrate.cli import db  # type: ignore[import-not-found]

        group: click.Command = db
        return group


def install(app: Flask) -> None:
    """Add the commands to those of the rooms."""
    app.cli.add_command(start_command)
    app.cli.add_command(worker_command)
    app.cli.add_command(clock_group)


@click.command("worker")
@with_appcontext
def worker_command() -> None:
    """Carry out waiting work until stopped; the first start writes the home country."""
    unit_of_work(settle_home, current_app.config["SETTINGS"])
    session.remove()
    run_worker(present_application())


clock_group = AppGroup("clock", help="The house's clock, movable in the test and demo profiles.")


@clock_group.command("advance")
@click.argument("step")
def advance_command(step: str) -> None:
    """Move the clock of web, worker and commands by STEP, such as 2d, 36h, 90m."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.shows_tools:
        raise click.ClickException("Only a test or demo house has a movable clock.")
    try:
        offset = clock.advance(clock.parse_step(step))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"The clock is now {offset} ahead: {clock.now():%Y-%m-%d %H:%M} UTC.")
