"""Pages of a référent’s caseload: opening an account for someone, filling in with them."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.web import go, me, only, tell

blueprint = Blueprint("caseloads", __name__)


@blueprint.post("/referent/fini")
@only(Role.REFERENT)
def stop_acting() -> Response:
    """Stop filling in with the person."""
    me().session.acting_for_id = None
    tell("Vous ne remplissez plus avec cette personne.")
    return go("desks.mine")


@blueprint.get("/pilotage/equipe")
@only(Role.PILOT)
def team() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")
