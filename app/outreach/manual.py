"""« Mode d’emploi »: the site screen by screen for référents, and someone to practise with."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.outreach import practice
from app.outreach.views import blueprint
from app.web import go, me, only, tell


@blueprint.get("/referent/mode-d-emploi")
@only(Role.REFERENT)
def manual() -> str:
    """Say what each screen is for, in the order of a day."""
    return render_template("outreach/manual.html", camille=practice.person_of(me()))


@blueprint.post("/referent/entrainement")
@only(Role.REFERENT)
def practise() -> Response:
    """Make someone to practise with, and open their file."""
    person = practice.begin(by=me())
    tell("Voici Camille, une personne fictive. Essayez tout : rien n’est compté, rien ne part.")
    return go("desks.person", token=person.token)


@blueprint.post("/referent/entrainement/recommencer")
@only(Role.REFERENT)
def practise_again() -> Response:
    """Start again with someone new."""
    practice.remove(by=me())
    person = practice.begin(by=me())
    tell("Camille est de nouveau comme au premier jour.")
    return go("desks.person", token=person.token)


@blueprint.post("/referent/entrainement/retirer")
@only(Role.REFERENT)
def stop_practising() -> Response:
    """Do away with the person one practised with."""
    practice.remove(by=me())
    tell("Camille est retirée, avec tout ce qui était écrit.")
    return go("outreach.manual")
