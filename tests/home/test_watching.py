"""Who watches the site sees that it is well, or what is not, and nobody’s data."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import OperationalError

from app import clock, create_app, duties
from app.duties import Duty, Turn
from app.extensions import db
from app.letters.models import Letter
from app.worker import Worker
from config import Settings
from tests import people


def health(visitor):
    answer = visitor.client.get("/healthz")
    return answer.status_code, answer.get_json()


def a_turn(verb, **facts):
    facts = {"started_at": clock.now(), "ended_at": clock.now()} | facts
    db.session.add(Turn(verb=verb, **facts))
    db.session.commit()


def test_a_worker_that_went_silent_is_noticed(visitor):
    a_turn(duties.BEATING, ended_at=clock.now() - timedelta(minutes=10))
    status, found = health(visitor)
    assert (status, found["problems"]) == (503, ["worker_silent"])
    assert found["worker"]["silent_seconds"] >= 600


def test_a_duty_that_fails_is_named_while_the_site_serves(visitor):
    a_turn("papers render", failures=2, failure="OSError")
    status, found = health(visitor)
    assert (status, found["status"]) == (200, "degraded")
    assert found["worker"]["failing"] == ["papers render"]


def test_a_duty_that_never_ends_is_named(visitor):
    a_turn("suggestions learn", started_at=clock.now() - timedelta(hours=2), ended_at=None)
    assert health(visitor)[1]["worker"]["stuck"] == ["suggestions learn"]


def test_letters_refused_or_put_off_are_counted(visitor):
    for facts in (
        {"failed_at": clock.now(), "failure": "550 No such user"},
        {"attempts": 1, "failure": "450 Busy", "lease_until": clock.now() + timedelta(hours=1)},
    ):
        db.session.add(Letter(kind="x/y", channel="email", subject="Oui", body="…", **facts))
    db.session.commit()
    status, found = health(visitor)
    assert status == 200
    assert (found["letters"]["refused"], found["letters"]["put_off"]) == (1, 1)
    assert found["problems"] == ["letters_put_off", "letters_refused"]


def test_prometheus_reads_figures_and_no_one_s_data(visitor, app):
    awa = people.a_volunteer()
    a_turn("papers render", failures=2, failure="OSError")
    visitor.client.get("/connexion?suite=/secret-path")
    said = visitor.client.get("/metrics").get_data(as_text=True)
    assert 'ricochet_answers_total{endpoint="accounts.sign_in",method="GET",status="200"}' in said
    assert 'ricochet_duty_failures{verb="papers render"} 2.0' in said
    assert "ricochet_database_up 1.0" in said
    assert "ricochet_letters_waiting 0.0" in said
    assert "secret-path" not in said
    assert awa.email not in said


@pytest.mark.parametrize("head", ["X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"])
def test_figures_are_not_for_who_comes_through_a_proxy(visitor, head):
    assert visitor.client.get("/metrics", headers={head: "127.0.0.1"}).status_code == 404


def test_figures_are_not_for_another_machine(visitor):
    away = {"REMOTE_ADDR": "192.0.2.7"}
    assert visitor.client.get("/metrics", environ_overrides=away).status_code == 404


def test_the_secret_opens_figures_from_anywhere_and_nothing_else_does(app, tmp_path):
    secret = "a-long-secret-for-prometheus"
    other = create_app(
        Settings(
            demo=True, database_url=app.config["SETTINGS"].database_url, instance=str(tmp_path),
            metrics_token=secret,
        )
    )  # fmt: skip
    client = other.test_client()
    asked = {"X-Forwarded-For": "192.0.2.7", "Authorization": f"Bearer {secret}"}
    assert client.get("/metrics", headers=asked).status_code == 200
    for wrong in ("Bearer é", "Bearer ", secret, ""):
        assert client.get("/metrics", headers={"Authorization": wrong}).status_code == 404
    with other.app_context():
        db.engine.dispose()


class Refusing:
    """A duty that breaks as many times as it is told."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.done = 0

    def __call__(self):
        if self.errors:
            raise self.errors.pop(0)
        self.done += 1


def turn(verb):
    """Give its failures in a row and the last, leaving the database to the worker."""
    found = db.session.get_one(Turn, verb, populate_existing=True)
    told = (found.failures, found.failure)
    db.session.rollback()
    return told


def test_a_duty_that_breaks_leaves_the_others_their_turn_and_heals(app):
    broken = Refusing(OSError("disk full"), OperationalError("x", {}, Exception("locked")))
    worker = Worker(app)
    quick = Duty("letters send", broken, every=3)
    for failures, name in ((1, "OSError"), (2, "OperationalError"), (0, "")):
        worker.do(quick)
        assert turn("letters send") == (failures, name)
    assert broken.done == 1


def test_an_hourly_duty_is_done_once_an_hour_whatever_the_number_of_workers(app):
    once = Refusing()
    hourly = Duty("missions remind", once, every=3600)
    start = clock.now()
    for minutes, done in ((0, 1), (1, 1), (59, 1), (61, 2), (62, 2)):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            for _ in range(3):
                Worker(app).do(hourly)
        assert once.done == done, minutes


def test_a_worker_that_died_leaves_its_turn_to_another(app):
    once = Refusing()
    hourly = Duty("missions remind", once, every=3600)
    a_turn("missions remind", ended_at=None)
    start = clock.now()
    for minutes, done in ((5, 0), (16, 1)):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            Worker(app).do(hourly)
        assert once.done == done


def test_a_clock_set_back_holds_no_duty_up(app):
    once = Refusing()
    tomorrow = clock.now() + timedelta(days=1)
    a_turn("missions remind", started_at=tomorrow, ended_at=tomorrow)
    Worker(app).do(Duty("missions remind", once, every=3600))
    assert once.done == 1


def test_a_failed_hourly_duty_is_tried_again_within_minutes(app):
    hourly = Duty("missions remind", Refusing(OSError()), every=3600)
    start = clock.now()
    Worker(app).do(hourly)
    with time_machine.travel(start + timedelta(minutes=2)):
        Worker(app).do(hourly)
    assert turn("missions remind") == (0, "")
