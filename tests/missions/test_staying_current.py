"""What is online is still needed: missions end with their last day, and silence pauses them."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.letters.models import Letter
from app.missions.models import Mission
from tests.people import a_member, a_mission, an_association


def letters() -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(select(Letter.kind).order_by(Letter.id)))


def days(number: int):
    return clock.today() + timedelta(days=number)


@pytest.mark.parametrize("state", ["published", "filled", "paused"])
def test_a_mission_ends_the_day_after_its_last(app: Flask, state: str):
    association = an_association()
    a_member(association)
    over = a_mission(association, ends_on=days(-1), state=state)
    a_mission(association, title="Une autre mission", ends_on=days(0))
    run = app.test_cli_runner().invoke
    for _ in range(2):
        assert run(args=["missions", "end"]).exit_code == 0
    db.session.expire_all()
    assert over.state == "ended"
    assert letters() == ["missions/ended"]
    assert set(db.session.scalars(select(Mission.state))) == {"ended", "published"}


def test_a_month_of_silence_asks_and_a_second_one_pauses(app: Flask, as_):
    association = an_association()
    jean = as_(a_member(association))
    mission = a_mission(association, confirmed_on=days(-31))
    a_mission(association, title="Une fête un jour", confirmed_on=days(-31), one_off=True)
    run = app.test_cli_runner().invoke
    for _ in range(2):
        assert run(args=["missions", "remind"]).exit_code == 0
    assert letters() == ["missions/still_current"]
    mission.asked_on = days(-30)
    db.session.commit()
    for _ in range(2):
        run(args=["missions", "remind"])
    assert letters() == ["missions/still_current", "missions/paused"]
    jean.open(f"/association/missions/{mission.token}")
    jean.press("Remettre en ligne")
    db.session.expire_all()
    assert (mission.state, mission.confirmed_on, mission.asked_on) == ("published", days(0), None)


def test_one_click_says_that_a_mission_is_still_needed(as_):
    association = an_association()
    jean = as_(a_member(association))
    mission = a_mission(association, confirmed_on=days(-40), asked_on=days(-9))
    page = jean.open(f"/association/missions/{mission.token}")
    assert "toujours d’actualité" in page
    assert "toujours d’actualité" not in jean.press("Oui, toujours")
    db.session.expire_all()
    assert (mission.confirmed_on, mission.asked_on) == (days(0), None)
