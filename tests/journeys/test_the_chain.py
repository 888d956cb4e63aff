"""The one chain everything serves, from a mission posted to a person at work in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app import clock
from app.accounts import passwords
from app.accounts.models import Account
from tests import people
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
PASSWORD = "une phrase assez longue"
DESCRIPTION = (
    "Le jardin est derrière la gare. On arrose les semis, on désherbe un peu, on ramasse les "
    "courgettes. Michel vous montre. On boit un café ensemble à dix heures."
)


@pytest.fixture
def cast() -> dict[str, str]:
    """Open the accounts that exist before the story: a member, a pilote, a référent."""
    town = people.a_territory()
    garden = people.an_association("Les Jardins partagés")
    accounts: dict[str, Account] = {
        "Jean": people.a_member(garden, "Jean"),
        "Paula": people.a_pilot("Paula"),
        "Léa": people.a_referent("Léa", holding=town),
    }
    for account in accounts.values():
        account.password_hash = passwords.hashed(PASSWORD)
    return {name: account.email or "" for name, account in accounts.items()}


def enter(walker: Walker, email: str) -> Walker:
    """Sign in by the page."""
    walker.open("/connexion")
    walker.write("adresse e-mail", email)
    walker.write("mot de passe", PASSWORD)
    walker.tap("Entrer", within="main")
    return walker


def post_a_mission(jean: Walker) -> None:
    """Write the mission in short steps, and send it."""
    jean.tap("Proposer une mission")
    jean.write("Le titre de la mission", "Arroser le jardin partagé")
    jean.write("Ce que fait la personne", DESCRIPTION)
    jean.tick("Nature et animaux")
    jean.tick("Sur place")
    jean.write("La commune", "St Martin d'Heres")
    jean.tap("Enregistrer et continuer")
    jean.tick_half_day("tue-am")
    jean.write("Combien d’heures", "2,5")
    jean.tap("Enregistrer et continuer")
    jean.write("Qui accueille la personne", "Michel vous attend au portail.")
    jean.tap("Enregistrer et continuer")
    jean.reads("Saint-Martin-d'Hères")
    jean.tick("ne remplace pas")
    jean.tap("Envoyer pour relecture")


def moderate(paula: Walker) -> None:
    """Read the mission again and publish it, in one act."""
    paula.open("/pilotage")
    paula.tap("Relire")
    paula.reads("On boit un café ensemble")
    paula.tap("Publier")
    paula.reads("est en ligne")


def sign_up(awa: Walker) -> None:
    """Open an account, alone."""
    awa.open("/")
    awa.tap("Créer mon compte")
    awa.tap("Je suis bénévole")
    awa.write("prénom", "Awa")
    awa.write("Où habitez-vous", "Grenoble")
    awa.write("adresse e-mail", "awa@example.org")
    awa.write("Choisissez un mot de passe", PASSWORD)
    awa.tap("Ouvrir mon compte")


def fill_the_profile(awa: Walker) -> None:
    """Answer what one likes, pass the rest."""
    awa.open("/mon-profil")
    awa.tap("Commencer", within="main")
    awa.tap("Continuer")
    awa.tick_half_day("tue-am")
    awa.tap("Continuer")
    awa.tick("À pied")
    awa.tick("En bus, tram ou train")
    awa.tap("Continuer")
    awa.write("Autre chose", "j'ai jardiné chez ma grand-mère")
    awa.tap("Continuer")
    awa.tick("Nature et animaux")
    awa.tap("Continuer")
    awa.tick("Bien")
    awa.tap("Continuer")
    awa.tap("Continuer")
    awa.reads("ce que nous avons compris")
    awa.reads("j'ai jardiné chez ma grand-mère")


def ask_to_meet(awa: Walker) -> None:
    """Read the suggestion, its reasons, and ask, choosing what is said."""
    awa.open("/suggestions")
    awa.reads("Arroser le jardin partagé")
    awa.reads("mardi matin")
    awa.tap("Ça m’intéresse", within="main")
    awa.tap("Choisir ce qu’elle lira")
    awa.write("Ce que vous voulez lui dire", "J’aime être dehors le matin.")
    awa.tap("Garder", within="main")


def mediate(lea: Walker) -> None:
    """Compare line by line, and let the request leave."""
    lea.open("/referent")
    lea.reads("Awa")
    lea.tap("Voir", within="main")
    lea.reads("J’aime être dehors le matin.")
    lea.tap("Valider et prévenir")
    lea.reads("C’est validé")


def welcome(jean: Walker) -> None:
    """Say yes, and propose a first meeting."""
    jean.open("/association")
    jean.tap("Lire et répondre")
    jean.reads("Awa")
    jean.tap("Oui, nous voulons la rencontrer")
    day = clock.today() + timedelta(days=3)
    jean.write("Le jour", day.isoformat())
    jean.write("L’heure", "09:30")
    jean.write("Le lieu", "12 rue des Lilas, Saint-Martin-d’Hères")
    jean.tap("Proposer ce rendez-vous")


def meet_and_start(awa: Walker, jean: Walker) -> None:
    """Confirm the meeting, then the mission begins."""
    awa.open("/mises-en-relation")
    awa.tap("Arroser le jardin partagé")
    awa.reads("9 h 30")
    awa.tap("Je viens")
    jean.open("/association")
    jean.tap("Voir", within="main")
    jean.tap("Nous nous sommes déjà rencontrés")
    jean.tap("Commencer la mission")
    jean.tap("C’est parti")
    jean.reads("Awa")


@pytest.mark.parametrize(
    ("width", "scripts"),
    [pytest.param(360, True, marks=pytest.mark.chain), (1440, False)],
)
def test_from_a_mission_posted_to_a_person_at_work(
    walks: Callable[..., Walker], cast: dict[str, str], width: int, scripts: bool
):
    def window() -> Walker:
        return walks(width, 740 if width < 600 else 900, scripts=scripts)

    jean = enter(window(), cast["Jean"])
    post_a_mission(jean)
    moderate(enter(window(), cast["Paula"]))
    awa = window()
    sign_up(awa)
    fill_the_profile(awa)
    ask_to_meet(awa)
    mediate(enter(window(), cast["Léa"]))
    welcome(jean)
    meet_and_start(awa, jean)
    awa.open("/moi")
    awa.reads("Arroser le jardin partagé")
