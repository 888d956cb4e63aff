"""« À faire aujourd’hui » and « Ma semaine »: what waits, acted on in place, printed, kept."""

from datetime import timedelta

import pytest

from app import clock
from app.accompaniments.models import Episode, FollowUp, Interview
from app.extensions import db
from app.workshops.models import Session, Workshop
from tests import caring, meetings, people


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


def sections(page):
    return {
        " ".join(s.h2.get_text(" ").split()): [
            " ".join(i.get_text(" ").split()) for i in s.select(".todo-item")
        ]
        for s in page.soup.select("section.todo")
    }


def a_session(lea, on):
    starts = clock.from_paris(on, 9)
    workshop = Workshop(kind="workshop", title="Oser se présenter", organiser_id=lea.id)
    session = Session(
        workshop=workshop, starts_at=starts, ends_at=starts + timedelta(hours=2), on=on,
        place="Maison des habitants", capacity=8,
    )  # fmt: skip
    return caring.keep(session, workshop)


def test_nothing_waits_and_it_says_who_has_no_mission(as_, lea):
    caring.an_interview(caring.accompanied(lea, "Ada"), lea, caring.days_ago(1))
    page = as_(lea).open("/referent")
    assert "Rien à faire aujourd’hui" in page
    assert "1 personne n’a pas de mission" in page


def test_everything_that_waits_is_there_by_kind(as_, lea):
    ada, bob, _cal, dan, eve = (
        caring.accompanied(lea, name, since=90) for name in ("Ada", "Bob", "Cal", "Dan", "Eve")
    )
    for person in (ada, bob, dan, eve):
        caring.an_interview(person, lea, caring.days_ago(8))
    caring.an_interview(ada, lea, clock.today(), "planned", at=clock.now())
    caring.an_interview(bob, lea, caring.days_ago(2), "planned")
    caring.a_contract(dan, lea, caring.days_ago(-6))
    db.session.query(Episode).filter_by(volunteer_id=eve.id).update(
        {"state": "ended", "ended_on": caring.days_ago(8)}
    )
    episode = db.session.query(Episode).filter_by(volunteer_id=eve.id).one()
    caring.keep(FollowUp(volunteer_id=eve.id, episode_id=episode.id, due_on=clock.today()))
    a_session(lea, caring.days_ago(1))
    found = sections(as_(lea).open("/referent"))
    expected = {
        "Entretiens d’aujourd’hui 1": "Ada",
        "Entretiens à noter 1": "Bob",
        "Entretiens du mois à faire 1": "Cal",
        "Contrats qui finissent 1": "Dan",
        "Nouvelles six mois après 1": "Eve",
        "Présences à noter 1": "Oser se présenter",
    }
    for title, name in expected.items():
        assert title in found, (title, list(found))
        assert name in found[title][0]


def test_an_interview_is_excused_in_one_click_and_taken_back(as_, lea):
    ada = caring.accompanied(lea, "Ada")
    caring.an_interview(ada, lea, caring.days_ago(1), "planned")
    desk = as_(lea)
    desk.open("/referent")
    desk.press("A prévenu")
    page = desk.open("/referent")
    assert "Entretien avec Ada : noté, a prévenu." in page
    assert "Entretiens à noter" not in page
    desk.press("Annuler")
    db.session.rollback()
    assert db.session.query(Interview).one().state == "planned"


def test_a_request_is_approved_in_one_click_and_taken_back(as_, lea):
    cast = meetings.Cast(lea=lea)
    meetings.asked(cast)
    desk = as_(lea)
    desk.open("/referent")
    desk.press("Valider")
    assert "Awa → Arroser le jardin partagé : validé" in desk.open("/referent")
    desk.press("Annuler")
    assert meetings.the_introduction().state == "asked"


