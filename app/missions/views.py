"""Pages of missions."""

from flask import Blueprint, render_template

from app.web import only

blueprint = Blueprint("missions", __name__)


@blueprint.get("/association/missions")
@only("association")
def ours() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")
