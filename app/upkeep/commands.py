"""Commands of whoever runs the site: backups, putting one back, a check of everything."""

from pathlib import Path

import click

from app import clock, phrases
from app.upkeep import backups, doctor, restoring


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    """Write the database, the papers and the keys in one file; forget those past their days."""
    path = backups.write(folder)
    click.echo(f"{path} est écrit ({path.stat().st_size // 1024} Ko).")
    for old in backups.forget_old(folder):
        click.echo(f"{old} a passé son temps : il est effacé.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace a base where people have accounts.")
def restore(file: Path, replace: bool) -> None:
    """Put a backup back, whole or not at all; stop the site and the worker first."""
    done = restoring.restore(file, replacing=replace)
    click.echo(f"La base du {clock.in_paris(done.made_at):%d/%m/%Y à %H:%M} est de retour.")
    click.echo(phrases.plural(done.files, "fichier remis en place", "fichiers remis en place"))
    held = phrases.plural(done.letters_held, "lettre mise de côté", "lettres mises de côté")
    click.echo(f"{held} : elles sont peut-être parties depuis. Un pilote les trouve sur le site.")
    asked = phrases.plural(done.erasures_asked, "effacement redemandé", "effacements redemandés")
    click.echo(f"{asked}. Lancez maintenant : flask privacy purge")


@click.command("doctor")
def check() -> None:
    """Check settings, database, disk, letters, worker, keys, fonts, time; fail if one is broken."""
    found = list(doctor.examine())
    for one in found:
        click.echo(f"{one.mark:<10} {one.about:<16} {one.sentence}")
    faults = sum(one.mark == doctor.Mark.FAULT for one in found)
    if faults:
        click.echo(phrases.plural(faults, "chose à réparer", "choses à réparer"))
        raise click.exceptions.Exit(1)
    click.echo("Tout va bien.")


COMMANDS = (backup, restore, check)
