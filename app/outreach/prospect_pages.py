"""« Structures à inscrire »: bodies to look for, their contacts, their space and first mission."""

from flask import render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.missions import easiness
from app.missions.forms import ON_SITE, WhatForm
from app.outreach import life, queries, reaching
from app.outreach.forms import ContactForm, ProspectForm, RegisterForm
from app.outreach.models import Prospect
from app.outreach.views import blueprint
from app.outreach.words import ProspectState
from app.web import go, me, only, tell

MOVES = {
    "contactee": life.CONTACT,
    "interessee": life.SHOW_INTEREST,
    "pas-interessee": life.TURN_DOWN,
}


@blueprint.get("/reseau/structures")
@only(Role.REFERENT, Role.PILOT)
def prospects() -> str:
    """List the bodies to register, the nearest next step first."""
    state = request.args.get("etat", "")
    state = state if state in set(ProspectState) else ""
    return render_template(
        "outreach/prospects.html",
        prospects=queries.prospects(state),
        state=state,
        states=ProspectState.choices(),
        said=ProspectState.said,
        today=clock.today(),
    )


@blueprint.route("/reseau/structures/ajouter", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def spot() -> Response | str:
    """Note a body that could welcome volunteers."""
    form = ProspectForm()
    if form.submitted():
        found = reaching.spot(form.facts(), by=me())
        tell("C’est noté. Ajoutez quelqu’un à appeler.")
        return go("outreach.prospect", token=found.token)
    return render_template("outreach/prospect_form.html", form=form, prospect=None)


@blueprint.route("/reseau/structures/<token>", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def prospect(token: str) -> Response | str:
    """Read one prospect, and add someone to call."""
    found = queries.find_prospect(token)
    form = ContactForm()
    if form.submitted():
        reaching.add_contact(found, form.facts(), by=me())
        tell("Le contact est ajouté.")
        return go("outreach.prospect", token=token)
    steps = found.steps_for(me())
    return render_template(
        "outreach/prospect.html",
        prospect=found,
        form=form,
        moves=[(name, step.label) for name, step in MOVES.items() if step in steps],
        may_register=life.REGISTER in steps,
        said=ProspectState.said(found.state),
        today=clock.today(),
    )


@blueprint.route("/reseau/structures/<token>/modifier", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def change_prospect(token: str) -> Response | str:
    """Write what is known of a prospect, and its next step."""
    found = queries.find_prospect(token)
    form = ProspectForm(obj=found)
    if form.submitted():
        reaching.describe(found, form.facts(), by=me())
        tell("C’est enregistré.")
        return go("outreach.prospect", token=token)
    return render_template("outreach/prospect_form.html", form=form, prospect=found)


@blueprint.post("/reseau/structures/<token>/etat/<name>")
@only(Role.REFERENT, Role.PILOT)
def move(token: str, name: str) -> Response:
    """Say where we are with a prospect."""
    step = MOVES.get(name)
    if step is None:
        raise NotFound
    reaching.move(queries.find_prospect(token), step, by=me())
    tell(step.done)
    return go("outreach.prospect", token=token)


@blueprint.post("/reseau/structures/<token>/suivre")
@only(Role.REFERENT, Role.PILOT)
def take_over(token: str) -> Response:
    """Follow a prospect in place of a colleague."""
    reaching.take_over(queries.find_prospect(token), by=me())
    tell("Vous suivez maintenant cette structure.")
    return go("outreach.prospect", token=token)


@blueprint.post("/reseau/structures/<token>/contacts/<contact>/retirer")
@only(Role.REFERENT, Role.PILOT)
def remove_contact(token: str, contact: str) -> Response:
    """Take someone off the list."""
    found = queries.find_prospect(token)
    reaching.remove_contact(queries.find_contact(found, contact), by=me())
    tell("Le contact est retiré.")
    return go("outreach.prospect", token=token)


@blueprint.route("/reseau/structures/<token>/inscrire", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def register(token: str) -> Response | str:
    """Open the space of a body, and invite who will hold it."""
    found = queries.find_prospect(token)
    form = RegisterForm(data=_first_contact(found))
    if form.submitted():
        reaching.register(found, form.first_name.data, form.email.data or "", by=me())
        tell(f"L’espace est ouvert. {form.first_name.data} reçoit une invitation.")
        return go("outreach.prospect", token=token)
    return render_template(
        "outreach/register.html", form=form, prospect=found, known=reaching.lookalike(found)
    )


def _first_contact(prospect: Prospect) -> dict[str, object]:
    reachable = next((c for c in prospect.contacts if c.email), None)
    if reachable is None:
        return {}
    return {"first_name": reachable.first_name, "email": reachable.email}


@blueprint.post("/reseau/structures/<token>/deja-inscrite")
@only(Role.REFERENT, Role.PILOT)
def recognise(token: str) -> Response:
    """Say that a body has a space already."""
    found = queries.find_prospect(token)
    known = reaching.lookalike(found)
    if known is None:
        raise NotFound
    reaching.recognise(found, known, by=me())
    tell(f"C’est noté : {known.name} a déjà son espace.")
    return go("outreach.prospect", token=token)


@blueprint.route("/reseau/structures/<token>/mission", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def prepare_mission(token: str) -> Response | str:
    """Write a first mission with a body; it finishes it in its space."""
    found = queries.find_prospect(token)
    if found.association is None:
        raise reaching.NotRegistered
    form = WhatForm.of(None)
    if form.submitted():
        reaching.prepare_mission(found, form.facts(), by=me())
        tell("La mission est dans son espace, en brouillon. Elle la complète et l’envoie.")
        return go("outreach.prospect", token=token)
    if request.method == "GET":
        form.where.data, form.commune.data = ON_SITE, found.commune
    ease = easiness.measure(str(form.description.data or ""))
    return render_template("outreach/first_mission.html", form=form, prospect=found, ease=ease)
