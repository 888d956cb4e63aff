"""Help while writing: the measure of a text as it is typed, for a browser that has JavaScript."""

from flask import render_template, request

from app.missions import easiness
from app.missions.views import blueprint
from app.web import only

LONGEST = 3000


@blueprint.post("/association/missions/relire")
@only("association")
def read_again() -> str:
    """Say how a text reads; nothing of it is kept."""
    text = request.form.get("description", "")[:LONGEST]
    return render_template("missions/_ease.html", ease=easiness.measure(text))
