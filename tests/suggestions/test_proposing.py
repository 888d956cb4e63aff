"""Missions proposed to a volunteer: why, not for me, for later."""

import json

import pytest

from app import clock
from app.extensions import db
from app.journal import Event
from app.missions import index
from app.profiles.models import Profile
from app.suggestions import engine
from app.suggestions.models import Choice
from tests import people


def titles(page):
    return [h.get_text(" ", strip=True) for h in page.soup.select(".mission h2")]


@pytest.fixture
def awa(app):
    return people.a_volunteer("Awa", interests=["nature"], slots=["tue-am", "thu-pm"])


@pytest.fixture
def five_missions(app):
    """Put five missions online that suit Awa, and one that does not."""
    jardins = people.an_association()
    made = [
        people.a_mission(jardins, title="Arroser le jardin"),
        people.a_mission(jardins, title="Tailler les haies"),
        people.a_mission(
            jardins, title="Nourrir les poules", slots=["thu-pm"], publics=["animals"]
        ),
        people.a_mission(jardins, title="Trier des livres", domain="art_culture"),
        people.a_mission(jardins, title="Réparer des vélos", domain="sport", lat=45.21, lon=5.70),
        people.a_mission(jardins, title="Accueillir le dimanche", slots=["sun-pm"]),
    ]
    return {mission.title: mission for mission in made}


def test_a_volunteer_reads_three_missions_and_why(as_, awa, five_missions):
    page = as_(awa).open("/suggestions")
    assert page.h1 == "Des missions pour vous"
    assert len(titles(page)) == 3
    assert "Pourquoi cette mission ?" in page
    assert "Vous êtes libre le mardi matin" in page
    assert "Vous avez choisi : nature" in page
    assert "%" not in page.text


def test_more_come_three_at_a_time_and_the_impossible_never(as_, awa, five_missions):
    visitor = as_(awa)
    visitor.open("/suggestions")
    page = visitor.click("En voir d’autres")
    assert len(titles(page)) == 5
    assert "Accueillir le dimanche" not in page
    assert "En voir d’autres" not in page


def test_not_for_me_applies_at_once_and_can_be_undone(as_, awa, five_missions):
    visitor = as_(awa)
    first = titles(visitor.open("/suggestions"))[0]
    page = visitor.press(f"Pas pour moi : {first}")
    assert page.h1 == "C’est noté"
    assert first not in titles(visitor.open("/suggestions", montrer=9))
    visitor.open(f"/suggestions/{five_missions[first].token}/pourquoi")
    page = visitor.press("Annuler")
    assert first in titles(page)
    assert db.session.query(Choice).count() == 0


def test_saying_why_puts_similar_missions_lower_and_says_so(as_, awa, five_missions):
    visitor = as_(awa)
    before = titles(visitor.open("/suggestions", montrer=9))
    assert before[:3] == ["Arroser le jardin", "Tailler les haies", "Nourrir les poules"]
    visitor.press("Pas pour moi : Arroser le jardin")
    page = visitor.press("Dire pourquoi", reason="not_this_work")
    assert "Les missions « Nature et animaux » viennent après les autres." in page
    assert set(titles(visitor.open("/suggestions", montrer=9))[-2:]) == {
        "Tailler les haies", "Nourrir les poules",
    }  # fmt: skip
    page = visitor.open("/suggestions/mes-choix")
    assert "Je n’aime pas ce genre de chose." in page
    visitor.press("Remettre dans mes missions")
    assert titles(visitor.open("/suggestions", montrer=9)) == before


def test_a_reason_is_never_demanded(as_, awa, five_missions):
    visitor = as_(awa)
    visitor.open("/suggestions")
    visitor.press("Pas pour moi : Arroser le jardin")
    page = visitor.press("Dire pourquoi")
    assert "Choisissez une réponse" in page
    assert len(titles(visitor.click("Voir d’autres missions"))) == 3


def test_a_mission_is_kept_for_later(as_, awa, five_missions):
    visitor = as_(awa)
    visitor.open("/suggestions")
    page = visitor.press("Garder pour plus tard : Arroser le jardin")
    assert "C’est gardé." in page
    assert "Arroser le jardin" not in titles(page)
    assert titles(visitor.click("Missions gardées")) == ["Arroser le jardin"]
    visitor.press("Ne plus garder")
    assert "Vous n’avez gardé aucune mission." in visitor.open("/suggestions/gardees")


def test_without_answers_one_is_kindly_invited(as_, app):
    newcomer = people.an_account("volunteer", "Sofia", commune_code="38185")
    page = as_(newcomer).open("/suggestions")
    assert page.h1 == "Bonjour Sofia"
    assert page.links()["Commencer"] == "/mon-profil"


def test_when_nothing_fits_what_would_open_more_is_said(as_, five_missions):
    sunday = people.a_volunteer("Ines", slots=["sat-eve"])
    page = as_(sunday).open("/suggestions")
    assert page.h1 == "Pas encore de mission pour vous"
    assert "Presque possibles" in page
    assert "vous n’êtes pas libre à ce moment" in page
    assert page.links()["Ajouter un jour libre"] == "/mon-profil/jours"


def test_whoever_answered_everything_is_not_told_that_nothing_fits(as_, awa, five_missions):
    visitor = as_(awa)
    for title in list(five_missions)[:5]:
        visitor.open(f"/missions/{five_missions[title].token}")
        visitor.press("Garder pour plus tard")
    page = visitor.open("/suggestions")
    assert page.h1 == "Vous avez tout vu pour le moment"
    assert "ne vont pas avec vos réponses" not in page


