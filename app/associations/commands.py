"""What the clock does for associations."""

import click
from flask.cli import AppGroup

from app.associations import actions
from app.extensions import db
from app.worker import duty

group = AppGroup("associations", help="Associations and their insurance.")


@duty("associations remind", every=3600)
def remind() -> int:
    """Write the notices that are due, once each."""
    sent = actions.remind()
    db.session.commit()
    return sent


@group.command("remind")
def remind_command() -> None:
    """Tell associations that their insurance ends soon, or has ended."""
    click.echo(f"Associations prévenues : {remind()}.")
