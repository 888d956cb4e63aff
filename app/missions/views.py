"""Pages of missions."""

from flask import Blueprint, render_template

from app.web import anyone, only

blueprint = Blueprint("missions", __name__)


@blueprint.get("/missions")
@anyone
def listing() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/association/missions")
@only("association")
def ours() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")
