"""``flask accounts``: the first account of a site, and what is no longer needed."""

import click
from flask.cli import AppGroup

from app import clock
from app.accounts import actions, contacts, queries
from app.accounts.models import Account, Purpose, Role
from app.extensions import db
from app.letters.models import link

group = AppGroup("accounts", help="People who sign in.")
FIRST_LIFE = actions.CONFIRM_LIFE


@group.command("create")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="pilot")
@click.option("--first-name", prompt="Prénom")
@click.option("--last-name", default="")
def create(email: str, role: str, first_name: str, last_name: str) -> None:
    """Open an account and print the one-time link by which its owner chooses a password."""
    try:
        address = contacts.fit_email(email)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from error
    if queries.find_confirmed(address):
        raise click.ClickException("Cette adresse a déjà un compte.")
    account = Account(role=Role(role), first_name=first_name, last_name=last_name, email=address)
    db.session.add(account)
    db.session.flush()
    until = clock.now() + FIRST_LIFE
    token = actions.open_link(account, Purpose.RESET_PASSWORD, until, address)
    db.session.commit()
    click.echo("Compte ouvert. Pour choisir le mot de passe, dans les 7 jours :")
    click.echo(link("accounts.choose_password", token=token))


@group.command("forget")
def forget() -> None:
    """Forget old tries, dead links and ended sessions; safe to run twice."""
    click.echo(f"{actions.forget_old()} lignes oubliées.")
