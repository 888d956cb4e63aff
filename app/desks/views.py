"""Each role's first screen."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.web import go, me, only

blueprint = Blueprint("desks", __name__)

DESKS = {
    Role.VOLUNTEER: "desks.volunteer",
    Role.ASSOCIATION: "desks.association",
    Role.REFERENT: "desks.referent",
    Role.AMBASSADOR: "desks.ambassador",
    Role.OPERATOR: "desks.operator",
    Role.PILOT: "desks.pilot",
    Role.ADMIN: "desks.admin",
}


@blueprint.get("/mon-bureau")
@only(*Role)
def mine() -> Response:
    """Lead everyone to their own first screen."""
    return go(DESKS[Role(me().role)])


@blueprint.get("/moi")
@only(Role.VOLUNTEER)
def volunteer() -> str:
    """What a volunteer does now: the next meeting, missions for them, requests."""
    return render_template("desks/volunteer.html")


@blueprint.get("/association")
@only(Role.ASSOCIATION)
def association() -> str:
    """Who waits for an answer from this association."""
    return render_template("desks/association.html")


@blueprint.get("/referent")
@only(Role.REFERENT)
def referent() -> str:
    """Who needs this référent today."""
    return render_template("desks/referent.html")


@blueprint.get("/ambassadeur")
@only(Role.AMBASSADOR)
def ambassador() -> str:
    """Whom this ambassador meets."""
    return render_template("desks/ambassador.html")


@blueprint.get("/operateur")
@only(Role.OPERATOR)
def operator() -> str:
    """The load of each référent of this operator."""
    return render_template("desks/operator.html")


@blueprint.get("/pilotage")
@only(Role.PILOT)
def pilot() -> str:
    """What waits for the département: associations, missions."""
    return render_template("desks/pilot.html")


@blueprint.get("/technique")
@only(Role.ADMIN)
def admin() -> str:
    """How the machine is doing; no one’s file."""
    return render_template("desks/admin.html")


@blueprint.get("/referent/personnes")
@only(Role.REFERENT)
def people() -> str:
    """Stand in until the real page lands."""
    return render_template("desks/referent.html")


@blueprint.get("/referent/personnes/<token>")
@only(Role.REFERENT)
def person(token: str) -> str:
    """Stand in until the real page lands."""
    return render_template("desks/referent.html", token=token)
