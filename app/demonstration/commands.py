"""``flask demo``: put the demonstration in an empty site."""

import click
from flask import current_app
from flask.cli import with_appcontext

from app.demonstration.load import PASSWORD, load, load_crowd

ACCOUNTS = (
    ("benevole@demo.test", "Nora, bénévole"),
    ("association@demo.test", "Martine, de La Table d’à côté"),
    ("referent@demo.test", "Claire, référente"),
    ("ambassadeur@demo.test", "Bernard, ambassadeur du bénévolat"),
    ("operateur@demo.test", "Valérie, de l’opérateur Passerelles Isère"),
    ("pilote@demo.test", "Sophie, au Département"),
)

CODE = "CERF 2345"


@click.command("demo")
@click.option("--size", type=click.Choice(["petite", "departement"]), default="petite")
@with_appcontext
def command(size: str) -> None:
    """Load the demonstration (fictitious people) and print its accounts; safe to run twice."""
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException(
            "La démonstration se charge avec RICOCHET_DEMO=1\u00a0: ses mots de passe sont connus."
        )
    if load():
        click.echo("La démonstration est chargée. Personnes et associations sont fictives.")
    else:
        click.echo("La démonstration est déjà là : rien n’a été changé.")
    if size == "departement":
        written = sum(load_crowd().values())
        click.echo(f"Un département entier : {written} lignes écrites.")
    click.echo(f"\nPour vous connecter, mot de passe : {PASSWORD}")
    for email, who in ACCOUNTS:
        click.echo(f"  {email:<24}{who}")
    click.echo(f"Marcel, bénévole sans adresse, a une carte avec un code\u00a0: {CODE}\n")
