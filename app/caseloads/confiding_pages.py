"""Handing people over: choose them, choose a colleague, read what will happen, take it back."""

from flask import render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.caseloads import confiding, queries
from app.caseloads.relay_forms import HandOverForm, ShareForm
from app.caseloads.views import blueprint
from app.phrases import plural
from app.web import go, me, only, tell


@blueprint.route("/referent/confier", methods=["GET", "POST"])
@only(Role.REFERENT)
def confide() -> Response | str:
    """Confide the people chosen on the caseload to a colleague."""
    people = confiding.own_people(me(), request.values.getlist("p"))
    colleagues = confiding.colleagues(me(), by=me())
    form = HandOverForm()
    form.colleague.choices = [(one.token, one.full_name) for one in colleagues]
    if people and form.submitted():
        taker = confiding.colleague(form.colleague.data, me(), by=me())
        confiding.hand_over(people, me(), taker, by=me())
        tell(f"C’est fait : {taker.full_name} suit maintenant {plural(len(people), 'personne')}.")
        return go("desks.people")
    return render_template("caseloads/hand_over.html", form=form, people=people)


@blueprint.route("/pilotage/equipe/<token>/confier", methods=["GET", "POST"])
@only(Role.PILOT)
def share_out(token: str) -> Response | str:
    """Share out the people of a référent who leaves, without reading who they are."""
    giver = queries.find_colleague(token)
    if giver.role != Role.REFERENT:
        raise NotFound
    people = confiding.own_people(giver)
    loads = queries.loads()
    form = ShareForm(data={"many": len(people)})
    form.most = len(people)
    form.colleague.choices = [
        (one.token, f"{one.full_name}, {plural(loads.get(one.id, 0), 'personne')}")
        for one in confiding.colleagues(giver, by=me())
    ]
    if people and form.submitted():
        taker = confiding.colleague(form.colleague.data, giver, by=me())
        chosen = people[: form.many.data]
        confiding.hand_over(chosen, giver, taker, by=me())
        tell(f"C’est fait : {taker.full_name} suit {plural(len(chosen), 'personne')} de plus.")
        return go("caseloads.share_out", token=token)
    return render_template(
        "caseloads/share_out.html",
        form=form,
        giver=giver,
        followed=len(people),
        undoable=confiding.undoable(me()),
    )


@blueprint.post("/confier/<token>/annuler")
@only(Role.REFERENT, Role.PILOT)
def undo_hand_over(token: str) -> Response:
    """Take a hand-over back while its letters wait."""
    made = confiding.find(token, by=me())
    confiding.undo(made, by=me())
    tell("C’est annulé. Aucun message n’est parti.")
    if me().role == Role.PILOT:
        return go("caseloads.share_out", token=made.giver.token)
    return go("desks.people")
