"""« À faire aujourd’hui »: who needs this référent, what kind of thing by what kind of thing."""

from collections.abc import Callable

from flask import current_app, render_template

from app import clock
from app.accompaniments import agenda
from app.accounts.models import Account, Role
from app.caseloads import calls, confiding, covers, queries
from app.caseloads.reach import known_once
from app.desks import filling, today_care, today_missions, undo
from app.desks.todo import Section
from app.desks.views import blueprint
from app.web import me, only

SHOWN = 6
KINDS: tuple[Callable[[Account], Section], ...] = (
    today_care.interviews_today,
    today_missions.to_approve,
    today_missions.difficulties,
    today_care.calls_to_make,
    today_care.to_sign,
    today_care.to_record,
    today_care.attendance,
    today_care.contracts_ending,
    today_care.to_meet,
    today_care.referred,
    today_missions.silent,
    today_missions.dateless,
    today_missions.meetings,
    today_missions.found_elsewhere,
    today_missions.news,
    today_care.follow_ups,
    today_care.letters,
)


@blueprint.get("/referent")
@only(Role.REFERENT)
def referent() -> str:
    """Who needs this référent today."""
    with known_once(me()):
        sections = [section for kind in KINDS if (section := kind(me())).things]
    minutes = current_app.config["SETTINGS"].undo_minutes
    return render_template(
        "desks/referent.html",
        sections=sections,
        shown=SHOWN,
        accompanied=agenda.count_accompanied(me()),
        without_mission=0 if sections else _without_mission(),
        covers=covers.today(me()),
        undoable=undo.undoable(me(), minutes),
        noted=undo.noted(me(), minutes),
        called=calls.just_made(me(), minutes),
        handed_over=confiding.undoable(me()),
        today=clock.today(),
    )


def _without_mission() -> int:
    """Count who has no mission, for a day when nothing waits."""
    followed = filling.of_people(queries.people_of(me()))
    return sum(not line.facts.at_work for line in followed)
