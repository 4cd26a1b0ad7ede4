"""`flask demo …`."""

import click
from flask import current_app
from flask.cli import AppGroup

demo_group = AppGroup("demo", help="The demo's made-up people.")


@demo_group.command("load")
@click.option("--companies", type=int, help="How many sellers and buyers; all when not given.")
def load_command(companies: int | None) -> None:
    """Make the demo's people, once, and print their sign-ins."""
    from marketplace.demo.load import NoDemo, load_demo

    try:
        sign_ins = load_demo(companies=companies)
    except NoDemo as refusal:
        raise click.ClickException(str(refusal)) from None
    for role, mail, password in sign_ins.rows:
        click.echo(f"{role:<10}{mail:<26}{password}")


@demo_group.command("reset")
def reset_command() -> None:
    """Delete what the demo has written; `make run` starts over."""
    from marketplace.demo.load import NoDemo
    from marketplace.demo.reset import reset_demo

    try:
        deleted = reset_demo(current_app.config["SETTINGS"])
    except NoDemo as refusal:
        raise click.ClickException(str(refusal)) from None
    if not deleted:
        click.echo("There was nothing to delete.")
        return
    click.echo("Deleted: " + ", ".join(path.name for path in deleted))
