"""What everyone’s lists look like together, for the pilote, with no one named."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.introductions.models import Introduction
from app.suggestions import evaluating, evaluations
from app.suggestions.commands import evaluate
from app.suggestions.models import Choice, Evaluation
from app.threads.actions import open_thread
from tests import people

PAGE = "/pilotage/classement"


@pytest.fixture
def six_people(app):
    people.a_territory()
    return [people.a_volunteer(f"Awa{n}", interests=["nature"]) for n in range(6)]


@pytest.fixture
def garden(app):
    return people.an_association()


def test_the_pilote_asks_and_reads_what_the_lists_look_like(as_, six_people, garden):
    for n in range(12):
        people.a_mission(garden, title=f"Jardin {n}")
    people.a_mission(garden, title="Accueillir le dimanche", slots=["sun-pm"])
    browser = as_(people.a_pilot())
    page = browser.open(PAGE)
    assert "Pas encore calculé" in page
    page = browser.press("Calculer")
    assert "Le calcul est demandé" in page
    assert "Recalculer" not in page
    assert evaluate() is True
    assert evaluate() is False

    page = browser.open(PAGE)
    assert "sur les dix premières missions de 6 personnes" in page
    assert "12 sur 13" in page
    assert "Avec ce réglage, 12 missions sur 13 sont montrées à quelqu’un." in page
    assert "Sans lui, ce serait 10." in page
    assert "Accueillir le dimanche" in page
    assert "Pas les jours de 100 % des personnes." in page
    assert "Recalculer" in page.text
    assert not any(person.first_name in page for person in six_people)


def test_what_someone_put_aside_is_not_in_their_list(app, six_people, garden):
    mission = people.a_mission(garden)
    for person in six_people:
        db.session.add(Choice(volunteer_id=person.id, mission_id=mission.id, answer="dismissed"))
    db.session.commit()
    found = evaluating.figures()
    assert (found["shown"], found["open"]) == (0, 1)
    assert found["empty"] == [
        {"territory": "Agglomération grenobloise", "people": 6, "empty": 6}
    ]  # fmt: skip


def test_a_count_below_five_stays_unsaid(app, six_people, garden):
    people.a_mission(garden)
    people.a_volunteer("Zoé", slots=["sun-eve"])
    people.a_volunteer("Marie", commune_code="38226")
    empty = {row["territory"]: row for row in evaluating.figures()["empty"]}
    assert empty["Agglomération grenobloise"]["people"] == 7
    assert empty["Agglomération grenobloise"]["empty"] is None
    assert empty[""] == {"territory": "", "people": None, "empty": None}


def asked(person, mission, rank, state):
    return Introduction(
        volunteer_id=person.id, mission_id=mission.id, origin="asked", rank=rank, state=state,
        thread_id=open_thread().id,
    )  # fmt: skip


def test_acceptance_is_told_by_rank(as_, six_people, garden):
    missions = [people.a_mission(garden, title=f"Jardin {n}") for n in range(2)]
    for n, person in enumerate(six_people):
        db.session.add(asked(person, missions[0], 1, "declined" if n < 2 else "accepted"))
    db.session.add(asked(six_people[0], missions[1], 3, "accepted"))
    db.session.add(asked(six_people[1], missions[1], 4, "asked"))
    db.session.commit()
    ranks = {(row["from"], row["to"]): row for row in evaluating.figures()["ranks"]}
    assert (ranks[1, 1]["asked"], ranks[1, 1]["accepted"]) == (6, 4)
    assert ranks[2, 3]["asked"] is None

    evaluations.ask(by=None)
    evaluate()
    page = as_(people.a_pilot()).open(PAGE)
    assert "67 %" in page
    assert "moins de 5" in page


def test_new_missions_have_their_share_told(app, six_people, garden):
    old = clock.now() - timedelta(days=90)
    for n in range(3):
        people.a_mission(garden, title=f"Ancienne {n}", published_at=old)
    people.a_mission(garden, title="Nouvelle")
    found = evaluating.figures()
    assert (found["new"], found["new_share"], found["new_attention"]) == (1, 0.25, 0.25)
    assert found["gini"] == 0


def test_an_empty_site_is_evaluated_too(as_, app):
    evaluations.ask(by=None)
    evaluate()
    page = as_(people.a_pilot()).open(PAGE)
    assert "des missions ouvertes sont montrées à quelqu’un" in page


def test_two_workers_do_not_work_one_out_twice(app):
    evaluations.ask(by=None)
    db.session.commit()
    assert evaluations.claim() is not None
    db.session.commit()
    assert evaluations.claim() is None
    lost = db.session.query(Evaluation).one()
    lost.started_at = clock.now() - timedelta(hours=1)
    db.session.commit()
    assert evaluations.claim() is not None, "a worker that stopped gives its turn back"


def titles(page):
    return [h.get_text(" ", strip=True) for h in page.soup.select(".mission h2")]


def test_a_mission_nobody_sees_gets_the_tenth_place_and_says_so(as_, six_people, garden):
    for n in range(10):
        people.a_mission(garden, title=f"Jardin {n}")
    people.a_mission(garden, title="Trier des livres", domain="art_culture", lat=45.21)
    awa = as_(six_people[0])
    before = titles(awa.open("/suggestions", montrer=10))
    assert "Trier des livres" not in before
    evaluations.ask(by=None)
    evaluate()
    page = awa.open("/suggestions", montrer=10)
    assert titles(page)[9] == "Trier des livres"
    assert set(titles(page)[:9]) < set(before)
    assert page.text.count("presque personne n’a encore vu cette mission") == 1
    evaluations.ask(by=None)
    evaluate()
    assert titles(awa.open("/suggestions", montrer=10))[9] == "Trier des livres"


def firsts(as_, persons):
    return [titles(as_(person).open("/suggestions"))[0] for person in persons]


def test_once_everyone_was_looked_at_all_no_longer_see_the_same_first(as_, six_people, garden):
    for n in range(12):
        people.a_mission(garden, title=f"Jardin {n}")
    assert len(set(firsts(as_, six_people))) == 1
    evaluations.ask(by=None)
    evaluate()
    shared = firsts(as_, six_people)
    assert len(set(shared)) > 2
    assert firsts(as_, six_people) == shared


def test_a_mission_published_since_gets_the_tenth_place_at_once(as_, six_people, garden):
    old = clock.now() - timedelta(days=2)
    for n in range(12):
        people.a_mission(garden, title=f"Jardin {n}", published_at=old)
    evaluations.ask(by=None)
    evaluate()
    db.session.query(Evaluation).one().started_at = clock.now() - timedelta(hours=1)
    db.session.commit()
    people.a_mission(garden, title="Trier des livres", domain="art_culture", lat=45.21)
    page = as_(six_people[0]).open("/suggestions", montrer=10)
    assert titles(page)[9] == "Trier des livres"
    assert "presque personne n’a encore vu cette mission" in page


def test_what_someone_does_not_want_is_never_put_forward_to_them(as_, six_people, garden):
    missions = [people.a_mission(garden, title=f"Jardin {n}") for n in range(10)]
    books = people.a_mission(garden, title="Trier des livres", domain="art_culture", lat=45.21)
    refused = people.a_mission(garden, title="Relier", domain="art_culture", lat=45.21)
    db.session.add(
        Choice(volunteer_id=six_people[0].id, mission_id=refused.id, answer="dismissed",
               reason="not_this_work")
    )  # fmt: skip
    evaluations.ask(by=None)
    evaluate()
    assert books.title not in titles(as_(six_people[0]).open("/suggestions", montrer=10))
    assert len(missions) == 10
