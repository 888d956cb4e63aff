"""A volunteer’s own missions: proposed with reasons, kept for later, put aside."""

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.languages import _
from app.missions import queries as missions
from app.suggestions import actions, engine, lessons, queries, weights, wording
from app.suggestions.forms import PICTURES, ReasonForm
from app.suggestions.models import Answer, Choice, Reason
from app.web import anyone, go, me, only, person, tell

blueprint = Blueprint("suggestions", __name__)

AT_ONCE, MOST = 3, 10
OPENERS = {
    "slots": (_("Ajouter un jour libre"), "jours"),
    "hours": (_("Changer mon temps libre"), "jours"),
    "travel": (_("Changer mon trajet"), "trajet"),
    "french": (_("Revoir ma réponse sur le français"), "francais"),
}


@blueprint.get("/suggestions")
@only("volunteer")
def listing() -> str:
    """Propose the best missions for this person, three at a time."""
    profile = queries.profiles_of([person()]).get(person().id)
    if profile is None or not (profile.answered or profile.confirmed_at):
        return render_template("suggestions/invitation.html", who=person())
    wanted = request.args.get("montrer", AT_ONCE, type=int)
    shown = min(max(wanted, AT_ONCE), MOST)
    found = engine.for_person(person(), MOST)
    almost = engine.nearly(person()) if len(found) < AT_ONCE else []
    return render_template(
        "suggestions/listing.html",
        suggestions=found[:shown],
        following=min(shown + AT_ONCE, len(found)) if len(found) > shown else None,
        almost=almost,
        has_answered=not found and engine.has_answered(person()),
        opener=OPENERS.get(almost[0].objection.limit) if almost else None,
        unfinished=profile.confirmed_at is None,
    )


@blueprint.post("/suggestions/<token>/pas-pour-moi")
@only("volunteer")
def dismiss(token: str) -> Response:
    """Put a mission aside at once."""
    mission = missions.find(token, seen_by=me())
    actions.dismiss(mission, person(), by=me())
    return go("suggestions.why", token=token)


@blueprint.route("/suggestions/<token>/pourquoi", methods=["GET", "POST"])
@only("volunteer")
def why(token: str) -> Response | str:
    """Offer to say why not, in one picture; nobody has to."""
    choice = _choice(token, Answer.DISMISSED)
    form = ReasonForm(obj=choice)
    if form.submitted():
        actions.say_why(choice, form.reason.data, by=me())
        learned = lessons.learned([choice], engine.read(person())).get(choice.id)
        tell(_("Merci. %(value)s", value=learned.said if learned else lessons.NOTHING))
        return go("suggestions.listing")
    return render_template("suggestions/why.html", form=form, choice=choice, pictures=PICTURES)


@blueprint.post("/suggestions/<token>/garder")
@only("volunteer")
def keep(token: str) -> Response:
    """Keep a mission for later."""
    mission = missions.find(token, seen_by=me())
    actions.keep(mission, person(), by=me())
    tell(_("C’est gardé. Vous la retrouvez dans « Missions gardées »."))
    return go("suggestions.listing")


@blueprint.post("/suggestions/<token>/remettre")
@only("volunteer")
def take_back(token: str) -> Response:
    """Put a mission back among those proposed."""
    actions.take_back(_choice(token), by=me())
    tell(_("C’est annulé. Nous pouvons vous proposer cette mission de nouveau."))
    return go("suggestions.listing")


@blueprint.get("/suggestions/gardees")
@only("volunteer")
def kept() -> str:
    """List the missions kept for later."""
    choices = queries.choices_of(person(), Answer.SAVED)
    return render_template("suggestions/kept.html", choices=choices)


@blueprint.get("/suggestions/mes-choix")
@only("volunteer")
def choices() -> str:
    """Show what the person put aside, what it changes, and how to take it back."""
    aside = queries.choices_of(person(), Answer.DISMISSED)
    learned = lessons.learned(aside, engine.read(person()))
    return render_template(
        "suggestions/choices.html", choices=aside, learned=learned, reasons=Reason
    )


@blueprint.get("/comment-nous-classons")
@anyone
def how() -> str:
    """Say what the order of missions is made of, and what it never is."""
    uses = weights.last_uses(1)
    version = uses[0].version if uses else None
    return render_template(
        "suggestions/how.html",
        counts=wording.how_much(weights.weighing(version)),
        version=version,
        since=uses[0].at if uses else None,
    )


def _choice(token: str, answer: Answer | None = None) -> Choice:
    choice = queries.choice_on(person(), missions.find(token, seen_by=me()))
    if choice is None or (answer and choice.answer != answer):
        raise NotFound
    return choice
