"""Accompaniments that are over: apart in the caseload, let go in one click, taken back."""

import pytest

from app.accompaniments import queries as accompaniments
from app.accompaniments.follow_ups import News, close
from app.extensions import db
from tests import accompanying, caring, people

PEOPLE = "/referent/personnes"


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


def listed(page):
    return page.soup.select_one("form table").get_text()


def gone(lea, first_name="Awa", ago=3, **facts):
    person = people.a_volunteer(first_name, followed_by=lea)
    caring.begun(person, 400)
    episode = accompaniments.open_episode(person)
    accompanying.an_exit(episode, lea, ago=ago, **facts)
    return person


def test_someone_whose_accompaniment_is_over_is_apart_and_asks_for_nothing(as_, lea):
    caring.accompanied(lea, "Bob")
    gone(lea)
    desk = as_(lea)
    page = desk.open(PEOPLE)
    assert "1 personne accompagnée" in page
    assert "Awa" not in listed(page)
    over = listed(desk.open(PEOPLE, voir="finis"))
    assert "Fini le" in over
    assert "Bob" not in over
    assert "à commencer" not in over
    assert "Awa" in listed(desk.open(PEOPLE, q="awa"))


def test_someone_is_let_go_in_one_click_and_taken_back(as_, lea):
    awa = gone(lea, may_contact_after=False)
    desk = as_(lea)
    page = desk.open(f"{PEOPLE}/{awa.token}")
    assert "Commencer l’accompagnement" not in page
    page = desk.press("Ne plus suivre")
    assert "Vous ne suivez plus Awa" in page
    page = desk.press("Annuler")
    assert "vous suivez de nouveau Awa" in page
    assert "Suivi par vous" in page


def test_who_is_still_to_be_asked_for_news_is_kept_until_then(as_, lea):
    awa = gone(lea, ago=185)
    desk = as_(lea)
    page = desk.open(f"{PEOPLE}/{awa.token}")
    assert "Prenez d’abord de ses nouvelles" in page
    assert "Ne plus suivre :" not in page.text
    close(accompaniments.latest_follow_up(awa), "refused", News(), by=lea)
    db.session.commit()
    assert "Ne plus suivre" in desk.open(f"{PEOPLE}/{awa.token}")


def test_someone_taken_on_again_later_has_an_accompaniment_to_begin(as_, lea):
    awa = gone(lea, ago=40, may_contact_after=False)
    desk = as_(lea)
    desk.open(f"{PEOPLE}/{awa.token}")
    desk.press("Ne plus suivre")
    row = db.session.query(caring.Assignment).filter_by(volunteer_id=awa.id).one()
    row.until = caring.days_ago(30)
    db.session.commit()
    desk.open(f"{PEOPLE}/{awa.token}")
    page = desk.press("Je l’accompagne")
    assert "Commencer l’accompagnement" in page
    assert "Awa" in listed(desk.open(PEOPLE))


def test_nobody_else_lets_someone_go(as_, lea):
    awa = gone(lea, may_contact_after=False)
    other = people.a_referent("Max")
    assert as_(other).open(f"{PEOPLE}/{awa.token}", 404)
    desk = as_(lea)
    desk.open(f"{PEOPLE}/{awa.token}")
    desk.press("Ne plus suivre")
    stranger = as_(other)
    stranger.open(PEOPLE, voir="finis")
    assert "Awa" not in stranger.page


def test_the_file_says_what_comes_next_at_each_age_of_an_accompaniment(as_, lea):
    new = people.a_volunteer("Bob", followed_by=lea)
    desk = as_(lea)
    assert main_act(desk.open(f"{PEOPLE}/{new.token}")) == "Commencer l’accompagnement"
    caring.begun(new)
    assert main_act(desk.open(f"{PEOPLE}/{new.token}")) == "Noter un entretien"
    over = gone(lea)
    assert main_act(desk.open(f"{PEOPLE}/{over.token}")) == "Voir l’accompagnement"
    assert "Écrire le bilan" in desk.open(f"{PEOPLE}/{over.token}/accompagnement")
    assert "1 personne accompagnée" in desk.open("/referent")


def main_act(page):
    return page.soup.select_one(".title-row .actions .button").get_text(strip=True)


def test_who_was_let_go_comes_after_who_waits_for_a_referent(as_, lea):
    awa = gone(lea, may_contact_after=False)
    people.a_volunteer("Bob")
    desk = as_(lea)
    desk.open(f"{PEOPLE}/{awa.token}")
    desk.press("Ne plus suivre")
    rows = desk.open(PEOPLE).soup.select("table tbody th a")
    assert [a.get_text() for a in rows] == ["Bob", "Awa"]
