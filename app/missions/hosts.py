"""The public page of an association: what it does and what it needs, and no one’s name."""

from flask import render_template

from app.associations import queries as associations
from app.missions import queries
from app.web import anyone, me


@anyone
def show(token: str) -> str:
    """Show an association and the missions one may ask for today."""
    association = associations.find(token, seen_by=me())
    return render_template(
        "associations/show.html",
        association=association,
        missions=queries.shown_by(association),
    )
