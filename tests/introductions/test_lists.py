"""What waits for each, in few statements whatever the number."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.introductions import actions, queries
from app.introductions.actions import Release
from app.introductions.models import Introduction
from tests import meetings, people


def crowd(cast, count=5):
    """Have more people ask for the same garden."""
    for number in range(count):
        nino = people.a_volunteer(f"Nino{number}", followed_by=cast.lea)
        made = actions.ask(nino, cast.garden, Release(["availability"]), by=nino)
        if number % 2:
            actions.approve(made, "", by=cast.lea)
        db.session.commit()


@pytest.fixture
def counted(queries):
    """Run a function and count its statements."""

    def run(function, *args):
        db.session.commit()
        with queries() as seen:
            found = function(*args)
        return found, len([s for s in seen if s.startswith("SELECT")])

    return run


def test_the_desks_lists_take_one_statement_each(cast, counted):
    crowd(cast)
    garden = cast.garden.association
    db.session.refresh(cast.lea)
    lists = [
        (queries.to_approve, cast.lea, 3),
        (queries.to_answer, garden, 2),
        (queries.overdue, cast.lea, 0),
        (queries.dateless, cast.lea, 0),
        (queries.meetings_this_week, cast.lea, 0),
        (queries.open_difficulties, cast.lea, 0),
        (queries.to_meet, garden, 0),
        (queries.mine_now, cast.awa, 0),
        (queries.all_for, cast.lea, 5),
    ]
    for function, who, length in lists:
        found, statements = counted(function, who)
        assert len(found) == length, function.__name__
        # one to read again who asks, after the commit, and one for the list
        assert statements <= 2, f"{function.__name__}: {statements}"


def test_a_list_page_costs_the_same_for_many(as_, cast, queries):
    browser = as_(cast.lea)

    def cost():
        with queries() as seen:
            browser.open("/mises-en-relation")
        return len(seen)

    crowd(cast, 2)
    few = cost()
    crowd(cast, 6)
    assert cost() == few


def test_what_is_late_is_said(as_, cast):
    made = meetings.sent(cast)
    row = db.session.get(Introduction, made.id)
    row.sent_at = row.state_since = clock.now() - timedelta(days=15)
    db.session.commit()
    assert [one.id for one in queries.overdue(cast.lea)] == [made.id]
    assert "en retard" in as_(cast.lea).open("/mises-en-relation")
    assert "En retard" in as_(cast.lea).open(f"/mises-en-relation/{made.token}")


def test_the_meetings_of_the_week_are_those_of_each(cast):
    made = meetings.planned(cast)
    for who in (cast.lea, cast.jean, cast.awa):
        assert [one.id for one in queries.meetings_this_week(who)] == [made.id]
    assert queries.meetings_this_week(people.a_referent("Luc")) == []
    row = db.session.get(Introduction, made.id)
    row.meeting_at = clock.now() + timedelta(days=9)
    db.session.commit()
    assert queries.meetings_this_week(cast.lea) == []


def test_an_empty_list_says_what_to_do(as_, cast):
    assert "Vous n’avez rien demandé." in as_(cast.awa).open("/mises-en-relation")
    assert "Personne n’attend de réponse." in as_(cast.jean).open("/mises-en-relation")
    assert "Rien à valider." in as_(cast.lea).open("/mises-en-relation")


def test_the_desks_say_that_a_meeting_waits_for_its_date(as_, cast):
    made = meetings.accepted(cast)
    desk = as_(cast.jean).open("/association")
    assert "Rendez-vous à fixer" in desk
    assert "Proposer un rendez-vous" in desk.links()
    assert "Personne n’attend de réponse" not in desk
    assert "Rendez-vous à fixer" not in as_(cast.lea).open("/referent")
    row = db.session.get(Introduction, made.id)
    row.state_since = clock.now() - timedelta(days=8)
    db.session.commit()
    assert "a dit oui il y a 8 jours — en retard" in as_(cast.lea).open("/referent")


def test_the_desk_says_which_decision_may_be_taken_back(as_, cast):
    made = meetings.asked(cast)
    actions.set_aside(made, "not_now", "", by=cast.lea)
    db.session.commit()
    assert ": sans suite. Les lettres partent" in as_(cast.lea).open("/referent")
