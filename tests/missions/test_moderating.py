"""A pilote reads each mission before the public does."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.extensions import db
from app.letters.models import Letter
from app.missions.models import Mission
from tests.browser import Visitor
from tests.people import (
    a_member,
    a_mission,
    a_pilot,
    a_referent,
    a_volunteer,
    an_association,
)

As = Callable[..., Visitor]


def the_mission() -> Mission:
    db.session.expire_all()
    return db.session.scalars(select(Mission)).one()


def letters() -> list[Letter]:
    db.session.expire_all()
    found = select(Letter).where(Letter.kind.startswith("missions/")).order_by(Letter.id)
    return list(db.session.scalars(found))


def submitted(**facts: object) -> Mission:
    association = an_association()
    a_member(association)
    a_member(association, "Rose")
    return a_mission(association, state="submitted", published_at=None, welcome="Agnès", **facts)


def test_a_mission_is_published_in_one_act(as_: As, visitor: Visitor):
    mission = submitted()
    visitor.open(f"/missions/{mission.token}", status=404)
    paula = as_(a_pilot())
    paula.open("/pilotage/missions")
    paula.click(mission.title)
    page = paula.press("Publier")
    assert "Rien à relire" in page
    assert (the_mission().state, the_mission().published_at is None) == ("published", False)
    assert [letter.kind for letter in letters()] == ["missions/published"] * 2
    assert mission.title in visitor.open(f"/missions/{mission.token}")


def test_a_correction_is_asked_made_and_published(as_: As):
    mission = submitted()
    jean = as_(a_member(mission.association, "Paul"))
    paula = as_(a_pilot())
    paula.open(f"/pilotage/missions/{mission.token}")
    page = paula.press("Demander une correction", sentence="Merci.")
    assert any("Choisissez une" in error for error in page.errors())
    assert "Merci." in page.html
    page = paula.press("Demander une correction", reason="other", sentence="")
    assert any("Écrivez ce qu’il faut" in error for error in page.errors()), page.errors()
    paula.press("Demander une correction", reason="content", sentence="Combien d’arbres ?")
    letter = letters()[0]
    assert "Racontez une demi-journée" in letter.body
    assert "Combien d’arbres ?" in letter.body
    page = jean.open(f"/association/missions/{mission.token}")
    assert "Combien d’arbres ?" in page
    jean.click("Finir et envoyer")
    jean.press("Envoyer pour relecture", not_a_job="y")
    assert the_mission().state == "submitted"


def test_a_mission_is_refused_with_its_reason(as_: As):
    mission = submitted()
    paula = as_(a_pilot())
    paula.open(f"/pilotage/missions/{mission.token}")
    paula.press("Refuser", reason="job")
    assert the_mission().state == "refused"
    assert "Cela ressemble à un emploi salarié." in letters()[0].body
    assert len(letters()) == 2


def test_a_mission_waits_for_its_association_to_be_verified(as_: As):
    association = an_association(state="submitted")
    mission = a_mission(association, state="submitted")
    paula = as_(a_pilot())
    assert "pas encore vérifiée" in paula.open("/pilotage/missions")
    page = paula.click(mission.title)
    assert "n’est pas encore vérifiée" in page
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    version = page.soup.select_one("input[name=version]")["value"]
    address = f"/pilotage/missions/{mission.token}/publier"
    paula.post(address, {"csrf_token": token, "version": version}, status=403)
    paula.open(f"/pilotage/missions/{mission.token}")
    paula.click("Vérifier Les Jardins")
    paula.press("Vérifier cette association")
    paula.open(f"/pilotage/missions/{mission.token}")
    paula.press("Publier")
    assert the_mission().state == "published"


def test_what_changed_since_it_was_read_is_not_published(as_: As):
    mission = submitted()
    jean = as_(a_member(mission.association, "Paul"))
    paula = as_(a_pilot())
    paula.open(f"/pilotage/missions/{mission.token}")
    jean.open(f"/association/missions/{mission.token}/quoi")
    jean.press("Enregistrer", description="Un tout autre texte.")
    paula.press("Publier", status=409)
    assert the_mission().state == "submitted"


def test_two_pilotes_decide_at_once_and_the_second_is_told(as_: As):
    mission = submitted()
    paula, pierre = as_(a_pilot()), as_(a_pilot("Pierre"))
    for pilot in (paula, pierre):
        pilot.open(f"/pilotage/missions/{mission.token}")
    paula.press("Publier")
    page = pierre.press("Refuser", reason="other", sentence="Mes mots à moi.", status=409)
    assert "Mes mots à moi." in page
    assert the_mission().state == "published"


def test_the_words_of_a_job_and_long_sentences_are_pointed_at(as_: As):
    mission = submitted(description="Un salaire sous contrat de travail. " + "mot " * 40)
    page = as_(a_pilot()).open(f"/pilotage/missions/{mission.token}")
    assert "contrat de travail, salaire" in page
    assert "Phrase de 40 mots" in page


@pytest.mark.parametrize("who", [a_volunteer, a_referent, lambda: a_member(an_association("X"))])
def test_only_pilotes_moderate(as_: As, who: Callable):
    mission = submitted()
    someone = as_(who())
    someone.open("/pilotage/missions", status=403)
    someone.open(f"/pilotage/missions/{mission.token}", status=403)


def test_the_queue_costs_the_same_for_thirty_as_for_one(as_: As, queries: Callable):
    mission = submitted()
    paula = as_(a_pilot())
    paula.open("/pilotage/missions")
    counts = []
    for _ in range(2):
        with queries() as seen:
            paula.open("/pilotage/missions")
        counts.append(len([s for s in seen if s.startswith("SELECT")]))
        for _ in range(30):
            a_mission(mission.association, state="submitted")
    assert counts[0] == counts[1] <= 3, "the session, the missions with their associations"
