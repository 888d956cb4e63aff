"""Weights are learned from what people decide, and a pilote alone puts them in force."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from app.caseloads.models import Assignment
from app.extensions import db
from app.introductions.models import Introduction
from app.journal import Event
from app.missions.models import Mission
from app.placements.models import Placement
from app.suggestions import decisions, engine, learning, weights
from app.suggestions.commands import learn_at_night
from app.suggestions.models import Choice, WeightUse, WeightVersion
from app.threads.actions import open_thread
from matching.learning import HAND
from tests import people

PAGE = "/pilotage/classement"
NIGHT = datetime(2026, 3, 3, 2, 30, tzinfo=UTC)


def kept(thing):
    db.session.add(thing)
    db.session.commit()
    return thing


def a_version(**changed):
    return kept(WeightVersion(weights=HAND | changed, report=A_REPORT | {"after": HAND | changed}))


A_REPORT = {
    "decisions": 250, "rows": 250, "kinds": {"kept": 100, "put_aside": 150}, "before": HAND,
    "after": HAND, "people": 40, "changed": 12,
    "first": 3, "overlap": 0.91,
    "held_out": {
        "loss_before": 0.64, "loss_after": 0.61, "order_before": 0.68, "order_after": 0.724,
    },
}  # fmt: skip


@pytest.fixture
def paula(app):
    return people.a_pilot()


@pytest.fixture
def garden(app):
    return people.an_association()


def two_sides(garden):
    """Publish a mission that is close, and one that is about what Awa likes."""
    near = people.a_mission(garden, title="Trier des livres", domain="art_culture", lat=45.1885,
                            lon=5.7245)  # fmt: skip
    liked = people.a_mission(garden, title="Arroser le jardin", lat=45.215, lon=5.68)
    return near, liked


def test_a_version_changes_nothing_until_the_pilote_uses_it(as_, paula, garden):
    awa = people.a_volunteer(interests=["nature"])
    near, liked = two_sides(garden)
    assert [s.mission for s in engine.for_person(awa)] == [liked, near]
    a_version(interest=0.0, near=0.9)
    assert [s.mission for s in engine.for_person(awa)] == [liked, near]

    page = as_(paula).open(PAGE)
    assert "12 listes sur 40 changeraient" in page
    assert "91 % des dix missions restent les mêmes" in page
    assert "elle se trompe moins" in page
    assert "72 fois sur 100, contre 68 fois sur 100" in page
    browser = as_(paula)
    browser.open(PAGE)
    page = browser.press("Utiliser cette version")
    assert "En service : la version 1" in page
    assert [s.mission for s in engine.for_person(awa)] == [near, liked]
    assert db.session.query(Event).filter_by(verb="use_weights", actor_id=paula.id).count() == 1

    page = browser.press("Revenir aux poids de départ")
    assert [s.mission for s in engine.for_person(awa)] == [liked, near]
    page = browser.press("Revenir à la version d’avant")
    assert "En service de nouveau : la version 1" in page
    assert db.session.query(WeightUse).count() == 3


def test_another_process_follows_at_its_next_request(app, as_, paula, garden):
    awa = people.a_volunteer(interests=["nature"])
    two_sides(garden)
    reading = as_(awa)
    first = reading.open("/suggestions").soup.select_one(".mission h2").get_text(strip=True)
    weights.use(a_version(interest=0.0, near=0.9), by=paula)
    db.session.commit()
    then = reading.open("/suggestions").soup.select_one(".mission h2").get_text(strip=True)
    assert (first, then) == ("Arroser le jardin", "Trier des livres")


def test_reasons_and_the_public_page_follow_the_version_in_force(as_, visitor, paula):
    page = visitor.open("/comment-nous-classons")
    assert "ce que vous aimeriez faire : compte beaucoup" in page
    assert "vos jours libres : compte un peu" in page
    assert "Rien n’est encore appris" in page
    weights.use(a_version(time=0.9, interest=0.0), by=paula)
    page = visitor.open("/comment-nous-classons")
    assert "vos jours libres : compte beaucoup" in page
    assert "les domaines qui vous plaisent : ne compte pas en ce moment" in page
    assert "Le Département l’a relu" in page


@pytest.mark.parametrize("role", ["a_volunteer", "a_referent"])
def test_nobody_else_reads_or_switches(as_, role):
    browser = as_(getattr(people, role)())
    version = a_version()
    browser.open(PAGE, 403)
    assert browser.client.post(f"{PAGE}/{version.token}/utiliser").status_code in (400, 403)
    assert db.session.query(WeightUse).count() == 0


def chosen(person, mission, answer="dismissed", reason=None):
    return Choice(volunteer_id=person.id, mission_id=mission.id, answer=answer, reason=reason)


def test_what_people_keep_and_put_aside_moves_the_weights(app, garden):
    near, far = [], []
    for n in range(20):
        near.append(people.a_mission(garden, title=f"Près {n}", lat=45.1885, lon=5.7245))
        far.append(people.a_mission(garden, title=f"Loin {n}", lat=45.25, lon=5.65))
    for _ in range(25):
        awa = people.a_volunteer(interests=["nature"], modes=["car"], max_minutes=60)
        db.session.add_all([chosen(awa, m, "saved") for m in near])
        db.session.add_all([chosen(awa, m) for m in far])
    db.session.commit()
    version = learning.propose()
    assert version.weights["near"] > HAND["near"]
    assert version.report["rows"] == 1000
    apart = version.report["held_out"]
    assert apart["loss_after"] < apart["loss_before"]
    assert version.report["people"] == 25


def test_a_reason_teaches_only_what_it_speaks_of(app, garden):
    awa, mission = people.a_volunteer(interests=["nature"]), people.a_mission(garden)
    kept(chosen(awa, mission, reason="too_far"))
    (row,) = learning.examples(decisions.collected())
    assert set(row.values) == {"near"}


@pytest.mark.parametrize(
    ("state", "reason", "taught"),
    [
        ("set_aside", "another_mission", True),
        ("set_aside", "not_now", False),
        ("set_aside", "too_hard_now", False),
        ("set_aside", "no_place", False),
        ("declined", "needs", True),
        ("declined", "other", False),
        ("withdrawn", "", False),
        ("unanswered", "", False),
        ("placed", "", True),
    ],
)
def test_what_is_about_the_person_teaches_nothing(app, garden, state, reason, taught):
    awa, mission = people.a_volunteer(), people.a_mission(garden)
    kept(
        Introduction(volunteer_id=awa.id, mission_id=mission.id, state=state, origin="asked",
                     reason=reason, thread_id=open_thread().id)
    )  # fmt: skip
    assert bool(decisions.collected()) is taught


def test_a_placement_says_more_than_the_request_it_came_from(app, garden):
    awa, mission = people.a_volunteer(), people.a_mission(garden)
    asked = kept(
        Introduction(volunteer_id=awa.id, mission_id=mission.id, state="placed", origin="asked",
                     thread_id=open_thread().id)
    )  # fmt: skip
    kept(
        Placement(volunteer_id=awa.id, mission_id=mission.id, introduction_id=asked.id,
                  thread_id=asked.thread_id, state="stopped", started_on=date(2026, 1, 5),
                  ended_on=date(2026, 1, 9))
    )  # fmt: skip
    (decision,) = decisions.collected()
    assert (decision.kind, decision.outcome) == ("stopped", 0.4)


def test_who_someone_is_changes_neither_their_list_nor_what_is_learned(app, garden):
    answers = {"interests": ["nature"], "skills": ["jardinage"], "wishes": "être dehors"}
    one = people.a_volunteer("Awa", last_name="Diallo", birth_date=date(1961, 5, 2), **answers)
    two = people.a_volunteer("Éric", last_name="Martin", birth_date=date(2003, 1, 9),
                             postal_address="3 rue Basse", phone="+33612345678",
                             **answers)  # fmt: skip
    lea = people.a_referent()
    kept(Assignment(volunteer_id=two.id, referent_id=lea.id))
    for n in range(12):
        people.a_mission(garden, title=f"Jardin {n}", lat=45.19 + n / 500)
    lists = [[(s.mission.id, s.match.score) for s in engine.for_person(p)] for p in (one, two)]
    assert lists[0] == lists[1]

    mission = db.session.query(Mission).first()
    db.session.add_all([chosen(p, mission, "saved") for p in (one, two)])
    db.session.commit()
    rows = learning.examples(decisions.collected())
    assert rows[0].values == rows[1].values
    for row in rows:
        assert set(row.values) <= set(HAND)
        assert all(isinstance(v, float) for v in row.values.values())
        assert set(vars(row)) == {"values", "outcome", "weight", "refused", "fold"}


def test_one_person_who_says_no_to_everything_is_one_voice(app, garden):
    busy = people.a_volunteer("Zoé")
    missions = [people.a_mission(garden, title=f"Jardin {n}") for n in range(60)]
    db.session.add_all([chosen(busy, m) for m in missions])
    db.session.add_all([chosen(people.a_volunteer(), missions[0], "saved") for _ in range(40)])
    db.session.commit()
    found = decisions.collected()
    rows = learning.examples(found)
    hers = sum(r.weight for r, d in zip(rows, found, strict=True) if d.pair[0] == busy.id)
    assert hers <= 0.05 * sum(r.weight for r in rows) + 1e-9


def test_the_night_learns_once_when_enough_was_decided(app, garden):
    missions = [people.a_mission(garden, title=f"Jardin {n}") for n in range(10)]
    with time_machine.travel(NIGHT, tick=False):
        awas = [people.a_volunteer() for _ in range(19)]
        db.session.add_all([chosen(a, m) for a in awas for m in missions])
        db.session.commit()
        assert learn_at_night() is None
        ben = people.a_volunteer("Ben")
        db.session.add_all([chosen(ben, m, "saved") for m in missions])
        db.session.commit()
        assert learn_at_night() is not None
        assert learn_at_night() is None
        assert weights.in_force() is None
    with time_machine.travel(NIGHT.replace(day=4), tick=False):
        assert learn_at_night() is None, "nothing new was decided"
        kept(chosen(people.a_volunteer(), missions[0]))
    with time_machine.travel(NIGHT.replace(day=4, hour=12), tick=False):
        assert learn_at_night() is None, "by day, nothing"


def test_the_commands_learn_and_switch(app, garden):
    awa = people.a_volunteer(interests=["nature"])
    kept(chosen(awa, people.a_mission(garden)))
    run = app.test_cli_runner()
    told = run.invoke(args=["suggestions", "learn"]).output
    assert "Version 1, apprise de 1 décision" in told
    assert weights.in_force() is None
    assert "En service : la version 1" in run.invoke(args=["suggestions", "use", "1"]).output
    assert weights.in_force().id == 1
    assert run.invoke(args=["suggestions", "use", "7"]).exit_code == 1
    assert "poids de départ" in run.invoke(args=["suggestions", "use", "0"]).output
    assert weights.in_force() is None


def test_a_request_keeps_the_rank_it_was_asked_from(as_, garden):
    awa = people.a_volunteer(interests=["nature"], followed_by=people.a_referent())
    near, _liked = two_sides(garden)
    far = people.a_mission(garden, title="Compter les oiseaux", slots=["sun-am"])
    browser = as_(awa)
    for mission in (near, far):
        browser.open(f"/missions/{mission.token}/demander")
        browser.press("Envoyer ma demande")
    ranks = {i.mission_id: i.rank for i in db.session.query(Introduction)}
    assert ranks == {near.id: 2, far.id: None}


def test_the_page_costs_few_statements(as_, queries, paula):
    for _ in range(8):
        a_version()
    browser = as_(paula)
    browser.open(PAGE)
    with queries() as seen:
        browser.open(PAGE)
    assert len([s for s in seen if s.startswith("SELECT")]) <= 8, seen
