"""What anyone meets first, and what machines read."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from app import clock
from app.extensions import db
from app.letters.models import Letter
from tests import people

PUBLIC = (
    "/", "/aide", "/accessibilite", "/donnees-personnelles", "/mentions-legales", "/plan-du-site",
    "/comment-nous-classons", "/missions",
)  # fmt: skip
NEVER = ("RSA", "allocataire", "bénéficiaire", "insertion", "usager", "freins")


def test_a_visitor_types_a_town_and_finds_missions_in_one_step(visitor):
    people.a_mission(title="Arroser le jardin")
    visitor.open("/")
    page = visitor.press("Voir les missions", ou="grenoble")
    assert page.h1 == "1 mission près de Grenoble"
    assert "Arroser le jardin" in page


def test_the_front_page_shows_a_few_missions_that_are_real(visitor):
    jardins = people.an_association()
    for n in range(5):
        people.a_mission(jardins, title=f"À Grenoble {n}")
    people.a_mission(jardins, title="À Mens", commune_code="38226", lat=44.8, lon=5.75)
    page = visitor.open("/")
    assert [h.get_text(" ", strip=True) for h in page.soup.select(".mission h3")] == [
        "À Mens", "À Grenoble 4",
    ]  # fmt: skip
    assert visitor.click("À Mens").h1 == "À Mens"


def test_the_front_page_stands_when_nothing_is_online(visitor):
    assert "En ce moment" not in visitor.open("/")


@pytest.mark.parametrize("path", PUBLIC)
def test_no_public_page_says_what_would_give_someone_away(visitor, path):
    people.a_mission()
    text = visitor.open(path).text
    assert [word for word in NEVER if word.lower() in text.lower()] == []


def test_the_site_map_leads_to_every_public_page(visitor):
    page = visitor.open("/plan-du-site")
    assert set(PUBLIC) - {"/plan-du-site"} <= set(page.links().values())


def test_the_front_page_costs_few_statements(visitor, queries):
    people.a_mission()
    visitor.open("/")
    with queries() as seen:
        visitor.open("/")
    # what changed: missions, associations · the missions
    assert len([s for s in seen if s.startswith("SELECT")]) == 3, seen


def test_the_site_says_it_is_well(visitor):
    people.a_mission()
    answer = visitor.client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json()["index"] == {"missions": 1}
    assert answer.headers["Cache-Control"] == "no-store"


def test_letters_that_do_not_leave_are_noticed(visitor, app):
    waiting = Letter(kind="x/y", channel="email", subject="Bonjour", body="…",
                     not_before=clock.now() - timedelta(hours=1))  # fmt: skip
    db.session.add(waiting)
    db.session.commit()
    answer = visitor.client.get("/healthz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "stuck")
    waiting.channel = "paper"
    db.session.commit()
    assert visitor.client.get("/healthz").status_code == 200


def test_a_database_that_does_not_answer_is_told_without_a_trace(visitor, app):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE letters RENAME TO letters_away")
    try:
        answer = visitor.client.get("/healthz")
    finally:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE letters_away RENAME TO letters")
    assert answer.status_code == 503
    assert answer.get_json() == {"status": "down", "database": "down"}


def test_robots_are_shown_the_public_addresses_only(visitor):
    mission = people.a_mission()
    people.a_mission(title="Brouillon", state="draft")
    robots = visitor.client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /referent" in robots
    assert "Sitemap: http://ricochet.test/sitemap.xml" in robots
    listed = ElementTree.fromstring(visitor.client.get("/sitemap.xml").get_data())
    found = [e.text for e in listed.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"http://ricochet.test/missions/{mission.token}" in found
    assert len([url for url in found if "/missions/" in url]) == 1


def test_the_gallery_opens_in_the_demonstration(visitor):
    assert visitor.open("/composants").h1 == "Composants"
