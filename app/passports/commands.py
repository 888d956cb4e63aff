"""Commands of passports: the keys that sign credentials."""

import click
from flask.cli import AppGroup

from app.passports import keys

group = AppGroup("passports", help="Passeports et attestations.")


@group.command("rotate-key")
def rotate() -> None:
    """Sign with a new key from now on; what the older ones signed stays good."""
    click.echo(f"Nouvelle clé : {keys.make()}")
