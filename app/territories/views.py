"""Pages of territories."""

from flask import Blueprint, render_template

from app.web import only

blueprint = Blueprint("territories", __name__)


@blueprint.get("/pilotage/territoires")
@only("pilot")
def listing() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")
