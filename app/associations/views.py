"""Pages of associations."""

from flask import Blueprint, render_template

from app.web import only

blueprint = Blueprint("associations", __name__)


@blueprint.get("/association/fiche")
@only("association")
def sheet() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/pilotage/associations")
@only("pilot")
def listing() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")
