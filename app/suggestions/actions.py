"""What a person says of a mission that was proposed to them."""

from typing import Any

from app import clock, journal
from app.accounts.models import Account
from app.extensions import db
from app.missions.models import Mission
from app.suggestions import queries
from app.suggestions.models import Answer, Choice


def dismiss(mission: Mission, volunteer: Account, by: Any) -> Choice:
    """Note « pas pour moi »: nothing is asked, and nobody else is told."""
    return _answer(mission, volunteer, Answer.DISMISSED, by)


def keep(mission: Mission, volunteer: Account, by: Any) -> Choice:
    """Keep a mission for later."""
    return _answer(mission, volunteer, Answer.SAVED, by)


def say_why(choice: Choice, reason: str, by: Any) -> None:
    """Note why, since the person cares to say."""
    choice.reason = reason
    journal.record("say_why", choice, by=by)


def take_back(choice: Choice, by: Any) -> None:
    """Forget what the person said: the mission may be proposed again."""
    journal.record("take_back", choice, by=by)
    db.session.delete(choice)
    db.session.flush()


def _answer(mission: Mission, volunteer: Account, answer: Answer, by: Any) -> Choice:
    choice = queries.choice_on(volunteer, mission)
    if choice is None:
        choice = Choice(volunteer_id=volunteer.id, mission_id=mission.id)
        db.session.add(choice)
    elif choice.answer == answer:
        return choice
    choice.answer, choice.reason, choice.at = answer, None, clock.now()
    journal.record(f"choose_{answer}", choice, by=by)
    return choice
