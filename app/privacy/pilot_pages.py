"""« Données »: what the purge removed, and how long each thing is kept, for a pilote."""

from flask import render_template

from app.accounts.models import Role
from app.privacy import purging
from app.privacy.views import blueprint
from app.web import only


@blueprint.get("/pilotage/donnees")
@only(Role.PILOT, Role.ADMIN)
def reports() -> str:
    """Show the last purges, and what each removed."""
    kept = purging.latest()
    latest = next((one for one in kept if one.ended_at), None)
    return render_template(
        "privacy/reports.html",
        reports=kept,
        latest=latest,
        lines=purging.lines(latest.figures if latest else {}),
    )
