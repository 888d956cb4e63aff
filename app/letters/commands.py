"""``flask letters``: delivery by hand or by a timer."""

import click
from flask.cli import AppGroup

from app import phrases
from app.letters import delivery

group = AppGroup("letters", help="Letters that wait.")


@group.command("send")
def send() -> None:
    """Send every letter that is due; safe to run twice, and beside the worker."""
    outcomes = delivery.send_due(seconds=600.0)
    click.echo(
        f"{phrases.plural(outcomes['sent'], 'lettre partie', 'lettres parties')}, "
        f"{outcomes['refused']} refusées, {outcomes['later'] + outcomes['closed']} plus tard."
    )
