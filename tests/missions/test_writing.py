"""An association writes a mission in short steps, sends it, and follows it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.missions.models import Mission
from tests.browser import Page, Visitor
from tests.people import a_member, a_mission, an_association

As = Callable[..., Visitor]
LATER = (clock.today() + timedelta(days=40)).strftime("%d/%m/%Y")
WHAT = {
    "title": "Arroser le jardin", "description": "On arrose et on désherbe ensemble.",
    "domain": "nature", "where": "sur-place", "commune": "Grenoble",
}  # fmt: skip
WHEN = {"rhythm": "reguliere", "slots": ["tue-am", "thu-pm"], "hours_per_week": "2,5",
        "places": "3"}  # fmt: skip
WELCOME = {"welcome": "Agnès vous montre tout.", "french": "A2", "trial": "oui", "lifting": "non"}
NEXT = "Enregistrer et continuer"


def the_mission() -> Mission:
    db.session.expire_all()
    return db.session.scalars(select(Mission)).one()


def write(jean: Visitor) -> Page:
    jean.open("/association/missions")
    jean.click("Écrire une mission")
    jean.press(NEXT, **WHAT)
    jean.press(NEXT, **WHEN)
    return jean.press(NEXT, **WELCOME)


def test_a_mission_is_written_in_four_screens_and_sent(as_: As):
    jean = as_(a_member(an_association()))
    page = write(jean)
    assert "Vérifier, puis envoyer" in page.h1
    assert "mardi matin, jeudi après-midi" in page
    mission = the_mission()
    assert (mission.state, mission.places, mission.places_left) == ("draft", 3, 3)
    assert (mission.hours_per_week, mission.french, mission.trial) == (2.5, "A2", True)
    assert (mission.lifting, mission.driving_licence) == (False, None)
    assert (mission.lat, mission.lon) == (45.1885, 5.7245), "the centre of Grenoble"
    page = jean.press("Envoyer pour relecture")
    assert any("Cochez cette case" in error for error in page.errors())
    page = jean.press("Envoyer pour relecture", not_a_job="y")
    assert "En relecture" in page
    assert the_mission().state == "submitted"


@pytest.mark.parametrize(
    ("step", "given", "said"),
    [
        (0, {"title": "Jardin"}, "deux mots"),
        (0, {"title": ""}, "Écrivez un titre"),
        (0, {"description": " "}, "Écrivez ce que fait"),
        (0, {"domain": "money"}, "Choisissez"),
        (0, {"commune": ""}, "Écrivez la commune"),
        (0, {"commune": "Zzyzx"}, "Nous ne trouvons pas"),
        (0, {"description": "x" * 1_000_000}, "trop long"),
        (0, {"skills": "\n".join(map(str, range(13)))}, "12 plus importantes"),
        (0, {"transit": "1 85 05 78 006 084 91"}, "sécurité sociale"),
        (1, {"slots": []}, "Cochez une demi-journée"),
        (1, {"slots": ["mon-night"]}, "Choisissez"),
        (1, {"rhythm": "une-fois"}, "Écrivez le jour"),
        (1, {"ends_on": "01/01/2020"}, "Ce jour est passé"),
        (1, {"starts_on": LATER, "ends_on": clock.today().isoformat()}, "avant le premier"),
        (1, {"starts_on": "demain"}, "Écrivez une date"),
        (1, {"hours_per_week": "35"}, "24 heures"),
        (1, {"hours_per_week": "beaucoup"}, "Écrivez un nombre"),
        (1, {"places": "0"}, "1"),
        (1, {"places": "9" * 30}, "grand"),
        (2, {"welcome": ""}, "Écrivez qui accueille"),
        (2, {"french": "Z9"}, "Choisissez"),
        (2, {"trial": "peut-être"}, "Choisissez"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_: As, step: int, given: dict, said: str):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/nouvelle")
    answers = [WHAT, WHEN, WELCOME]
    for before in answers[:step]:
        jean.press(NEXT, **before)
    page = jean.press(NEXT, **(answers[step] | given))
    assert any(said in error for error in page.errors()), page.errors()
    kept = {0: "désherbe", 1: "2,5", 2: "Agnès"}[step]
    assert kept in page.html or step == 0 or given.keys() & {"hours_per_week", "welcome"}


def test_a_draft_waits_until_its_association_comes_back(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/nouvelle")
    jean.press(NEXT, **WHAT)
    page = jean.open("/association/missions")
    assert "Brouillon" in page
    page = jean.click("Arroser le jardin")
    assert "Il manque encore quelque chose" in page
    page = jean.click("Ajouter les jours")
    page = jean.press(NEXT, **WHEN)
    assert "Vérifier, puis envoyer" in page.h1, "the page one came from"
    assert "Ajouter qui accueille" in page


def test_a_long_sentence_is_pointed_at_without_stopping_anyone(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/nouvelle")
    page = jean.press(NEXT, **(WHAT | {"description": "mot " * 31 + "."}))
    assert "Phrase de 31 mots : coupez-la." in page
    assert "Quand" in page.h1


def test_a_remote_mission_is_nowhere_on_the_map(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/nouvelle")
    jean.press(NEXT, **(WHAT | {"where": "a-distance"}))
    mission = the_mission()
    assert (mission.remote, mission.commune_code, mission.lat) == (True, None, None)
    assert mission.place == "Chez vous"


def test_what_happens_once_ends_the_same_day(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/nouvelle")
    jean.press(NEXT, **WHAT)
    jean.press(NEXT, rhythm="une-fois", starts_on=LATER, places="10")
    mission = the_mission()
    assert mission.starts_on == mission.ends_on
    assert mission.one_off


def test_html_and_emoji_stay_text(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/nouvelle")
    jean.press(NEXT, **(WHAT | {"title": "<script>alert(1)</script> 🌻 '; DROP TABLE"}))
    page = jean.open("/association/missions")
    assert "<script>alert(1)</script> 🌻 '; DROP TABLE" in page


@pytest.mark.parametrize(
    ("step", "change", "state"),
    [
        ("accueil", {"expenses": "Le bus"}, "published"),
        ("quand", {"slots": ["mon-am"]}, "published"),
        ("quoi", {"transit": "Tram A"}, "published"),
        ("quoi", {"title": "Tailler les arbres"}, "submitted"),
        ("quoi", {"description": "Autre chose."}, "submitted"),
        ("quoi", {"domain": "sport"}, "submitted"),
        ("quoi", {"commune": "Mens"}, "submitted"),
        ("quoi", {"where": "a-distance"}, "submitted"),
    ],
)
def test_only_what_a_pilote_read_is_read_again(as_: As, step: str, change: dict, state: str):
    association = an_association()
    mission = a_mission(association, welcome="Agnès", description="On arrose.")
    jean = as_(a_member(association))
    page = jean.open(f"/association/missions/{mission.token}/{step}")
    assert ("nous la relisons avant" in page) is (step == "quoi")
    page = jean.press("Enregistrer", **change)
    assert page.path == f"/association/missions/{mission.token}"
    assert the_mission().state == state


def test_two_members_write_at_once_and_nothing_typed_is_lost(as_: As):
    association = an_association()
    mission = a_mission(association)
    jean, rose = as_(a_member(association)), as_(a_member(association, "Rose"))
    for member in (jean, rose):
        member.open(f"/association/missions/{mission.token}/accueil")
    jean.press("Enregistrer", welcome="Jean accueille.")
    page = rose.press("Enregistrer", welcome="Rose accueille.", status=409)
    assert "Rose accueille." in page
    assert the_mission().welcome == "Jean accueille."


def test_a_mission_is_paused_resumed_ended_and_relaunched(as_: As):
    association = an_association()
    mission = a_mission(association, welcome="Agnès")
    jean = as_(a_member(association))
    jean.open(f"/association/missions/{mission.token}")
    for button, state in (
        ("Mettre en pause", "paused"),
        ("Remettre en ligne", "published"),
        ("Terminer", "ended"),
        ("Relancer", "draft"),
    ):
        jean.press(button)
        assert the_mission().state == state
    jean.press("Envoyer pour relecture", not_a_job="y")
    jean.press("Annuler la mission")
    assert the_mission().state == "cancelled"


def test_a_double_click_pauses_once(as_: As):
    association = an_association()
    mission = a_mission(association)
    jean = as_(a_member(association))
    page = jean.open(f"/association/missions/{mission.token}")
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    address = f"/association/missions/{mission.token}/pause"
    jean.post(address, {"csrf_token": token})
    jean.post(address, {"csrf_token": token}, status=409)


def test_a_mission_full_when_resumed_is_complete_at_once(as_: As):
    association = an_association()
    mission = a_mission(association, places=1, places_left=0, state="paused")
    jean = as_(a_member(association))
    jean.open(f"/association/missions/{mission.token}")
    page = jean.press("Remettre en ligne")
    assert "Complète" in page


def test_places_change_but_never_below_those_taken(as_: As):
    association = an_association()
    mission = a_mission(association, places=3, places_left=1)
    jean = as_(a_member(association))
    jean.open(f"/association/missions/{mission.token}")
    page = jean.press("Changer le nombre", places="1")
    assert any("2 places sont déjà prises" in error for error in page.errors())
    jean.press("Changer le nombre", places="2")
    assert (the_mission().places_left, the_mission().state) == (0, "filled")
    jean.press("Changer le nombre", places="4")
    assert (the_mission().places_left, the_mission().state) == (2, "published")


def test_last_year_s_mission_is_copied_and_sent_in_two_screens(as_: As):
    association = an_association()
    a_mission(association, state="ended", welcome="Agnès", ends_on=clock.today())
    jean = as_(a_member(association))
    jean.open("/association/missions")
    page = jean.press("Copier")
    assert "Vérifier, puis envoyer" in page.h1
    jean.press("Envoyer pour relecture", not_a_job="y")
    states = db.session.scalars(select(Mission.state).order_by(Mission.id)).all()
    assert states == ["ended", "submitted"]


@pytest.mark.parametrize("state", ["ended", "cancelled", "refused"])
def test_what_is_over_no_longer_changes(as_: As, state: str):
    association = an_association()
    mission = a_mission(association, state=state)
    jean = as_(a_member(association))
    jean.open(f"/association/missions/{mission.token}/accueil")
    jean.press(NEXT, welcome="Rose", status=409)


def test_another_association_s_mission_is_not_found(as_: As):
    mission = a_mission(state="draft")
    jean = as_(a_member(an_association("Autre", rna="W381000009")))
    for path in ("", "/quoi", "/verifier"):
        jean.open(f"/association/missions/{mission.token}{path}", status=404)


def test_our_missions_cost_the_same_for_thirty_as_for_one(as_: As, queries: Callable):
    association = an_association()
    a_mission(association)
    jean = as_(a_member(association))
    jean.open("/association/missions")
    counts = []
    for _ in range(2):
        with queries() as seen:
            jean.open("/association/missions")
        counts.append(len([s for s in seen if s.startswith("SELECT")]))
        for _ in range(30):
            a_mission(association)
    assert counts[0] == counts[1] <= 4, "the session, the association, the missions"


@pytest.mark.parametrize("state", ["draft", "verified"])
def test_an_association_s_screens_never_say_where_volunteers_come_from(as_: As, state: str):
    association = an_association(state=state)
    mission = a_mission(association, state="draft")
    jean = as_(a_member(association))
    for path in ("/association/missions", "/association/missions/nouvelle", "/association/fiche",
                 "/association/fiche/modifier", "/association/membres",
                 f"/association/missions/{mission.token}/quand",
                 f"/association/missions/{mission.token}/verifier"):  # fmt: skip
        page = jean.open(path)
        for word in ("rsa", "allocataire", "insertion", "bénéficiaire", "usager", "freins"):
            assert word not in page.text.lower().split(), f"{path}: {word}"
