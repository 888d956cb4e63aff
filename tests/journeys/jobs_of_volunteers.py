"""The jobs that volunteers come for, each with its budget."""

from sqlalchemy import select

from app.accounts import actions as accounts
from app.extensions import db
from app.letters.answer_links import Purpose
from app.placements.models import CheckIn, Placement
from tests import people
from tests.journeys.jobs import Doer, introduction, job, link


@job("M1 find a mission near home", "", 1, 1, 1)
def find(someone: Doer) -> None:
    someone.starts("/")
    someone.write("Votre ville ou code postal", "Grenoble")
    someone.tap("Voir les missions")
    someone.reads("près de Grenoble")


@job("M2 say « Ça m’intéresse »", "benevole", 1, 1)
def interest(nora: Doer) -> None:
    nora.starts("/moi")
    nora.tap("Ça m’intéresse")
    nora.reads("Votre demande est notée")


@job("M3 enter by the link of a text message", "", 1, 1)
def enter_by_link(nora: Doer) -> None:
    proposed = introduction("suggested")
    nora.follows(link(Purpose.PROPOSAL, proposed, proposed.volunteer))
    nora.reads(proposed.mission.title)


@job("M3 enter with the code of a card", "", 2, 2, 1)
def enter_by_card(awa: Doer) -> None:
    awa_herself = people.a_volunteer("Awa")
    code = accounts.issue_code(awa_herself, by=awa_herself)
    db.session.commit()
    awa.starts("/")
    awa.tap("J’ai un code", within="header")
    awa.write("Votre code", code)
    awa.tap("Entrer")
    awa.reads("Bonjour Awa")


@job("M4 fill the profile", "new", 8, 17, 1)
def fill(zoe: Doer) -> None:
    zoe.starts("/mon-profil/lieu")
    zoe.write("Votre ville ou votre village", "Grenoble")
    zoe.tap("Continuer")
    zoe.half_day("tue-am")
    zoe.tap("Continuer")
    zoe.tick("À pied")
    for _ in range(2):
        zoe.tap("Continuer")
    zoe.tick("Nature et animaux")
    zoe.tap("Continuer")
    zoe.tick("Bien")
    for _ in range(2):
        zoe.tap("Continuer")
    zoe.reads("ce que nous avons compris")
    zoe.tap("C’est juste")


@job("M5 answer a proposal received by text message", "", 2, 2)
def answer_a_proposal(nora: Doer) -> None:
    proposed = introduction("suggested")
    nora.follows(link(Purpose.PROPOSAL, proposed, proposed.volunteer))
    nora.tap("Oui")
    nora.reads("C’est fait")


@job("M6 see the next appointment", "benevole", 1, 1)
def see_appointment(nora: Doer) -> None:
    nora.starts("/moi")
    nora.tap("Voir ce rendez-vous")
    nora.reads("Mon rendez-vous")


@job("M6 say that one cannot come", "benevole", 2, 2)
def cannot_come(nora: Doer) -> None:
    nora.starts("/moi")
    nora.tap("Voir ce rendez-vous")
    nora.tap("Je ne peux pas venir")


@job("M7 say how the first day went", "", 1, 2)
def first_day(someone: Doer) -> None:
    found = select(CheckIn).join(Placement).where(CheckIn.volunteer_at.is_(None))
    check_in = db.session.scalars(found.where(Placement.state.in_(("trial", "active")))).first()
    assert check_in is not None
    someone.follows(link(Purpose.CHECK_IN, check_in, check_in.placement.volunteer))
    someone.tap("Bien")
    someone.reads("C’est fait")


@job("M8 stop a mission, no reason asked", "placed", 2, 2)
def stop(someone: Doer) -> None:
    someone.starts("/moi")
    someone.tap("Ouvrir")
    someone.tap("J’arrête la mission")
    someone.reads("arrêté")


@job("M9 see and print the passport", "benevole", 1, 2)
def passport(nora: Doer) -> None:
    nora.starts("/moi")
    nora.tap("Mon passeport")
    nora.presses("Imprimer cette page")