def test_a_long_list_shows_its_first_lines_and_unfolds(as_, lea):
    for n in range(9):
        caring.accompanied(lea, f"Ada{n}", since=90 - n)
    page = as_(lea).open("/referent")
    assert len(sections(page)["Entretiens du mois à faire 9"]) == 6
    assert "voir les 3 autres" in page
    assert page.soup.select_one("details.more-todo ul")


def test_the_desk_asks_the_same_number_of_questions_for_many_as_for_few(as_, lea, queries):
    caring.a_caseload(lea, 6)
    desk = as_(lea)
    desk.open("/referent")
    with queries() as few:
        desk.open("/referent")
    caring.a_caseload(lea, 30)
    with queries() as many:
        desk.open("/referent")
    assert len(many) <= len(few) <= 32, (len(few), len(many))


def test_the_week_holds_each_day_what_is_fixed_and_turns(as_, lea):
    monday = clock.today() - timedelta(days=clock.today().weekday())
    tuesday = monday + timedelta(days=1)
    ada = caring.accompanied(lea, "Ada")
    caring.an_interview(
        ada, lea, tuesday, "planned", at=clock.from_paris(tuesday, 14, 30), place="Bureau 3"
    )  # fmt: skip
    a_session(lea, tuesday)
    caring.an_interview(ada, lea, monday - timedelta(days=5), "no_show")
    desk = as_(lea)
    page = desk.open("/referent/semaine")
    days = [s for s in page.soup.select("section.todo") if s.select(".todo-item")]
    assert len(days) == 1
    lines = [" ".join(i.get_text(" ").split()) for i in days[0].select(".todo-item")]
    assert lines[0].startswith("9 h Oser se présenter")
    assert lines[1] == "14 h 30 Entretien avec Ada Bureau 3"
    before = desk.click("Avant")
    assert "pas venu" in before
    assert "Oser se présenter" in desk.click("Cette semaine")


def test_the_week_s_calendar_file_says_first_names_only(as_, lea):
    ada = caring.accompanied(lea, "Ada", last_name="Lovelace")
    caring.an_interview(ada, lea, clock.today(), "planned", at=clock.now(), place="Bureau 3")
    desk = as_(lea)
    desk.open("/referent/semaine")
    page = desk.click("Mettre dans mon agenda")
    assert page.headers["Content-Type"].startswith("text/calendar")
    assert "semaine.ics" in page.headers["Content-Disposition"]
    assert "SUMMARY:Rendez-vous avec Ada" in page.html
    for telling in ("Lovelace", "rsa", "contrat", "entretien"):
        assert telling.lower() not in page.html.lower()


def test_a_week_asked_for_badly_is_this_week(as_, lea):
    assert as_(lea).open("/referent/semaine?du=n%27importe").h1 == "Ma semaine"


def test_what_a_colleague_away_has_planned_is_in_the_week_of_who_stands_in(as_, lea):
    from app.caseloads import covers

    luc = people.a_referent("Luc")
    rosa = caring.accompanied(luc, "Rosa")
    caring.an_interview(rosa, luc, clock.today(), "planned", at=clock.now())
    covers.arrange(luc, lea, covers.Days(clock.today(), clock.today()), by=luc)
    db.session.commit()
    desk = as_(lea)
    assert "Entretien avec Rosa" in desk.open("/referent/semaine")
    assert "Rosa" in sections(desk.open("/referent"))["Entretiens d’aujourd’hui 1"][0]


def test_a_volunteer_reads_their_next_interview_and_workshop(as_, lea):
    ada = caring.accompanied(lea, "Ada")
    caring.an_interview(ada, lea, caring.days_ago(-3), "planned", place="Bureau 3")
    session = a_session(lea, caring.days_ago(-4))
    from app.workshops.models import Enrolment

    caring.keep(Enrolment(session_id=session.id, volunteer_id=ada.id, enrolled_by_id=ada.id))
    page = as_(ada).open("/moi")
    assert "Votre rendez-vous avec Léa Martin" in page
    assert "Bureau 3" in page
    assert "Votre atelier" in page
    assert "Oser se présenter" in page
