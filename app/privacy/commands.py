"""``flask privacy``: the purge, the record of accesses, the restricted archive."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.privacy import accesses, archives, purging

group = AppGroup("privacy", help="Données personnelles.")


@group.command("purge")
@click.option("--dry-run", is_flag=True, help="Say what would go; write nothing.")
def purge(dry_run: bool) -> None:
    """Remove what is past its time, and print the report; safe to run twice."""
    figures = purging.foreseen() if dry_run else purging.run().figures
    rows = purging.lines(figures)
    wide = max(len(title) for title, _, _ in rows)
    for title, kept, count in rows:
        click.echo(f"{title:<{wide}}  {kept:>16}  {count:>8}")
    if dry_run:
        click.echo("À blanc : rien n’a été effacé. Les comptes se comptent sur la dernière relève.")


@group.command("verify-log")
def verify_log() -> None:
    """Check the chain of the record of accesses, and print its last seal."""
    accesses.seal()
    faults = accesses.faults()
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.exceptions.Exit(1)
    rank, seal = accesses.head()
    click.echo(f"Le journal est intact. Dernier rang : {rank}. Sceau : {seal}")


@group.command("archive")
@click.argument("token", required=False)
@click.option("--reason", default="", help="Why it is opened; written in the record.")
@click.option("--to", "target", type=click.Path(dir_okay=False), help="File to write.")
def archive(token: str | None, reason: str, target: str | None) -> None:
    """List the restricted archive, or take one paper out of it, for a reason that is written."""
    if token is None:
        for one in archives.every():
            click.echo(f"{one.token}  gardé jusqu’au {one.keep_until:%d/%m/%Y}")
        return
    if not reason.strip() or not target:
        raise click.ClickException("Donnez le motif (--reason) et le fichier à écrire (--to).")
    content = archives.take_out(token, reason)
    if content is None:
        raise click.ClickException("Cette archive n’existe pas.")
    Path(target).write_bytes(content)
    click.echo(f"{target} est écrit. L’ouverture est notée dans le journal.")
