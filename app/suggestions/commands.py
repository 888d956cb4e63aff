"""What the clock and the command line do for ranking: learn, choose, look at all lists."""

from datetime import timedelta

import click
from flask import current_app
from flask.cli import AppGroup

from app import clock
from app.extensions import db
from app.phrases import plural
from app.suggestions import evaluations, learning, weights
from app.suggestions.models import WeightVersion
from app.worker import duty

group = AppGroup("suggestions", help="How missions are ranked.")
NIGHT = range(1, 6)  # hours in France
DAY = timedelta(hours=20)


@duty("suggestions learn", every=900)
def learn_at_night() -> WeightVersion | None:
    """Learn once a night, when enough was decided and something is new."""
    least: int = current_app.config["SETTINGS"].learning_decisions
    if clock.in_paris(clock.now()).hour not in NIGHT or not learning.is_due(least):
        return None
    version = learning.propose()
    db.session.commit()
    return version


@duty("suggestions evaluate", every=10)
def evaluate() -> bool:
    """Work out the evaluation that was asked for; each night, ask for one."""
    if clock.in_paris(clock.now()).hour in NIGHT and evaluations.is_older_than(DAY):
        evaluations.ask(by=None)
    claimed = evaluations.claim()
    db.session.commit()
    if claimed is None:
        return False
    evaluations.work_out(claimed)
    db.session.commit()
    return True


@group.command("learn")
def learn_command() -> None:
    """Learn from every decision and keep a new version; it changes nothing until used."""
    version = learning.propose()
    db.session.commit()
    click.echo(_told(version))
    click.echo(f"Pour la mettre en service : flask suggestions use {version.id}")


def _told(version: WeightVersion) -> str:
    report = version.report
    lines = [f"Version {version.id}, apprise de {plural(report['rows'], 'décision')}."]
    for name, after in report["after"].items():
        lines.append(f"  {name:<10} {report['before'][name]:.3f} → {after:.3f}")
    if apart := report["held_out"]:
        before, after = apart["loss_before"], apart["loss_after"]
        lines.append(f"Erreur sur des décisions mises de côté : {before} → {after}")
    if report["people"]:
        overlap = round(100 * report["overlap"])
        lines.append(
            f"Listes changées : {report['changed']} sur {report['people']} ; "
            f"en commun en moyenne : {overlap} %"
        )
    return "\n".join(lines)


@group.command("use")
@click.argument("version")
def use_command(version: str) -> None:
    """Put a VERSION in force, by its number; « 0 » goes back to the weights written by hand."""
    chosen = weights.version_numbered(int(version)) if version.isdecimal() else None
    if chosen is None and version != "0":
        raise click.ClickException(f"Il n’y a pas de version « {version} ».")
    weights.use(chosen, by=None)
    db.session.commit()
    click.echo(f"En service : {f'la version {chosen.id}' if chosen else 'les poids de départ'}.")


@group.command("evaluate")
def evaluate_command() -> None:
    """Work out now what everyone’s lists look like, for the pilote’s page."""
    evaluations.ask(by=None)
    db.session.commit()
    evaluate()
    click.echo("L’évaluation est faite.")
