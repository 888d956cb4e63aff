"""What the clock and the command line do for missions."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.extensions import db
from app.missions import actions, csv_file, importing
from app.missions.columns import COLUMNS
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
    click.echo(f"Missions terminées : {end()}.")


LISTED = "\n".join(
    f"  {column.name}{' (obligatoire)' if column.required else ''} : {column.meaning}"
    for column in COLUMNS
)
EPILOG = "\b\nColonnes, séparées par ; ou par , dans un fichier UTF-8 :\n" + LISTED


@duty("missions remind", every=3600)
def remind() -> int:
    """Ask about the missions nobody spoke of for a month, and pause those asked in vain."""
    moved = actions.ask_if_current()
    db.session.commit()
    return moved


@group.command("remind")
def remind_command() -> None:
    """Ask associations whether their missions are still needed; pause those left unanswered."""
    click.echo(f"Missions relancées ou mises en pause : {remind()}.")


@group.command("import", epilog=EPILOG)
@click.argument("path", metavar="FILE.csv")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--association", "named", help="Token, RNA, SIRET or SIREN of whom they are for.")
def import_file(path: str, dry_run: bool, named: str | None) -> None:
    """Read missions from a CSV file: all of them, or none and a line for each row in error.

    A mission whose reference is known is updated. Those that are whole wait to be read by a
    pilote; the others stay drafts for their association to finish. Importing a mission says that
    it does not replace a job.
    """
    planned = _planned(path, named)
    if planned.faults:
        for fault in planned.faults:
            click.echo(str(fault), err=True)
        raise click.ClickException(f"{len(planned.faults)} erreurs. Rien n’a été écrit.")
    said = f"{planned.created} nouvelles, {planned.updated} mises à jour, {planned.same} inchangées"
    if dry_run:
        click.echo(f"À blanc : {said}. Rien n’a été écrit.")
        return
    importing.carry_out(planned, by=None)
    db.session.commit()
    click.echo(f"Missions : {said}.")


def _planned(path: str, named: str | None) -> importing.Plan:
    association = importing.find_association(named) if named else None
    if named and association is None:
        raise click.ClickException(f"L’association « {named} » n’est pas connue.")
    try:
        rows, faults = csv_file.read(csv_file.decoded(Path(path).read_bytes()))
    except OSError as error:
        said = error.strerror or error
        raise click.ClickException(f"Le fichier « {path} » ne s’ouvre pas : {said}.") from error
    except csv_file.UnreadableError as error:
        raise click.ClickException(f"{error}\nRien n’a été écrit.") from error
    return importing.plan(rows, faults, association)
