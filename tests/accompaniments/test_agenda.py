"""A référent's days: who to see, who is late, what to record, in very few queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accompaniments import agenda, rhythm
from app.accounts.models import Account
from app.caseloads.models import Cover
from app.extensions import db
from app.terms import months_later
from tests import accompanying, people

Counted = Callable[[], AbstractContextManager[list[str]]]
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.fixture
def lea(app: object) -> Account:
    return people.a_referent()


@pytest.mark.parametrize(
    ("held", "due"),
    [
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_the_next_interview_is_due_a_month_after_the_last(held: date, due: date):
    assert rhythm.next_due(date(2026, 1, 1), held) == due


def test_the_first_interview_is_due_a_month_after_the_start():
    assert rhythm.next_due(date(2026, 3, 31), None) == date(2026, 4, 30)


@given(DAYS, DAYS)
def test_what_was_held_before_the_start_does_not_count(start: date, held: date):
    due = rhythm.next_due(start, held)
    assert due == months_later(max(start, held), 1)
    assert timedelta(days=28) <= due - max(start, held) <= timedelta(days=31)
    assert not rhythm.is_overdue(due, due)
    assert rhythm.is_overdue(due, due + timedelta(days=1))


@given(DAYS, DAYS, DAYS)
def test_one_more_interview_never_makes_the_next_one_due_sooner(a: date, b: date, start: date):
    sooner, later = sorted((a, b))
    assert rhythm.next_due(start, sooner) <= rhythm.next_due(start, later)


def test_who_is_late_comes_first_and_who_has_a_date_is_left_alone(lea: Account):
    late, soon, fine, planned = (
        people.a_volunteer(n, followed_by=lea) for n in ("Awa", "Karim", "Lucie", "Sofia")
    )
    for person in (late, soon, fine, planned):
        accompanying.an_accompaniment(person, lea, since=90)
    accompanying.a_held(late, lea, ago=50)
    accompanying.a_held(soon, lea, ago=27)
    accompanying.a_held(fine, lea, ago=2)
    accompanying.a_planned(planned, lea)
    found = agenda.due(lea)
    assert [(one.volunteer.first_name, one.is_late) for one in found] == [
        ("Awa", True),
        ("Karim", False),
    ]


def test_who_did_not_come_is_still_due(lea: Account):
    awa = people.a_volunteer(followed_by=lea)
    accompanying.an_accompaniment(awa, lea, since=40)
    accompanying.noted(awa, lea, 3, "no_show")
    assert [(one.volunteer.id, one.last_state) for one in agenda.due(lea)] == [(awa.id, "no_show")]


def test_a_colleague_who_covers_sees_the_week_and_another_one_does_not(lea: Account):
    awa = people.a_volunteer(followed_by=lea)
    planned = accompanying.a_planned(awa, lea, in_days=1)
    luc, max_ = people.a_referent("Luc"), people.a_referent("Max")
    today = accompanying.days_ago(0)
    db.session.add(Cover(absent_id=lea.id, colleague_id=luc.id, since=today, until=today))
    db.session.commit()
    assert agenda.interviews_on(luc, planned.on) == [planned]
    assert agenda.interviews_on(max_, planned.on) == []


def test_what_was_not_recorded_waits(lea: Account):
    awa = people.a_volunteer(followed_by=lea)
    planned = accompanying.a_planned(awa, lea, in_days=1)
    planned.on = accompanying.days_ago(2)
    db.session.commit()
    assert agenda.to_record(lea) == [planned]


def test_sixty_people_cost_no_more_than_one(lea: Account, queries: Counted):
    seen = []
    for number in (1, 12):
        for _ in range(number):
            person = people.a_volunteer(followed_by=lea)
            accompanying.an_accompaniment(person, lea, since=90)
            accompanying.a_planned(person, lea, in_days=2)
        everyone = people_of(lea)
        monday = accompanying.days_ago(0)
        with queries() as one:
            agenda.standings(everyone)
        with queries() as two:
            agenda.due(lea), agenda.to_record(lea)
            agenda.follow_ups_due(lea), agenda.interviews_on(lea, monday)
        seen.append((len(one), len(two)))
    assert seen == [(3, 4), (3, 4)]


def people_of(lea: Account) -> list[Account]:
    from app.caseloads.queries import people_of

    return people_of(lea)
