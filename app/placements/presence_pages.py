"""« Les présences du mois »: everyone is ticked as planned; one press when nothing changed."""

from datetime import date
from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.validators import NumberRange

from app import clock
from app.associations.views import ours
from app.forms import Form, HoursField, Required
from app.placements import presences
from app.placements.forms import MOST_IN_A_MONTH
from app.placements.presences import Line
from app.placements.views import blueprint
from app.web import go, me, only, tell


def form_for(lines: list[Line], **given: Any) -> Form:
    """Make the form of a month: for each person, the weeks and the hours of a week."""

    class PresenceForm(Form):
        """Weeks ticked in advance, and hours a week."""

    for line in lines:
        name = line.placement.token
        weeks = [(week.isoformat(), f"semaine du {week.day}") for week in line.weeks]
        ticked = [value for value, _ in weeks]
        setattr(
            PresenceForm, f"weeks_{name}",
            SelectMultipleField("Présence", choices=weeks, default=ticked),
        )  # fmt: skip
        setattr(
            PresenceForm, f"hours_{name}",
            HoursField(
                "Heures par semaine",
                [Required("Écrivez un nombre d’heures."), NumberRange(0, MOST_IN_A_MONTH // 5)],
                default=line.hours, render_kw={"class": "short"},
            ),
        )  # fmt: skip
    return PresenceForm(**given)


@blueprint.get("/association/presences")
@only("association")
def presences_now() -> Response:
    """Lead to the month to count first."""
    association = ours()
    months = presences.months_open(clock.today())
    waiting = (month for month in months if presences.lines(association, month))
    return go(".presences_of", month=next(waiting, months[0]).strftime("%Y-%m"))


@blueprint.route("/association/presences/<month>", methods=["GET", "POST"])
@only("association")
def presences_of(month: str) -> Response | str:
    """Count a month for everyone at once."""
    association, first = ours(), _month(month)
    lines = presences.lines(association, first)
    form = form_for(lines)
    if lines and form.submitted():
        for line in lines:
            presences.declare(line, first, _counted(form, line), by=me())
        tell("Les présences sont notées. Chaque personne peut dire si c’est juste.")
        return go(".presences_of", month=month)
    return render_template(
        "placements/presences.html",
        month=first,
        lines=lines,
        form=form,
        months=presences.months_open(clock.today()),
    )


def _counted(form: Form, line: Line) -> float:
    name = line.placement.token
    weeks = form[f"weeks_{name}"].data or []
    return float(form[f"hours_{name}"].data or 0) * len(weeks)


def _month(written: str) -> date:
    """Read a month of an address, if it is one that may be counted."""
    known = {m.strftime("%Y-%m"): m for m in presences.months_open(clock.today())}
    if written not in known:
        raise NotFound
    return known[written]
