"""A whole département, drawn small: every kind of life is there, and its pages open."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import worker
from app.accompaniments.models import Episode, FollowUp, Interview
from app.accounts.models import Account, Role
from app.caseloads.models import Assignment
from app.contracts.models import CivicCommitment, Contract
from app.demonstration import crowd
from app.demonstration.load import load_crowd
from app.extensions import db
from app.letters.models import Letter
from app.placements.models import Placement
from app.workshops.models import Enrolment
from tests.demonstration.conftest import loaded as loaded
from tests.demonstration.counting import states

LOOKS = ("accompaniments remind", "contracts remind", "placements remind")


def remind() -> dict[str, int]:
    """Have the clock look at contracts and accompaniments, and say what moved."""
    looks = [duty for duty in worker.DUTIES if duty.verb in LOOKS]
    return {duty.verb: duty.run() for duty in looks}


@pytest.fixture(scope="module")
def crowded(loaded: Flask) -> Iterator[Flask]:
    with loaded.app_context():
        remind()
        crowd.load("no password", scale=0.005)
    return loaded


@pytest.mark.parametrize("life", [Episode, Interview, FollowUp, Contract, Placement, Enrolment])
def test_every_kind_of_life_is_drawn(crowded: Flask, life: type):
    with crowded.app_context():
        assert db.session.scalar(select(func.count(life.id))) > 0


def test_five_people_in_six_are_followed_for_an_operator_and_a_territory(crowded: Flask):
    with crowded.app_context():
        drawn = Account.email.like("%@departement.test") | Account.email.is_(None)
        people = db.session.scalar(
            select(func.count(Account.id)).where(Account.role == Role.VOLUNTEER, drawn)
        )
        followed = db.session.scalars(
            select(Assignment).where(
                Assignment.until.is_(None), Assignment.operator_id.is_not(None)
            )
        ).all()
        assert 0.6 * people < len(followed)
        assert all(assignment.territory_id for assignment in followed)


def test_a_new_account_takes_the_key_after_the_crowd(crowded: Flask):
    with crowded.app_context():
        last = db.session.scalar(select(func.max(Account.id)))
        account = Account(role=Role.VOLUNTEER, first_name="Après")
        db.session.add(account)
        db.session.flush()
        assert account.id > last
        db.session.rollback()


def test_the_clock_s_first_round_moves_nothing_and_writes_to_nobody(crowded: Flask):
    with crowded.app_context():
        before = db.session.scalar(select(func.count(Letter.id)))
        lives = (Episode, Contract, CivicCommitment, Interview, Placement)
        were = [states(life) for life in lives]
        followed = db.session.scalar(select(func.count(FollowUp.id)))
        assert remind() == dict.fromkeys(LOOKS, 0)
        assert [states(life) for life in lives] == were
        assert db.session.scalar(select(func.count(Letter.id))) == before
        assert db.session.scalar(select(func.count(FollowUp.id))) == followed


def test_a_second_crowd_does_not_come(crowded: Flask):
    with crowded.app_context():
        assert load_crowd() == {}
