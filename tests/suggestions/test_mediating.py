"""A référent looks for missions for their people, and for people for a mission."""

import pytest

from tests import people


@pytest.fixture
def cast(app):
    """Léa follows Awa; Luc follows Ines; both would suit the garden on Tuesday mornings."""
    lea, luc = people.a_referent("Léa"), people.a_referent("Luc")
    return {
        "lea": lea,
        "luc": luc,
        "awa": people.a_volunteer("Awa", followed_by=lea, last_name="Diallo"),
        "ines": people.a_volunteer("Ines", followed_by=luc, last_name="Costa"),
        "garden": people.a_mission(title="Arroser le jardin"),
        "sunday": people.a_mission(title="Accueillir le dimanche", slots=["sun-pm"]),
    }


def test_a_referent_reads_what_suits_a_person_and_what_almost_does(as_, cast):
    page = as_(cast["lea"]).open(f"/referent/personnes/{cast['awa'].token}/missions")
    assert page.h1 == "Missions pour Awa Diallo"
    assert "Vous êtes libre le mardi matin" in page
    assert "Presque possibles, à un point près" in page
    found = page.links()["Proposer : Arroser le jardin"]
    assert found.endswith(f"/proposer/{cast['garden'].token}")


def test_the_people_of_another_referent_are_not_there(as_, cast):
    lea = as_(cast["lea"])
    lea.open(f"/referent/personnes/{cast['ines'].token}/missions", 404)
    page = lea.open(f"/referent/missions/{cast['garden'].token}/personnes")
    assert "Awa Diallo" in page
    assert "Ines" not in page


def test_a_mission_shows_the_way_to_its_people(as_, cast):
    lea = as_(cast["lea"])
    lea.open(f"/missions/{cast['garden'].token}")
    page = lea.click("Qui pour cette mission ?")
    assert page.h1 == "Qui pour « Arroser le jardin » ?"


def test_nobody_is_named_for_a_mission_they_put_aside_or_cannot_do(as_, cast):
    awa = as_(cast["awa"])
    awa.open(f"/missions/{cast['garden'].token}")
    awa.press("Pas pour moi")
    lea = as_(cast["lea"])
    for mission in ("garden", "sunday"):
        page = lea.open(f"/referent/missions/{cast[mission].token}/personnes")
        assert "Personne pour l’instant." in page


def test_a_mission_underway_is_no_longer_proposed_and_says_so(as_, cast):
    awa = as_(cast["awa"])
    awa.open(f"/missions/{cast['garden'].token}")
    awa.click("Ça m’intéresse")
    awa.press("Envoyer")
    assert "Vous avez déjà parlé de cette mission" in awa.open(f"/missions/{cast['garden'].token}")
    assert "Arroser le jardin" not in awa.open("/suggestions")
    lea = as_(cast["lea"])
    page = lea.open(f"/referent/missions/{cast['garden'].token}/personnes")
    assert "Awa" not in page


@pytest.mark.parametrize(
    "path", ["/referent/personnes/{}/missions", "/referent/missions/{}/personnes"]
)
def test_only_referents_open_these_pages(as_, visitor, cast, path):
    address = path.format(cast["awa"].token if "/personnes/" in path[:20] else cast["garden"].token)
    as_(cast["awa"]).open(address, 403)
    assert visitor.open(address).h1 == "Entrer"
    as_(cast["lea"]).open(address.replace(address.split("/")[3], "rien"), 404)
