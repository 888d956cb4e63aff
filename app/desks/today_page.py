"""« À faire aujourd’hui »: who needs this référent, what kind of thing by what kind of thing."""

from flask import current_app, render_template

from app import clock
from app.accounts.models import Role
from app.caseloads import covers, queries
from app.desks import lines
from app.desks.undo import undoable
from app.desks.views import ANSWER_WITHIN, blueprint
from app.introductions import queries as introductions
from app.placements import queries as placements
from app.web import me, only


@blueprint.get("/referent")
@only(Role.REFERENT)
def referent() -> str:
    """Who needs this référent today."""
    waiting = {
        "to_approve": introductions.to_approve(me()),
        "difficulties": introductions.open_difficulties(me()),
        "overdue": introductions.overdue(me()),
        "dateless": introductions.dateless(me()),
        "meetings": introductions.meetings_this_week(me()),
        "check_ins": placements.check_ins_due(me()),
        "hours": placements.hours_to_confirm(me()),
        "letters": len(queries.letters_to_hand_over(me())),
    }
    followed = lines.of_people(queries.people_of(me()))
    return render_template(
        "desks/referent.html",
        **waiting,
        covers=covers.today(me()),
        undoable=undoable(me(), current_app.config["SETTINGS"].undo_minutes),
        nothing=not any(waiting.values()),
        followed=len(followed),
        without_mission=sum(not line.placements for line in followed),
        today=clock.today(),
        late=introductions.is_late,
        late_before=clock.working_days_ago(ANSWER_WITHIN),
    )
