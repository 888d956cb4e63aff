"""The person's own pages: their next meeting, and « je ne peux pas venir »."""

from flask import make_response, render_template
from werkzeug.wrappers import Response

from app import clock
from app.accompaniments import calendar, interviews, queries
from app.accompaniments.views import blueprint
from app.languages import _
from app.letters.models import public_url
from app.web import go, me, only, person, tell

SAID = _("C’est noté, merci de l’avoir dit. On vous propose une autre date.")


@blueprint.get("/moi/rendez-vous")
@only("volunteer")
def my_meetings() -> str:
    """List the meetings to come."""
    ahead = queries.ahead_for(person())
    return render_template("accompaniments/my_meetings.html", interviews=ahead)


@blueprint.get("/moi/rendez-vous/<token>")
@only("volunteer")
def my_meeting(token: str) -> str:
    """Show one meeting."""
    row = queries.find_interview(token, seen_by=me())
    return render_template(
        "accompaniments/my_meeting.html",
        interview=row,
        where=calendar.where(row),
        ahead=row.state == "planned" and row.on >= clock.today(),
    )


@blueprint.get("/moi/rendez-vous/<token>/rendez-vous.ics")
@only("volunteer")
def my_calendar(token: str) -> Response:
    """Give one meeting as a calendar entry."""
    name, text = calendar.entry(queries.find_interview(token, seen_by=me()), public_url())
    answer = make_response(text)
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@blueprint.post("/moi/rendez-vous/<token>")
@only("volunteer")
def cannot_come(token: str) -> Response:
    """Say that one cannot come, without a reason."""
    interviews.cannot_come(queries.find_interview(token, seen_by=me()), by=me())
    tell(SAID)
    return go("desks.volunteer")
