"""« flask reminders run »: everything the dates bring, safe to run twice."""

import click
from flask.cli import AppGroup

from app.extensions import db
from app.worker import DUTIES

reminders = AppGroup("reminders", help="Notices, reminders and closings on their dates.")
REMINDS = " remind"


@reminders.command("run")
def run() -> None:
    """Do everything that is due in every concept; safe to run twice."""
    for duty in DUTIES:
        if duty.verb.endswith(REMINDS):
            click.echo(f"{duty.verb.removesuffix(REMINDS)} : {duty.run()}")
            db.session.rollback()
