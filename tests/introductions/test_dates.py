"""Silence has its dates: notices, reminders, closings, each once."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.introductions import actions, meetings
from app.introductions.actions import Release
from app.introductions.meetings import Meeting
from app.letters.models import Letter
from app.missions.models import Mission
from tests.meetings import accepted, asked, sent, subjects, suggested, the_introduction


@pytest.fixture
def run(app):
    """Run the command of the dates, twice, some days from now."""

    def after(days=0.0, hours=0.0):
        moment = clock.now() + timedelta(days=days, hours=hours)
        db.session.rollback()
        with time_machine.travel(moment, tick=False):
            for _ in range(2):
                outcome = app.test_cli_runner().invoke(args=["reminders", "run"])
                assert outcome.exit_code == 0, outcome.output
        db.session.rollback()

    return after


def state():
    return the_introduction().state


def test_a_proposal_is_recalled_at_seven_and_thirteen_days_and_closed_at_fourteen(cast, run):
    suggested(cast)
    run(days=6)
    assert subjects(cast.awa) == ["Une mission pour vous"]
    run(days=7.1)
    run(days=8)
    assert subjects(cast.awa)[1:] == ["La mission proposée vous attend encore"]
    run(days=13.1)
    assert len(subjects(cast.awa)) == 3
    assert state() == "suggested"
    run(days=14.1)
    assert state() == "expired"
    assert subjects(cast.awa)[-1] == "La proposition est fermée"
    assert subjects(cast.lea) == ["Une proposition s’est fermée"]
    run(days=30)
    assert len(subjects(cast.awa)) == 4


def test_a_site_that_slept_sends_one_notice_not_two(cast, run):
    suggested(cast)
    run(days=13.5)
    assert subjects(cast.awa)[1:] == ["La mission proposée vous attend encore"]


def test_a_silent_association_is_reminded_at_fourteen_days_then_the_request_is_closed(cast, run):
    sent(cast)
    run(days=13)
    assert subjects(cast.jean) == ["Une personne aimerait vous rencontrer"]
    run(days=14.1)
    run(days=20)
    assert subjects(cast.jean)[1:] == ["Une personne attend votre réponse"]
    run(days=28.1)
    assert state() == "unanswered"
    assert subjects(cast.jean)[-1] == "Une demande s’est fermée"
    assert subjects(cast.awa)[-1] == "Pas de réponse de l’association"
    assert subjects(cast.lea)[-1] == "Pas de réponse de l’association"


def test_an_approved_request_waits_for_a_paused_mission_then_leaves(cast, run):
    made = actions.ask(cast.awa, cast.garden, Release(), by=cast.awa)
    db.session.commit()
    db.session.get(Mission, cast.garden.id).state = "paused"
    db.session.commit()
    actions.approve(made, "", by=cast.lea)
    db.session.commit()
    assert state() == "approved"
    assert subjects(cast.jean) == []
    run(days=1)
    assert state() == "approved"
    db.session.get(Mission, cast.garden.id).state = "published"
    db.session.commit()
    run(days=2)
    assert state() == "sent"
    assert subjects(cast.jean) == ["Une personne aimerait vous rencontrer"]


def test_a_request_is_closed_kindly_with_its_mission(cast, run):
    sent(cast)
    db.session.get(Mission, cast.garden.id).state = "ended"
    db.session.commit()
    run()
    assert state() == "set_aside"
    letter = db.session.scalars(
        select(Letter).where(Letter.to_id == cast.awa.id).order_by(Letter.id.desc())
    ).first()
    assert "Ce n’est pas à cause de vous" in letter.body


def test_both_sides_hear_of_the_meeting_the_day_before_and_after(cast, run):
    made = sent(cast)
    actions.accept(made, "", by=cast.jean)
    at = clock.now() + timedelta(days=4)
    meetings.plan(made, Meeting(at, "3 rue des Lilas"), by=cast.jean)
    db.session.commit()
    run(days=2)
    assert "Votre rendez-vous de demain" not in subjects(cast.awa)
    run(days=3, hours=2)
    assert subjects(cast.awa)[-1] == "Votre rendez-vous de demain"
    assert subjects(cast.jean)[-1] == "Votre rendez-vous de demain"
    run(days=4, hours=3)
    assert subjects(cast.awa)[-1] == "Comment s’est passé le rendez-vous ?"
    assert subjects(cast.jean)[-1] == "Comment s’est passé le rendez-vous ?"
    assert subjects(cast.awa).count("Comment s’est passé le rendez-vous ?") == 1


def test_a_meeting_that_moves_is_announced_again(cast, run):
    made = sent(cast)
    actions.accept(made, "", by=cast.jean)
    meetings.plan(made, Meeting(clock.now() + timedelta(days=1), "ici"), by=cast.jean)
    db.session.commit()
    run(hours=2)
    made = the_introduction()
    meetings.plan(made, Meeting(clock.now() + timedelta(days=3), "là"), by=cast.jean)
    db.session.commit()
    run(days=2, hours=2)
    assert subjects(cast.awa).count("Votre rendez-vous de demain") == 2


def test_who_mediates_is_told_again_before_the_promised_day(cast, run):
    asked(cast)
    run(days=4)
    assert subjects(cast.lea) == ["Une demande à valider"]
    run(days=5.1)
    run(days=6)
    assert subjects(cast.lea) == ["Une demande à valider"] * 2


def test_an_association_is_asked_for_a_date_a_week_after_its_yes(cast, run):
    accepted(cast)
    run(days=6)
    assert "Un premier rendez-vous à proposer" not in subjects(cast.jean)
    run(days=7.1)
    run(days=9)
    assert subjects(cast.jean).count("Un premier rendez-vous à proposer") == 1
