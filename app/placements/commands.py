"""« flask reminders run »: everything the dates bring, safe to run twice."""

import click
from flask.cli import AppGroup

from app.introductions import reminders as introductions
from app.placements import reminders as placements

reminders = AppGroup("reminders", help="Notices, reminders and closings on their dates.")


@reminders.command("run")
def run() -> None:
    """Do everything that is due; safe to run twice."""
    moved = introductions.remind()
    asked = placements.remind()
    click.echo(f"{moved} mises en relation suivies, {asked} missions suivies.")
