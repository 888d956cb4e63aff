"""Pages of profiles."""

from flask import Blueprint, render_template

from app.web import only

blueprint = Blueprint("profiles", __name__)


@blueprint.get("/mon-profil")
@only("volunteer")
def summary() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")
