"""Places are taken and given back one by one, and the last one is never given twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from app.extensions import db
from app.journal import Event
from app.missions import actions
from app.missions.models import Mission
from tests.people import a_member, a_mission, an_association


def test_the_last_place_completes_the_mission_and_a_freed_one_reopens_it(app: Flask):
    mission = a_mission(places=1)
    assert actions.take_place(mission)
    assert (mission.places_left, mission.state) == (0, "filled")
    assert not actions.take_place(mission)
    assert actions.free_place(mission)
    assert (mission.places_left, mission.state) == (1, "published")
    assert not actions.free_place(mission)
    said = [event.verb for event in db.session.query(Event).order_by(Event.id)]
    assert said == ["fill", "reopen"]


def test_a_paused_mission_stays_paused_when_a_place_moves(app: Flask):
    mission = a_mission(places=1, state="paused")
    assert actions.take_place(mission)
    assert mission.state == "paused"


def test_places_are_never_fewer_than_those_taken(app: Flask):
    association = an_association()
    jean = a_member(association)
    mission = a_mission(association, places=3, places_left=1)
    with pytest.raises(actions.NotEnoughPlaces):
        actions.change_places(mission, 1, by=jean)
    actions.change_places(mission, 2, by=jean)
    assert (mission.places, mission.places_left, mission.state) == (2, 0, "filled")
    actions.change_places(mission, 5, by=jean)
    assert (mission.places, mission.places_left, mission.state) == (5, 3, "published")


@pytest.mark.parametrize("places", [1, 3])
def test_twenty_people_at_once_never_take_more_than_the_places(app: Flask, places: int):
    mission_id = a_mission(places=places).id
    db.session.rollback()
    together = Barrier(20, timeout=20)

    def take(_turn: int) -> bool:
        with app.app_context():
            mission = db.session.get_one(Mission, mission_id)
            db.session.rollback()
            together.wait()
            taken = actions.take_place(mission)
            db.session.commit()
            db.session.remove()
            return taken

    with ThreadPoolExecutor(20) as crowd:
        taken = list(crowd.map(take, range(20)))
    assert sum(taken) == places
    db.session.expire_all()
    mission = db.session.get_one(Mission, mission_id)
    assert (mission.places_left, mission.state) == (0, "filled")
