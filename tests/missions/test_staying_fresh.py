"""The copy in memory: whatever happens to missions, it equals what a new process would read."""

import random
from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.missions import index, keeping
from app.missions.actions import free_place, take_place
from app.vocabulary import HALF_DAYS
from matching import Profile
from matching.embedding import named
from tests import people

PEOPLE = (
    Profile("anyone"),
    Profile("near", lat=45.19, lon=5.72, modes=("walk", "transit"), max_minutes=45),
    Profile("keen", skills=("jardinage",), wishes="lire avec des enfants", slots=("tue-am",)),
)


def _publish(dice, made):
    lat, lon = 45 + dice.random() / 2, 5.5 + dice.random() / 2
    title = dice.choice(["Arroser le jardin", "Lire des histoires", "Trier des vêtements"])
    slots = dice.sample(list(HALF_DAYS), dice.randint(0, 3))
    made.append(people.a_mission(title=title, lat=lat, lon=lon, slots=slots, places=1))


def _rewrite(dice, made):
    dice.choice(made).title = dice.choice(["Raconter des contes", "Planter des arbres"])


def _move(dice, made):
    dice.choice(made).state = dice.choice(["paused", "published", "ended", "filled"])


def _take(dice, made):
    take_place(dice.choice(made))


def _free(dice, made):
    free_place(dice.choice(made))


def _suspend(dice, made):
    dice.choice(made).association.state = dice.choice(["suspended", "verified"])


def _end(dice, made):
    dice.choice(made).ends_on = clock.today() + timedelta(days=dice.randint(-1, 1))


def _remove(dice, made):
    if len(made) > 1:
        db.session.delete(made.pop(dice.randrange(len(made))))


ACTS = (_publish, _publish, _rewrite, _move, _take, _free, _suspend, _end, _remove)


@pytest.mark.parametrize("seed", range(3))
def test_caught_up_equals_read_anew(app, seed):
    dice, made = random.Random(seed), []
    kept = index.Index()
    for _ in range(3):
        _publish(dice, made)
    for _ in range(12):
        dice.choice(ACTS)(dice, made)
        db.session.commit()
        kept.refresh()
        fresh = index.Index().refresh()
        assert kept.rows.tobytes() == fresh.rows.tobytes()
        assert kept.words.holding == fresh.words.holding
        for person in PEOPLE:
            one, other = (copy.ranker.rank(person, 20) for copy in (kept, fresh))
            assert one == other
            assert [m.reasons for m in one] == [m.reasons for m in other]


def test_another_process_sees_a_commit_at_its_next_request(app):
    here, there = index.Index().refresh(), index.Index().refresh()
    mission = people.a_mission()
    assert len(there.refresh()) == 1
    mission.state = "paused"
    db.session.commit()
    assert len(there.refresh()) == 0
    assert len(here.refresh()) == 0


def test_nothing_is_read_again_when_nothing_changed(app, queries):
    people.a_mission()
    kept = index.Index().refresh()
    with queries() as seen:
        kept.refresh()
    assert len([s for s in seen if s.startswith("SELECT")]) == 2, seen


def test_a_process_starts_from_what_another_kept(app, tmp_path, monkeypatch):
    monkeypatch.setattr("app.missions.keeping.FEW", 0)
    mission = people.a_mission(title="Arroser le jardin")
    people.a_mission(title="Lire des histoires")
    index.Index(tmp_path).refresh()
    mission.title = "Planter des arbres"
    db.session.commit()
    started = index.Index(tmp_path)
    assert keeping.load(started, tmp_path)
    assert set(started.words.find("arroser")) == {mission.id}
    started.refresh()
    fresh = index.Index().refresh()
    assert started.rows.tobytes() == fresh.rows.tobytes()
    assert started.words.holding == fresh.words.holding
    assert started.ranker.rank(PEOPLE[2], 9) == fresh.ranker.rank(PEOPLE[2], 9)


@pytest.mark.parametrize("damage", ["rows.npy", "words.txt", "ranker/manifest.json"])
def test_a_damaged_copy_is_made_again(app, tmp_path, monkeypatch, damage):
    monkeypatch.setattr("app.missions.keeping.FEW", 0)
    people.a_mission()
    index.Index(tmp_path).refresh()
    (tmp_path / keeping.KEPT / damage).write_bytes(b"1\t2")
    assert len(index.Index(tmp_path).refresh()) == 1


def test_a_copy_made_without_the_deployers_model_is_made_again(app, tmp_path, monkeypatch):
    monkeypatch.setattr("app.missions.keeping.FEW", 0)
    people.a_mission()
    index.Index(tmp_path).refresh()
    toy = named("tests.matching.test_embedding:Toy")
    started = index.Index(tmp_path, toy)
    assert not keeping.load(started, tmp_path)
    started.refresh()
    assert started.ranker.columns_.meaning.shape == (1, 3)
    assert keeping.load(index.Index(tmp_path, toy), tmp_path)
