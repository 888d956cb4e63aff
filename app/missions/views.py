"""« Nos missions »: an association writes a mission in short steps, and follows it."""

from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.associations.models import Association
from app.associations.views import ours as our_association
from app.missions import actions, easiness, life, queries, reading
from app.missions.forms import STEPS, CheckForm, MissionForm, PlacesForm, WhatForm
from app.missions.models import Mission
from app.web import go, me, only, tell

blueprint = Blueprint("missions", __name__)
CHECK = "verifier"
ORDER = (*STEPS, CHECK)
ACTS = {
    "pause": life.PAUSE,
    "reprendre": life.RESUME,
    "terminer": life.END,
    "annuler": life.CANCEL,
    "relancer": life.RELAUNCH,
}


@blueprint.get("/association/missions")
@only("association")
def ours() -> str:
    """Our missions, the last touched first, each with its state and its places."""
    association = our_association()
    return render_template(
        "missions/ours.html", association=association, missions=queries.of(association)
    )


@blueprint.route("/association/missions/nouvelle", methods=["GET", "POST"])
@only("association")
def new() -> Response | str:
    """Begin a mission: what and where."""
    association = our_association()
    form = WhatForm.of(None)
    if form.submitted():
        mission = actions.draft(association, form.facts(), by=me())
        _advise(mission)
        return go("missions.write", token=mission.token, step=ORDER[1])
    if request.method == "GET":
        form.where.data = form.where.data or "sur-place"
        form.commune.data = association.commune
        form.domain.data = next((one.domain for one in queries.of(association)), None)
    return _step("quoi", form, None, association)


@blueprint.route("/association/missions/<token>/<any(quoi,quand,accueil):step>",
                 methods=["GET", "POST"])  # fmt: skip
@only("association")
def write(token: str, step: str) -> Response | str:
    """Write one step of a mission: what is written is kept."""
    mission = queries.find_ours(token, me())
    form = STEPS[step].of(mission)
    if form.submitted():
        mission.expect(form.version.data)
        reread = actions.revise(mission, form.facts(), by=me())
        if step == "quoi":
            _advise(mission)
        return _after(mission, step, reread)
    return _step(step, form, mission, mission.association)


def _step(
    step: str, form: MissionForm, mission: Mission | None, association: Association
) -> str:  # fmt: skip
    return render_template(
        "missions/step.html",
        step=step,
        form=form,
        mission=mission,
        association=association,
        ease=easiness.measure(str(form.description.data or "")) if step == "quoi" else None,
        number=ORDER.index(step) + 1,
        total=len(ORDER),
        is_live=mission is not None and mission.state in life.REREAD.sources,
    )


def _after(mission: Mission, step: str, reread: bool) -> Response:
    """Go on to the next step, or back to where the step was opened from."""
    if reread:
        tell(life.REREAD.done)
    elif mission.state not in life.SUBMIT.sources:
        tell("C’est gardé. Le changement est visible tout de suite.")
    if mission.state not in life.SUBMIT.sources:
        return go("missions.manage", token=mission.token)
    following = CHECK if request.args.get("suite") == CHECK else ORDER[ORDER.index(step) + 1]
    if following == CHECK:
        return go("missions.check", token=mission.token)
    return go("missions.write", token=mission.token, step=following)


def _advise(mission: Mission) -> None:
    for sentence in reading.advice(mission.description)[:3]:
        tell(sentence, "advice")


@blueprint.route("/association/missions/<token>/verifier", methods=["GET", "POST"])
@only("association")
def check(token: str) -> Response | str:
    """Read the mission as the public will, then send it."""
    mission = queries.find_ours(token, me())
    if mission.state not in life.SUBMIT.sources:
        return go("missions.manage", token=token)
    form = CheckForm(obj=mission)
    if form.submitted():
        mission.expect(form.version.data)
        actions.revise(mission, {"not_a_job": True}, by=me())
        actions.submit(mission, by=me())
        tell(life.SUBMIT.done)
        return go("missions.manage", token=token)
    return render_template(
        "missions/check.html",
        form=form,
        mission=mission,
        missing=mission.missing,
        ease=easiness.measure(mission.description),
        number=len(ORDER),
        total=len(ORDER),
    )


@blueprint.get("/association/missions/<token>")
@only("association")
def manage(token: str) -> str:
    """One of our missions: where it is, as the public reads it, and what we may do."""
    mission = queries.find_ours(token, me())
    return _manage(mission, PlacesForm(obj=mission))


def _manage(mission: Mission, form: PlacesForm) -> str:
    steps = {step.name for step in mission.steps_for(me())}
    return render_template(
        "missions/manage.html",
        mission=mission,
        form=form,
        may={act for act, step in ACTS.items() if step.name in steps},
        is_editable=mission.state in actions.EDITABLE,
        is_asked=mission.asked_on is not None and mission.state == life.State.PUBLISHED,
    )


@blueprint.post("/association/missions/<token>/places")
@only("association")
def places(token: str) -> Response | str:
    """Offer more or fewer places."""
    mission = queries.find_ours(token, me())
    form = PlacesForm(obj=mission)
    if not form.submitted():
        return _manage(mission, form)
    wanted = form.places.data or 0
    if wanted < mission.taken:
        form.places.errors = [f"{mission.taken} places sont déjà prises : gardez-les."]
        return _manage(mission, form)
    actions.change_places(mission, wanted, by=me())
    tell("C’est gardé.")
    return go("missions.manage", token=token)


@blueprint.post("/association/missions/<token>/actuelle")
@only("association")
def confirm(token: str) -> Response:
    """Say that the mission still needs people."""
    actions.confirm(queries.find_ours(token, me()), by=me())
    tell("Merci. La mission reste en ligne.")
    return go("missions.manage", token=token)


@blueprint.post("/association/missions/<token>/copier")
@only("association")
def duplicate(token: str) -> Response:
    """Copy a mission, and read the copy."""
    copy = actions.duplicate(queries.find_ours(token, me()), by=me())
    tell("Voici la copie. Vérifiez-la, changez ce qu’il faut, puis envoyez-la.")
    return go("missions.check", token=copy.token)


@blueprint.post("/association/missions/<token>/<act>")
@only("association")
def act(token: str, act: str) -> Response:
    """Pause, resume, end, cancel or relaunch one of our missions."""
    step: Any = ACTS.get(act)
    if step is None:
        raise NotFound
    mission = queries.find_ours(token, me())
    actions.move(mission, step, by=me())
    tell(step.done)
    return go("missions.check" if step is life.RELAUNCH else "missions.manage", token=token)
