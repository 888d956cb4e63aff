"""Commands that fill the gazetteer: ``flask territories import`` and ``fetch``."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.extensions import db
from app.territories import actions, fetching, reading

group = AppGroup("territories", help="The communes of France.")


@group.command("import")
@click.argument("path", metavar="FILE")
def import_file(path: str) -> None:
    """Read the communes from a JSON file in the shape of geo.api.gouv.fr."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise click.ClickException(
            f"Le fichier « {path} » ne s’ouvre pas : {error.strerror or error}."
        ) from error
    _store(content)


@group.command("fetch")
def fetch() -> None:
    """Ask the public service for the communes."""
    try:
        content = fetching.fetch(current_app.config["SETTINGS"].communes_url)
    except fetching.UnavailableError as error:
        raise click.ClickException(str(error)) from error
    _store(content)


def _store(content: bytes) -> None:
    try:
        stored = actions.store(reading.parse(content))
        db.session.commit()
    except reading.UnreadableError as error:
        raise click.ClickException(f"{error}\nRien n’a été changé.") from error
    except (OperationalError, ProgrammingError) as error:
        db.session.rollback()
        raise click.ClickException(
            "La base de données n’est pas prête. Lancez d’abord : flask db upgrade."
        ) from error
    click.echo(
        f"Communes : {stored.added} ajoutées, {stored.changed} mises à jour, "
        f"{stored.same} inchangées."
    )
