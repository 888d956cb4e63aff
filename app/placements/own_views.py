"""« J’ai déjà une mission »: told by the person or with them, confirmed, corrected, finished."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Account, Role
from app.caseloads import queries as caseloads
from app.languages import _
from app.placements import life, own, own_forms
from app.placements.models import OwnEngagement, Setting
from app.placements.views import blueprint
from app.web import go, me, only, person, tell

VOLUNTEER, ASSOCIATION, REFERENT = Role.VOLUNTEER, Role.ASSOCIATION, Role.REFERENT
Act = Callable[[OwnEngagement, Any], None]
ACTS: dict[str, tuple[Act, str]] = {
    "confirmer": (own.confirm, life.CONFIRM.done),
    "inconnue": (own.disown, life.DISOWN.done),
    "retirer": (own.take_back, life.TAKE_BACK.done),
}
STATES = {
    "declared": (_("À confirmer"), "info"),
    "confirmed": (_("Confirmée"), "good"),
    "unconfirmed": (_("À corriger"), "warn"),
    "finished": (_("Finie"), "neutral"),
}
THANKS = _("Merci, c’est noté. On vous dit quand c’est confirmé.")


def at_work() -> bool:
    """Tell whether a référent reads for themselves, not with someone."""
    return bool(me().role == REFERENT and me().acting_for is None)


@blueprint.get("/autres-missions")
@only(VOLUNTEER)
def own_list() -> str:
    """List the missions a person found without the site."""
    return render_template("placements/own_list.html", engagements=own.of(person()), states=STATES)


@blueprint.route("/autres-missions/nouvelle", methods=["GET", "POST"])
@only(VOLUNTEER)
def own_new() -> str | Response:
    """Tell of a mission one already has."""
    return _told_by(person())


@blueprint.route("/referent/personnes/<token>/autre-mission", methods=["GET", "POST"])
@only(REFERENT)
def own_for(token: str) -> str | Response:
    """Tell, for a person, of a mission they already have."""
    return _told_by(caseloads.find_person(token, seen_by=me()))


def _form(someone: Account, **given: Any) -> own_forms.OwnForm:
    form = own_forms.OwnForm(**given)
    if at_work():
        form.speak_of(someone.first_name)
    return form


def _told_by(someone: Account) -> str | Response:
    form = _form(someone)
    if form.submitted():
        made = own.tell(someone, form.told(), by=me(), once=form.once.data[:32])
        tell(_("C’est noté. Vous pouvez la confirmer.") if at_work() else THANKS)
        return go(".own_show", token=made.token)
    return render_template(
        "placements/own_form.html", form=form, person=someone, one=None, at_work=at_work()
    )


@blueprint.get("/autres-missions/<token>")
@only(VOLUNTEER, ASSOCIATION, REFERENT)
def own_show(token: str) -> str:
    """Show one to whichever side reads."""
    return _page(own.find(token, seen_by=me()))


def _page(found: OwnEngagement, form: own_forms.FinishForm | None = None) -> str:
    return render_template(
        "placements/own_show.html",
        one=found,
        person=found.volunteer,
        side="referent" if at_work() else "association" if me().role == ASSOCIATION else "person",
        may={step.name for step in found.steps_for(me())},
        state=STATES[found.state],
        setting=Setting.said(found.setting),
        finish_form=form or own_forms.FinishForm(formdata=None),
    )


@blueprint.route("/autres-missions/<token>/corriger", methods=["GET", "POST"])
@only(VOLUNTEER, REFERENT)
def own_edit(token: str) -> str | Response:
    """Write it otherwise."""
    found = own.find(token, seen_by=me())
    if not found.may_take(life.CORRECT, me()):
        return go(".own_show", token=token)
    form = _form(found.volunteer, data=own_forms.written(found))
    if form.submitted():
        own.correct(found, form.told(), by=me())
        tell(life.CORRECT.done)
        return go(".own_show", token=token)
    return render_template(
        "placements/own_form.html",
        form=form,
        person=found.volunteer,
        one=found,
        at_work=at_work(),
    )


@blueprint.post("/autres-missions/<token>/finir")
@only(VOLUNTEER, ASSOCIATION, REFERENT)
def own_finish(token: str) -> str | Response:
    """Say that it is over, and since when."""
    found = own.find(token, seen_by=me())
    form = own_forms.FinishForm()
    if not form.check(found.started_on):
        return _page(found, form)
    assert form.last_day.data is not None  # noqa: S101 - the form was right
    own.finish(found, form.last_day.data, by=me())
    tell(life.FINISH.done)
    return go(".own_show", token=token)


@blueprint.get("/autres-missions/<token>/<path:_act>")
@only(VOLUNTEER, ASSOCIATION, REFERENT)
def own_back(token: str, _act: str) -> Response:
    """Lead back to the page from the address of an act."""
    return go(".own_show", token=token)


@blueprint.post("/autres-missions/<token>/<act>")
@only(VOLUNTEER, ASSOCIATION, REFERENT)
def own_do(token: str, act: str) -> Response:
    """Do, in one click, an act that needs no word."""
    found = own.find(token, seen_by=me())
    if act not in ACTS:
        raise NotFound
    done, said = ACTS[act]
    done(found, me())
    tell(said)
    return _after(found)


def _after(found: OwnEngagement) -> Response:
    """Lead where the thing can still be read."""
    if found.state == "taken_back" and at_work():
        return go("desks.person", token=found.volunteer.token)
    if found.state == "taken_back":
        return go(".own_list")
    if found.state == "unconfirmed" and me().role == ASSOCIATION:
        return go("desks.association")
    return go(".own_show", token=found.token)
