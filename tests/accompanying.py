"""Accompaniments brought, by the real actions, to where a story begins."""

from datetime import date, timedelta
from typing import Any

from app import clock
from app.accompaniments import actions, interviews, leaving
from app.accompaniments.actions import Start
from app.accompaniments.interviews import Plan, Report
from app.accompaniments.leaving import Leaving
from app.accompaniments.models import Episode, Interview
from app.accounts.models import Account
from app.extensions import db


def days_ago(count: int) -> date:
    """Give the day it was so many days ago; a negative count is a day to come."""
    return clock.today() - timedelta(days=count)


def an_accompaniment(person: Account, by: Account, since: int = 60, **facts: Any) -> Episode:
    """Have a référent accompany someone, for so many days."""
    return _kept(actions.begin(person, Start(days_ago(since), **facts), by=by))


def a_planned(person: Account, by: Account, in_days: int = 3, hour: int = 10) -> Interview:
    """Have an interview planned, in the morning."""
    day = days_ago(-in_days)
    at = clock.from_paris(day, hour)
    wanted = Plan(day, "in_person", at, "Mairie, bureau 3")
    return _kept(interviews.plan(person, wanted, by=by))


def a_held(person: Account, by: Account, ago: int = 10, **said: Any) -> Interview:
    """Have an interview held so many days ago, which was not planned."""
    return noted(person, by, ago, "held", **said)


def noted(person: Account, by: Account, ago: int, outcome: str, **said: Any) -> Interview:
    """Have something noted about an interview of so many days ago."""
    report = Report(outcome, "in_person", **said)
    return _kept(interviews.report_unplanned(person, days_ago(ago), report, by=by))


def an_exit(episode: Episode, by: Account, *types: str, ago: int = 0, **facts: Any) -> Episode:
    """Have an accompaniment ended so many days ago."""
    facts.setdefault("may_contact_after", True)
    wanted = Leaving(days_ago(ago), types or ("emploi_cdi",), **facts)
    leaving.end(episode, wanted, by=by)
    return _kept(episode)


def _kept(thing: Any) -> Any:
    db.session.commit()
    return thing
