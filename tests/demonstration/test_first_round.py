"""What the worker finds on the first day of the demonstration."""

from flask import Flask
from sqlalchemy import func, select

from app import worker
from app.associations.models import Association
from app.extensions import db
from app.introductions.models import Introduction
from app.missions.models import Mission
from app.placements.models import CheckIn, Placement
from tests.demonstration.counting import states


def test_the_clock_s_first_round_leaves_the_stories_as_they_were_told(department: Flask):
    lives = (Association, Mission, Introduction, Placement)
    before = [states(life) for life in lives]
    asked = [db.session.scalar(select(func.count(row))) for row in (CheckIn.id, Mission.asked_on)]
    for duty in worker.DUTIES:
        if duty.verb != "letters send":
            duty.run()
    assert [states(life) for life in lives] == before
    again = [db.session.scalar(select(func.count(row))) for row in (CheckIn.id, Mission.asked_on)]
    assert again == asked
