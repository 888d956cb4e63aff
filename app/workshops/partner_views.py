"""Choosing the associations that carry an action with us, and what they read of it."""

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.associations import queries as associations
from app.web import go, me, only, tell
from app.workshops import partners, planning, queries
from app.workshops.views import blueprint


@blueprint.post("/ateliers/<token>/partenaires/<association_token>")
@only(Role.REFERENT)
def add_partner(token: str, association_token: str) -> Response:
    """Say that an association carries this with us."""
    workshop = queries.find_run(token, by=me())
    association = partners.find(association_token)
    planning.add_partner(workshop, association, by=me())
    tell(f"{association.name} voit les dates, le lieu et le nombre de personnes. Aucun nom.")
    return go(".show", token=token, _anchor="partenaires")


@blueprint.post("/ateliers/<token>/partenaires/<association_token>/retirer")
@only(Role.REFERENT)
def remove_partner(token: str, association_token: str) -> Response:
    """Say that an association no longer does."""
    workshop = queries.find_run(token, by=me())
    planning.remove_partner(workshop, partners.find(association_token), by=me())
    tell("C’est retiré.")
    return go(".show", token=token, _anchor="partenaires")


@blueprint.get("/association/actions-collectives")
@only(Role.ASSOCIATION)
def partnered() -> str:
    """Show a partner the dates, the place and how many: never who."""
    ours = associations.association_of(me())
    if ours is None:
        raise NotFound
    sessions = partners.sessions_with(ours)
    return render_template(
        "workshops/partnered.html",
        ahead=[one for one in sessions if one.starts_at > clock.now()],
        behind=[one for one in reversed(sessions) if one.starts_at <= clock.now()],
        counts=queries.counts(sessions),
    )
