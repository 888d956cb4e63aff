"""An association that does not answer is reminded once; then the person hears what else to do."""

from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.passports import actions, reminders
from tests import attesting, meetings
from tests.meetings import Cast
from tests.passports.test_writing import the_link

REMINDED, TOLD = "Awa attend votre mot", "L’association n’a pas encore répondu"


@pytest.fixture
def cast(app):
    made = Cast()
    made.entry = attesting.agreed(made)
    return made


def after(days: float) -> None:
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        reminders.remind()


def told(cast) -> tuple[int, int]:
    return (meetings.subjects(cast.jean).count(REMINDED),
            meetings.subjects(cast.awa).count(TOLD))  # fmt: skip


def test_one_reminder_after_three_weeks_then_the_person_is_told(cast, visitor):
    after(20)
    assert told(cast) == (0, 0)
    for days in (21.1, 21.2, 30, 34.9):
        after(days)
        assert told(cast) == (1, 0)
    for days in (35.1, 36, 50):
        after(days)
        assert told(cast) == (1, 1)
    after(90)
    assert told(cast) == (1, 1)


def test_the_link_of_the_reminder_attests(cast, visitor):
    after(22)
    with time_machine.travel(clock.now() + timedelta(days=40), tick=False):
        visitor.open(the_link(cast.jean, "passports/reminder"))
        visitor.press("J’atteste", name="Jean Petit", role="président", consent="y")
        assert "Vous avez attesté cette page" in visitor.page
        reminders.remind()
    assert told(cast) == (1, 0)


def test_a_line_taken_back_is_not_reminded_of(cast):
    actions.reopen(attesting.found(cast.entry, cast), by=cast.awa)
    attesting.db.session.commit()
    after(25)
    assert told(cast) == (0, 0)


def test_a_site_that_slept_tells_the_person_without_a_late_reminder(cast):
    after(40)
    assert told(cast) == (0, 1)
