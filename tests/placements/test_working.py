"""A person at work in a mission: start, pauses, end; stopping is one click."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.introductions.models import Introduction
from app.placements.models import Placement
from tests import meetings, people
from tests.meetings import places_left, subjects


def the_placement():
    """Give the only placement of the story, as the database has it."""
    db.session.rollback()
    return db.session.scalars(select(Placement)).one()


def test_after_a_meeting_the_mission_starts_with_a_trial(as_, cast):
    made = meetings.met(cast)
    browser = as_(cast.jean)
    browser.open(f"/mises-en-relation/{made.token}")
    browser.click("Commencer la mission")
    day = clock.today() + timedelta(days=2)
    page = browser.press("C’est parti", started_on=day.isoformat(), how="trial")
    assert "Essai en cours" in page
    assert page.path == f"/engagements/{the_placement().token}"
    assert "Vous commencez bientôt" in subjects(cast.awa)
    assert places_left(cast.garden) == 1
    awas = as_(cast.awa)
    awas.open("/mises-en-relation")
    awas.click("Arroser le jardin partagé")
    page = awas.click("Voir ma mission")
    assert page.path == f"/engagements/{the_placement().token}"


def test_the_person_may_say_it_starts(as_, cast):
    made = meetings.met(cast)
    browser = as_(cast.awa)
    browser.open(f"/mises-en-relation/{made.token}")
    browser.click("Je veux commencer")
    page = browser.press("C’est parti", started_on="")
    assert "Choisissez le premier jour." in page.errors()[0]
    page = browser.press("C’est parti", started_on="31/02/2026")
    assert page.errors()
    browser.press("C’est parti", started_on=clock.today().isoformat(), how="active")
    assert the_placement().state == "active"
    assert "Une mission commence" in subjects(cast.jean)


def test_two_starts_at_once_make_one_placement(as_, cast):
    made = meetings.met(cast)
    browsers = [as_(cast.jean), as_(cast.awa)]
    for browser in browsers:
        browser.open(f"/mises-en-relation/{made.token}/commencer")
    browsers[0].press("C’est parti", started_on=clock.today().isoformat())
    page = browsers[1].press("C’est parti", status=409, started_on="24/12/2026")
    assert "24/12/2026" in page.html
    assert the_placement().state == "trial"


def test_the_person_stops_in_one_click_without_a_reason(as_, cast):
    placement = meetings.at_work(cast, days_ago=10)
    browser = as_(cast.awa)
    page = browser.open(f"/engagements/{placement.token}")
    assert "Vous n’avez pas besoin de dire pourquoi" in page
    page = browser.press("J’arrête la mission")
    assert "Mission arrêtée" in page
    assert the_placement().ended_on == clock.today()
    assert places_left(cast.garden) == 2
    assert subjects(cast.jean)[-1] == "Une mission s’arrête"
    assert subjects(cast.lea)[-1] == "Une mission s’arrête"


def test_after_the_end_the_person_may_ask_again(as_, cast):
    placement = meetings.at_work(cast)
    browser = as_(cast.awa)
    browser.open(f"/engagements/{placement.token}")
    browser.press("J’arrête la mission")
    browser.open(f"/missions/{cast.garden.token}/demander")
    page = browser.press("Envoyer ma demande")
    assert "Nous lisons votre demande" in page
    assert len(db.session.scalars(select(Introduction)).all()) == 2


def test_a_trial_becomes_a_mission_pauses_and_starts_again(as_, cast):
    placement = meetings.at_work(cast, days_ago=3)
    browser = as_(cast.jean)
    browser.open(f"/engagements/{placement.token}")
    assert "En mission" in browser.press("L’essai est bon, on continue")
    assert "En pause" in browser.press("Faire une pause")
    assert places_left(cast.garden) == 1, "a pause keeps the place"
    assert "En mission" in browser.press("Reprendre")
    told = [s for s in subjects(cast.awa) if "essai" in s or "mission" in s.lower()]
    assert told[-3:] == ["L’essai est bon", "La mission est en pause", "La mission reprend"]


def test_the_end_comes_with_thanks_for_all(as_, cast):
    placement = meetings.at_work(cast, days_ago=40)
    browser = as_(cast.jean)
    browser.open(f"/engagements/{placement.token}")
    page = browser.press("Finir et remercier", ending="Merci Awa, le jardin est magnifique.")
    assert "Mission finie" in page
    assert "Merci Awa, le jardin est magnifique." in as_(cast.awa).open(page.path)
    assert subjects(cast.awa)[-1] == "Merci"
    assert places_left(cast.garden) == 2


def test_the_first_day_is_confirmed_by_one_of_the_two(as_, cast):
    placement = meetings.at_work(cast, days_ago=4)
    browser = as_(cast.awa)
    browser.open(f"/engagements/{placement.token}")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    page = browser.press("Oui, c’était ce jour", first_day=tomorrow)
    assert "n’est pas encore arrivé" in page.errors()[0]
    browser.press("Oui, c’était ce jour", first_day=clock.today().isoformat())
    assert the_placement().confirmed_on == clock.today()
    assert "Confirmer le premier jour" not in as_(cast.jean).open(page.path)


@pytest.mark.parametrize("role", ["volunteer", "association", "referent"])
def test_someone_elses_placement_does_not_exist(as_, cast, role):
    placement = meetings.at_work(cast)
    luc = people.a_referent("Luc")
    verger = people.a_mission(people.an_association("Le Verger"))
    stranger = {
        "volunteer": people.a_volunteer("Zoé", followed_by=luc),
        "association": people.a_member(verger.association, "Rémi"),
        "referent": luc,
    }[role]
    browser = as_(stranger)
    browser.open(f"/engagements/{placement.token}", status=404)
    csrf = browser.open("/aide").soup.select_one("input[name=csrf_token]")["value"]
    today = clock.today().isoformat()
    for act in (
        "arreter", "pause", "continuer", "fin", "premier-jour", "heures", "message", "difficulte",
        f"points/{today}", f"points/{today}/vu", f"heures/{today}/oui", f"heures/{today}/autre",
    ):  # fmt: skip
        answer = browser.client.post(
            f"/engagements/{placement.token}/{act}", data={"csrf_token": csrf}
        )
        assert answer.status_code in (403, 404), act
    assert the_placement().state == "trial"


def test_who_sees_what_of_a_person_at_work(as_, cast):
    placement = meetings.at_work(cast, days_ago=8)
    path = f"/engagements/{placement.token}"
    theirs = as_(cast.jean).open(path)
    assert "Awa" in theirs
    assert "Léa" not in theirs
    assert cast.awa.email not in theirs.html
    assert "Léa" not in as_(cast.jean).open("/mises-en-relation")
