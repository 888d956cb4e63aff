"""A référent looks for missions for one of their people, and for people for a mission."""

from flask import render_template

from app.accounts.models import Role
from app.caseloads.queries import find_person
from app.missions import queries as missions
from app.suggestions import engine
from app.suggestions.views import blueprint
from app.web import me, only

MOST = 10


@blueprint.get("/referent/personnes/<token>/missions")
@only(Role.REFERENT)
def for_someone(token: str) -> str:
    """Show the missions that suit one of this référent’s people, and why."""
    who = find_person(token, seen_by=me())
    found = engine.for_person(who, MOST)
    return render_template(
        "suggestions/for_someone.html",
        who=who,
        suggestions=found,
        almost=engine.nearly(who, 5),
    )


@blueprint.get("/referent/missions/<token>/personnes")
@only(Role.REFERENT)
def for_mission(token: str) -> str:
    """Show who, among this référent’s own people, a mission would suit, and why."""
    mission = missions.find(token, seen_by=me())
    return render_template(
        "suggestions/for_mission.html",
        mission=mission,
        candidates=engine.people_for(mission, me()),
    )