def test_few_missions_come_with_those_that_are_almost_possible(as_, awa, app):
    jardins = people.an_association()
    people.a_mission(jardins, title="Arroser le jardin")
    people.a_mission(jardins, title="Accueillir le dimanche", slots=["sun-pm"])
    page = as_(awa).open("/suggestions")
    assert titles(page) == ["Arroser le jardin"]
    assert "Presque possibles" in page
    assert "Accueillir le dimanche" in page


def test_a_mission_that_fills_or_pauses_is_no_longer_proposed(as_, awa, five_missions):
    visitor = as_(awa)
    visitor.open("/suggestions")
    five_missions["Arroser le jardin"].state = "paused"
    five_missions["Tailler les haies"].state = "filled"
    five_missions["Tailler les haies"].places_left = 0
    found = titles(visitor.open("/suggestions", montrer=9))
    assert not {"Arroser le jardin", "Tailler les haies"} & set(found)


def test_a_profile_that_changes_changes_the_list(as_, awa, five_missions):
    visitor = as_(awa)
    visitor.open("/suggestions")
    profile = db.session.query(Profile).filter_by(account_id=awa.id).one()
    profile.slots = ["sun-pm"]
    assert titles(visitor.open("/suggestions")) == ["Accueillir le dimanche"]


def test_a_referent_answers_with_the_person_and_the_journal_says_who(as_, app, five_missions):
    lea = people.a_referent("Léa")
    awa = people.a_volunteer("Awa", followed_by=lea)
    visitor = as_(lea)
    visitor.open("/suggestions", 403)
    card = visitor.open(f"/referent/personnes/{awa.token}/carte")
    assert card.status == 200
    visitor.press("Remplir avec Awa")
    visitor.open("/suggestions")
    visitor.press("Pas pour moi : Arroser le jardin")
    choice = db.session.query(Choice).one()
    act = db.session.query(Event).filter_by(verb="choose_dismissed").one()
    assert choice.volunteer_id == act.on_behalf_of_id == awa.id
    assert act.actor_id == lea.id


def test_the_page_of_a_mission_says_why_to_a_volunteer_only(as_, visitor, awa, five_missions):
    address = f"/missions/{five_missions['Arroser le jardin'].token}"
    page = as_(awa).open(address)
    assert "Pourquoi cette mission ?" in page
    assert "Vous avez choisi : nature" in page
    page = visitor.open(address)
    assert "Pourquoi cette mission ?" not in page
    assert "Cela vous intéresse ?" in page


def test_what_stands_in_the_way_is_said_with_what_to_do(as_, awa, five_missions):
    page = as_(awa).open(f"/missions/{five_missions['Accueillir le dimanche'].token}")
    assert "Ce qui peut coincer" in page
    assert "Demandez si un autre moment est possible." in page


def test_a_full_mission_shows_three_that_resemble(visitor, five_missions):
    full = five_missions["Arroser le jardin"]
    full.state, full.places_left = "filled", 0
    page = visitor.open(f"/missions/{full.token}")
    assert "Cette mission n’a plus de place." in page
    assert len(titles(page)) == 3
    assert "Arroser le jardin" not in titles(page)
    assert "application/ld+json" not in page.html


def test_a_draft_has_no_public_page(visitor, five_missions):
    five_missions["Arroser le jardin"].state = "draft"
    visitor.open(f"/missions/{five_missions['Arroser le jardin'].token}", 404)
    visitor.open("/missions/inconnue", 404)


def test_suggestions_cost_few_statements(as_, queries, awa, five_missions):
    visitor = as_(awa)
    visitor.open("/suggestions")
    with queries() as seen:
        visitor.open("/suggestions")
    # the session · the profile, twice · what was answered, twice · what is underway
    # · what changed, twice · the weights in force · the list · and the communes it names
    assert len([s for s in seen if s.startswith("SELECT")]) <= 11, seen


def test_two_people_who_differ_only_in_name_and_age_read_the_same_list(app, five_missions):
    one = people.a_volunteer("Mohamed", last_name="Benali", birth_date=clock.today())
    other = people.a_volunteer("Marie", last_name="Martin", postal_address="1 rue du Lac")
    lists = [[(s.mission.id, s.match.score) for s in engine.for_person(p)] for p in (one, other)]
    assert lists[0] == lists[1]
    assert index.current().ranker is not None


def test_search_engines_read_a_volunteer_posting_whatever_is_written_in_it(visitor):
    odd = people.a_mission(title="</script><b>Arroser</b> & « planter »", ends_on=clock.today())
    page = visitor.open(f"/missions/{odd.token}")
    posting = json.loads(page.soup.select_one("script[type='application/ld+json']").string)
    assert posting["employmentType"] == "VOLUNTEER"
    assert posting["title"] == odd.title
    assert posting["jobLocation"]["address"]["addressLocality"] == "Grenoble"
    assert posting["validThrough"] == clock.today().isoformat()
    assert page.h1 == odd.title


def test_a_mission_of_one_day_says_its_day_once(visitor):
    once = people.a_mission(one_off=True, starts_on=clock.today(), ends_on=clock.today())
    page = visitor.open(f"/missions/{once.token}")
    assert page.text.count(str(clock.today().year)) == 1
    assert "jusqu’au" not in page
