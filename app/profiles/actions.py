"""Answering, passing and confirming."""

from collections.abc import Mapping
from typing import Any

from app import clock, journal
from app.caseloads import assigning
from app.extensions import db
from app.profiles.models import Profile
from app.profiles.questions import QUESTIONS, Question


def answer(profile: Profile, question: Question, answers: Mapping[str, Any], by: Any) -> None:
    """Keep what someone answers to a question, and nothing that the question does not ask."""
    db.session.add(profile)
    for name in question.fields:
        if name not in answers:
            continue
        if name == "commune":
            profile.account.commune = answers[name]
            assigning.settle(profile.account)
        else:
            setattr(profile, name, answers[name])
    _meet(profile, question)
    journal.record(f"answer {question.key}", profile, by=by)


def skip(profile: Profile, question: Question, by: Any) -> None:
    """Pass a question: whatever was answered before stays."""
    db.session.add(profile)
    if question.key in profile.answered:
        return
    _meet(profile, question)
    journal.record(f"skip {question.key}", profile, by=by)


def confirm(profile: Profile, by: Any) -> None:
    """Note that the person read the summary and finds it right."""
    db.session.add(profile)
    profile.confirmed_at = clock.now()
    journal.record("confirm", profile, by=by)


def _meet(profile: Profile, question: Question) -> None:
    met = {*profile.answered, question.key}
    profile.answered = [q.key for q in QUESTIONS if q.key in met]
