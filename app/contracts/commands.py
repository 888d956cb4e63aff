"""Commands of contracts: what the dates bring, and what an administrator alone may note."""

from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app import clock
from app.contracts import reminders, signing
from app.contracts.models import Contract
from app.extensions import db

group = AppGroup("contracts", help="Contrats.")


@group.command("remind")
def remind() -> None:
    """Do everything that is due; safe to run twice."""
    click.echo(f"{reminders.remind()} contrat(s) suivis.")


@group.command("backdate")
@click.argument("token")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--reason", required=True, help="Pourquoi ; reste écrit avec le contrat.")
def backdate(token: str, day: datetime, reason: str) -> None:
    """Move the signature of a contract further back than a référent may."""
    contract = db.session.scalar(
        select(Contract).where(Contract.token == token, Contract.state == "signed")
    )
    if contract is None or day.date() > clock.today():
        raise click.ClickException("Pas de contrat signé à cette adresse, ou jour à venir.")
    signing.backdate(contract, day.date(), reason)
    db.session.commit()
    click.echo(f"Le contrat court du {contract.effective_on} au {contract.ends_on}.")
