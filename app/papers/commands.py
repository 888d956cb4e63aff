"""Commands of papers: making what waits, and checking what is kept."""

import click
from flask.cli import AppGroup

from app.papers import queries, rendering

group = AppGroup("papers", help="Documents à imprimer.")


@group.command("render")
def render() -> None:
    """Make the papers that wait."""
    click.echo(f"{rendering.render_due(seconds=3600.0)} document(s) faits")


@group.command("verify")
def verify() -> None:
    """Check every file against its fingerprint, and every signature against its seal."""
    damaged, broken = queries.damaged(), queries.broken_seals()
    for document in damaged:
        click.echo(f"document {document.token}: le fichier a changé ou manque")
    for signature in broken:
        click.echo(f"signature {signature.id}: le sceau ne correspond plus")
    if damaged or broken:
        raise click.exceptions.Exit(1)
    click.echo("Tout est intact.")
