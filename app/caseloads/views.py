"""Pages of a référent’s caseload: opening an account for someone, filling in with them."""

from flask import Blueprint
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
