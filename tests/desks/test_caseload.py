"""A référent holds a caseload in their head: who comes first, chips, names, one screen."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app import clock
from app.accompaniments.models import Episode
from app.caseloads import covers
from app.extensions import db
from tests import caring, meetings, people


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


def names(page):
    return [a.get_text() for a in page.soup.select("form table tbody th a")]


def row(page, name):
    return next(
        " ".join(tr.get_text(" ").split())
        for tr in page.soup.select("form table tbody tr")
        if name in tr.get_text()
    )


def chips(page):
    return {
        " ".join(a.get_text(" ").split()[:-1]): int(a.get_text().split()[-1])
        for a in page.soup.select(".chips a")
    }


def test_each_line_says_where_the_person_is_and_why_they_come_first(as_, lea):
    ada = caring.accompanied(lea, "Ada", since=100)
    bob = caring.accompanied(lea, "Bob", since=100)
    caring.an_interview(ada, lea, caring.days_ago(40))
    caring.an_interview(bob, lea, caring.days_ago(4))
    caring.an_interview(bob, lea, caring.days_ago(-6), "planned")
    caring.a_contract(bob, lea, caring.days_ago(2))
    caring.a_need(bob, lea)
    caring.at_work(ada, people.a_mission(title="Servir le café"), "trial")
    page = as_(lea).open("/referent/personnes")
    assert names(page) == ["Bob", "Ada"]
    assert "Contrat fini depuis 2 jours" in row(page, "Bob")
    assert "1 besoin" in row(page, "Bob")
    assert "Entretien : en retard de" in row(page, "Ada")
    assert "Servir le café (essai)" in row(page, "Ada")


def test_chips_count_and_filter(as_, lea):
    ada = caring.accompanied(lea, "Ada")
    bob = caring.accompanied(lea, "Bob", confirmed_at=None)
    cal = caring.accompanied(lea, "Cal")
    dan = people.a_volunteer("Dan", followed_by=lea)
    for person in (ada, bob, cal):
        caring.an_interview(person, lea, caring.days_ago(2))
    caring.at_work(ada, people.a_mission(), "trial")
    caring.a_contract(cal, lea, caring.days_ago(-20))
    caring.a_need(cal, lea)
    desk = as_(lea)
    page = desk.open("/referent/personnes")
    assert chips(page) == {
        "Toutes": 4, "À voir d’abord": 2, "Contrat à renouveler": 1, "Sans mission": 3,
        "Essai en cours": 1, "En mission": 1, "Profil à finir": 1, "Besoins ouverts": 1,
        "À commencer": 1,
    }  # fmt: skip
    assert names(desk.click("Profil à finir")) == ["Bob"]
    assert names(desk.click("Contrat à renouveler")) == ["Cal"]
    assert names(desk.click("À commencer")) == [dan.first_name]
    assert desk.page.soup.select_one(".chips [aria-current]").get_text().startswith("À commencer")


@pytest.mark.parametrize(
    "typed", ["lefevre", "LEFÈVRE", "lefe", "fevre elo", "Elodie", "lefebvre", "élodi", "lefvre"]
)
def test_a_name_is_found_by_any_part_without_accents_or_with_a_mistake(as_, lea, typed):
    people.a_volunteer("Élodie", last_name="Lefèvre", followed_by=lea, email="e@example.org")
    people.a_volunteer("Karim", last_name="Diallo", followed_by=lea)
    desk = as_(lea)
    desk.open("/referent/personnes")
    page = desk.press("Chercher", q=typed)
    assert names(page) == ["Élodie Lefèvre"]
    assert page.soup.select_one("[name=q]")["value"] == typed


def test_a_name_that_looks_like_nobody_says_so_and_shows_the_way_back(as_, lea):
    people.a_volunteer("Karim", last_name="Diallo", followed_by=lea)
    desk = as_(lea)
    desk.open("/referent/personnes")
    assert "Personne ne correspond" in desk.press("Chercher", q="Wilhelmine")
    assert names(desk.click("Voir tout le monde")) == ["Karim Diallo"]


def test_columns_sort(as_, lea):
    for name, ends in (("Bob", -100), ("Ada", -90), ("Cal", -120)):
        caring.a_contract(caring.accompanied(lea, name), lea, caring.days_ago(ends))
    desk = as_(lea)
    desk.open("/referent/personnes")
    assert names(desk.click("Personne")) == ["Ada", "Bob", "Cal"]
    assert names(desk.click("Fin de contrat")) == ["Ada", "Bob", "Cal"]
    assert desk.page.soup.select_one("th[aria-sort]").get_text().startswith("Fin de contrat")


def test_the_gauge_sets_the_caseload_beside_fifty_for_a_whole_post(as_, lea):
    caring.accompanied(lea, "Ada")
    caring.accompanied(lea, "Pia", is_practice=True)
    people.a_volunteer("Dan", followed_by=lea)
    desk = as_(lea)
    assert "1 personne accompagnée · part de poste non renseignée" in desk.open(
        "/referent/personnes"
    )
    caring.a_post(lea, fte=Decimal("0.80"))
    page = desk.open("/referent/personnes")
    assert "1 personne accompagnée sur 40" in page
    assert page.soup.select_one("meter")["value"] == "1"


def test_someone_covered_is_marked_with_until_when_and_is_not_in_the_gauge(as_, lea):
    luc = people.a_referent("Luc")
    caring.accompanied(luc, "Rosa")
    today = clock.today()
    covers.arrange(luc, lea, covers.Days(today, today + timedelta(days=3)), by=luc)
    db.session.commit()
    desk = as_(lea)
    page = desk.open("/referent/personnes")
    assert "pour Luc Martin, jusqu’au" in row(page, "Rosa")
    assert "Vous remplacez Luc Martin" in page
    assert "0 personne accompagnée" in page
    assert not page.soup.select("form table tbody input[type=checkbox]")


def test_the_queue_without_referent_comes_after(as_, lea):
    awa = people.a_volunteer()
    desk = as_(lea)
    assert "1 personne sans référent" in desk.open("/referent/personnes")
    page = desk.press("Je l’accompagne")
    assert page.path == f"/referent/personnes/{awa.token}"
    assert names(desk.open("/referent/personnes")) == ["Awa"]


def test_sixty_people_stay_under_twelve_queries(as_, lea, queries):
    caring.a_post(lea, fte=Decimal(1))
    caring.a_caseload(lea, 60)
    people.a_volunteer("Dan")
    cast = meetings.Cast(lea=lea)
    meetings.asked(cast)
    desk = as_(lea)
    with queries() as sent:
        page = desk.open("/referent/personnes")
    assert len(names(page)) == 61
    reads = [s for s in sent if s.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert len(reads) < 12, "\n\n".join(reads)


def test_nothing_of_someone_else_s_caseload_is_listed(as_, lea):
    luc = people.a_referent("Luc", holding=people.a_territory("Trièves", "38226"))
    caring.accompanied(luc, "Rosa")
    assert "Rosa" not in as_(lea).open("/referent/personnes")


def test_who_has_left_is_apart_and_is_not_said_to_begin(as_, lea):
    gone = caring.accompanied(lea, "Gil")
    db.session.query(Episode).filter_by(volunteer_id=gone.id).update(
        {"state": "ended", "ended_on": caring.days_ago(9)}
    )
    caring.an_interview(caring.accompanied(lea, "Ada"), lea, caring.days_ago(1))
    desk = as_(lea)
    page = desk.open("/referent/personnes")
    assert names(page) == ["Ada"]
    assert "À commencer" not in chips(page)
    page = desk.click("Accompagnement fini")
    assert names(page) == ["Gil"]
    assert "Fini le" in row(page, "Gil")
    assert "Accompagnement fini le" in desk.open(f"/referent/personnes/{gone.token}")
