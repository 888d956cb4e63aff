"""What the clock and the command line do for missions."""

import click
from flask.cli import AppGroup

from app.extensions import db
from app.missions import actions
from app.worker import duty

group = AppGroup("missions", help="Missions, in and out.")


@duty("missions end", every=900)
def end() -> int:
    """End the missions whose last day is past."""
    ended = actions.end_past()
    db.session.commit()
    return ended


@group.command("end")
def end_command() -> None:
    """End the missions whose last day is past, and tell their associations."""
    click.echo(f"Missions terminées : {end()}.")
