"""The page of a mission, for everyone; a volunteer also reads why it would suit them.

It stands here and not in ``missions`` because what it says to a volunteer comes from ranking.
"""

from flask import render_template, request
from werkzeug.exceptions import NotFound

from app.accounts.models import Role
from app.missions import posting, queries
from app.missions.models import Mission
from app.suggestions import engine
from app.suggestions.queries import choice_on
from app.web import anyone, me, person

ADDRESS = "/missions/<token>"


@anyone
def show(token: str) -> str:
    """Show a mission: when, where, why, what one does there, and how to ask for it."""
    mission = queries.find(token, seen_by=me())
    if not mission.is_seen:
        raise NotFound
    return render_template(
        "missions/public/show.html",
        mission=mission,
        similar=[] if mission.is_open else engine.alike(mission),
        posting=posting.described(mission) if mission.is_open else None,
        here=request.path,
        **_personal(mission),
    )


def _personal(mission: Mission) -> dict[str, object]:
    """Say how the mission suits the volunteer who reads, and what they already said of it."""
    if not _reads_as_volunteer():
        return {"explained": None, "choice": None, "is_asked": False}
    who = person()
    return {
        "explained": engine.explain(who, mission),
        "choice": choice_on(who, mission),
        "is_asked": engine.is_underway(who, mission),
    }


def _reads_as_volunteer() -> bool:
    if not me().is_authenticated:
        return False
    return bool(me().role == Role.VOLUNTEER or me().acting_for)
