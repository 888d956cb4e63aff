"""What the page of a placement shows to each side."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template, url_for

from app import clock
from app.introductions import pages as introductions
from app.introductions import release
from app.introductions.life import Side, side_of
from app.languages import _
from app.placements import forms, queries, schedule
from app.placements.life import AT_WORK
from app.placements.models import Hours, Mood, Placement
from app.threads.forms import DifficultyForm, MessageForm, OutcomeForm
from app.threads.models import Outcome, Theme
from app.web import me

PAGES = {
    Side.VOLUNTEER: "placements/volunteer.html",
    Side.ASSOCIATION: "placements/association.html",
    Side.REFERENT: "placements/referent.html",
}
BLANK: dict[str, Any] = {"formdata": None}
STATES = {
    "trial": (_("Essai en cours"), "info"),
    "active": (_("En mission"), "good"),
    "paused": (_("En pause"), "warn"),
    "completed": (_("Mission finie"), "neutral"),
    "stopped": (_("Mission arrêtée"), "neutral"),
}
HAPPENED = {
    "start": _("La mission commence"),
    "confirm_first_day": _("Premier jour confirmé"),
    "continue": _("L’essai est bon, la mission continue"),
    "pause": _("Pause"),
    "resume": _("Reprise"),
    "complete": _("La mission est finie"),
    "stop": _("La mission est arrêtée"),
}


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    at: datetime
    title: str
    text: str | None = None
    private: bool = False


@dataclass(frozen=True)
class Month:
    """Hours of a month as one side sees them, and what it may do."""

    row: Hours
    mine: bool

    @property
    def waits_for_me(self) -> bool:
        """Whether this side is the one to say a word."""
        differ = self.row.disputed_hours is not None
        return self.row.confirmed_at is None and self.mine == differ


def show(placement: Placement, **sent: Any) -> str:
    """Draw the page for whoever reads; ``sent`` are the forms that came back with a fault."""
    side = side_of(me(), placement)
    assert side is not None  # noqa: S101 - the placement was found for this account
    shown = {**_common(placement, side), **_answers(placement, side), **_forms(placement), **sent}
    return render_template(PAGES[side], **shown)


def _common(placement: Placement, side: Side) -> dict[str, Any]:
    return {
        "placement": placement,
        "mission": placement.mission,
        "person": placement.volunteer,
        "introduction": placement.introduction,
        "side": side.value,
        "may": {step.name for step in placement.steps_for(me())},
        "state": STATES[placement.state],
        "is_at_work": placement.state in AT_WORK,
        "has_started": placement.started_on <= clock.today(),
        "said": introductions.messages(placement, side),
        "difficulties": introductions.told_difficulties(placement, side),
        "themes": dict(Theme.choices()),
        "outcomes": dict(Outcome.choices()),
        "moods": dict(Mood.choices()),
        "close_url": lambda difficulty: url_for(
            "placements.close_difficulty",
            token=placement.token,
            difficulty_token=difficulty.token,
        ),
    }


def _answers(placement: Placement, side: Side) -> dict[str, Any]:
    asked = queries.check_ins(placement)
    mine = "association_at" if side == Side.ASSOCIATION else "volunteer_at"
    waiting = [one for one in asked if getattr(one, mine) is None]
    rows = queries.hours_of(placement)
    introduction = placement.introduction
    return {
        "check_ins": asked,
        "to_answer": waiting[0] if waiting and placement.state in AT_WORK else None,
        "months": [Month(row, row.declared_side == side.value) for row in rows],
        "total": sum(row.hours for row in rows if row.confirmed_at),
        "channels": release.channels(introduction) if introduction else [],
        "history": [
            Happening(event.at, HAPPENED[event.verb])
            for event in queries.history(placement)
            if event.verb in HAPPENED
        ],
    }


def _forms(placement: Placement) -> dict[str, Any]:
    return {
        "first_day_form": forms.FirstDayForm(first_day=placement.started_on, **BLANK),
        "check_in_form": forms.CheckInForm(**BLANK),
        "hours_form": hours_form(placement, **BLANK),
        "other_hours_form": forms.OtherHoursForm(**BLANK),
        "end_form": forms.EndForm(**BLANK),
        "message_form": MessageForm(**BLANK),
        "difficulty_form": DifficultyForm(**BLANK),
        "outcome_form": OutcomeForm(**BLANK),
    }


def hours_form(placement: Placement, **given: Any) -> forms.HoursForm:
    """Give the form of hours, with the months since the start."""
    form = forms.HoursForm(**given)
    last = placement.ended_on or clock.today()
    first = min(placement.started_on, last)
    form.offer(schedule.months_between(first, last))
    return form
