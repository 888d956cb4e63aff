"""The jobs of associations, référents and pilotes, each with its budget."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.associations.models import Association
from app.contracts import queries as contracts
from app.extensions import db
from app.letters.answer_links import Purpose
from app.missions.models import Mission
from app.passports import tidings
from app.passports.models import Entry
from tests import people
from tests.journeys.jobs import Doer, introduction, job, last_month, link, named


@job("A1 register an association", "", 4, 5, 8)
def register(paul: Doer) -> None:
    paul.starts("/inscription/association")
    paul.write("Le nom de votre structure", "Les Amis du Lac")
    paul.tick("Une association")
    paul.write("Votre commune", "Grenoble")
    paul.write("Votre prénom", "Paul")
    paul.write("Votre adresse e-mail", "paul@example.org")
    paul.write("Choisissez un mot de passe", "une phrase assez longue")
    paul.tap("Ouvrir notre espace")
    paul.write("RNA", "W381234567")
    paul.write("Votre assureur", "La Mutuelle du Lac")
    paul.write("jusqu’au", (clock.today() + timedelta(days=300)).isoformat())
    paul.tap("Enregistrer")
    paul.tap("Envoyer")


@job("A2 publish a mission", "association", 5, 6, 6)
def publish(martine: Doer) -> None:
    martine.starts("/association/missions/nouvelle")
    martine.write("Le titre de la mission", "Éplucher les légumes du midi")
    martine.write("Ce que fait la personne", "On épluche, on rit, on mange ensemble à midi. " * 3)
    martine.tap("Enregistrer et continuer")
    martine.half_day("tue-am")
    martine.write("Combien d’heures", "2")
    martine.tap("Enregistrer et continuer")
    martine.write("Qui accueille la personne", "Martine vous attend à la porte.")
    martine.tap("Enregistrer et continuer")
    martine.tick("ne remplace pas")
    martine.tap("Envoyer pour relecture")


@job("A2 copy last year’s mission", "association", 2, 3, 1)
def copy(martine: Doer) -> None:
    martine.starts("/association/missions")
    martine.tap("Copier")
    martine.tick("ne remplace pas")
    martine.tap("Envoyer pour relecture")


@job("A3 answer an introduction from the e-mail", "", 2, 2)
def answer_a_request(martine: Doer) -> None:
    sent = introduction("sent")
    martine.follows(link(Purpose.REQUEST, sent, people.a_member(sent.mission.association)))
    martine.tap("Oui, nous voulons")
    martine.reads("C’est fait")


@job("A4 declare a month of presence", "hosting", 1, 1)
def presences(member: Doer) -> None:
    member.starts(f"/association/presences/{last_month():%Y-%m}")
    member.tap("Enregistrer")


@job("A5 attest a line of a passport", "attesting", 1, 4, 1)
def attest(member: Doer) -> None:
    entry = db.session.scalars(select(Entry).where(Entry.state == "agreed")).first()
    assert entry is not None
    member.follows(tidings.url(entry).removeprefix("http://ricochet.test"))
    member.write("Votre rôle", "présidente")
    member.tick("J’ai lu cette page")
    member.tap("J’atteste")


@job("R1 approve an introduction", "referent", 1, 2)
def approve(claire: Doer) -> None:
    claire.starts("/referent")
    claire.tap("Valider")


@job("R2 note an interview", "referent", 1, 4, 1)
def note(claire: Doer) -> None:
    claire.walker.open("/referent")
    claire.tap("Noter : Thierry Granjean")
    claire.starts(claire.walker.path)
    claire.tap("Garder")


@job("R3 renew a contract", "referent", 2, 3)
def renew(claire: Doer) -> None:
    assert contracts.ending(named("referent"))
    claire.starts("/referent")
    claire.tap("Renouveler : Jean-Luc Perrotin")
    claire.tap("Proposer")


@job("R4 add a person and print the card", "referent", 2, 2, 3)
def add(claire: Doer) -> None:
    claire.starts("/referent/personnes/ajouter")
    claire.write("prénom", "Lila")
    claire.write("commune", "Grenoble")
    claire.write("téléphone", "06 39 98 01 23")
    claire.tap("Ouvrir le compte")
    claire.presses("Imprimer la carte")


@job("R5 find a person by three letters", "referent", 1, 1, 1)
def search(claire: Doer) -> None:
    claire.starts("/referent/personnes")
    claire.write("Chercher un nom", "bel")
    claire.tap("Chercher")
    claire.reads("Nora Belkhir")


@job("R6 propose a ranked mission", "referent", 2, 3)
def propose(claire: Doer) -> None:
    claire.starts(f"/referent/personnes/{named('benevole').token}/missions")
    claire.tap("Proposer : ")
    claire.tap("Proposer")


@job("R7 hand over one’s people for a leave", "referent", 2, 3, 2)
def hand_over(claire: Doer) -> None:
    claire.starts("/referent/absences")
    claire.write("Premier jour", (clock.today() + timedelta(days=70)).isoformat())
    claire.write("Dernier jour", (clock.today() + timedelta(days=80)).isoformat())
    claire.walker.page.locator("[name=colleague]").first.check()
    claire.acts += 1
    claire.tap("Noter mon absence")


@job("D1 read the half-year figures", "pilote", 0, 0)
def figures(sophie: Doer) -> None:
    sophie.starts("/pilotage/indicateurs")
    sophie.reads("Sorties effectives vers une mission")


@job("D2 from a figure to the rows behind it", "pilote", 2, 2)
def rows(sophie: Doer) -> None:
    sophie.starts("/pilotage/indicateurs")
    sophie.tap("voir les lignes")


@job("D3 export", "pilote", 0, 1)
def export(sophie: Doer) -> None:
    sophie.starts("/pilotage/indicateurs")
    sophie.takes("Tableur")


@job("D4 approve a mission in moderation", "pilote", 1, 1)
def moderate(sophie: Doer) -> None:
    submitted = select(Mission).join(Association).where(Mission.state == "submitted")
    waiting = db.session.scalars(submitted.where(Association.state == "verified")).first()
    assert waiting is not None
    sophie.starts(f"/pilotage/missions/{waiting.token}")
    sophie.tap("Publier")
