"""Testimonies: given freely, published by a pilote, taken back in one click; « Ensemble »."""

from typing import Any

from flask import current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.indicators import actions, life, queries, quotes, together
from app.indicators.forms import GatheredForm, TestimonyForm
from app.indicators.models import Side, Testimony
from app.indicators.views import blueprint
from app.languages import _
from app.web import anyone, go, me, only, person, tell

GIVERS = {
    Role.VOLUNTEER: Side.PERSON,
    Role.ASSOCIATION: Side.ASSOCIATION,
    Role.REFERENT: Side.REFERENT,
}


@blueprint.get("/ensemble")
@anyone
def ensemble() -> str:
    """Show everyone what was done together, in figures and in words."""
    return render_template(
        "indicators/ensemble.html",
        done=together.done(),
        testimonies=queries.published(),
        demo=current_app.config["SETTINGS"].demo,
    )


@blueprint.route("/temoigner", methods=["GET", "POST"])
@only(*GIVERS)
def testify() -> Response | str:
    """Say what it was like, and choose whether everyone may read it."""
    who, form = person(), TestimonyForm()
    if form.submitted():
        actions.give_words(_written(form, GIVERS[Role(who.role)], who.id), by=me())
        tell(
            _("Merci. Une personne du Département relit avant de publier.")
            if form.consent.data
            else _("Merci. Personne d’autre que le Département ne lira ces mots.")
        )
        return go("indicators.testify")
    return render_template("indicators/testify.html", form=form, given=queries.testimonies_of(who))


def _written(form: TestimonyForm, side: str, author_id: int | None) -> Testimony:
    return Testimony(
        side=side,
        words=form.told.data,
        signed_as=form.signed_as.data,
        author_id=author_id,
        consented_on=clock.today() if form.consent.data else None,
    )


@blueprint.post("/temoigner/<token>/retirer")
@only(*GIVERS)
def take_back(token: str) -> Response:
    """Take one’s own words back."""
    testimony = next((t for t in queries.testimonies_of(person()) if t.token == token), None)
    if testimony is None:
        raise NotFound
    actions.withdraw(testimony, by=me())
    tell(life.WITHDRAW.done)
    return go("indicators.testify")


@blueprint.route("/pilotage/temoignages", methods=["GET", "POST"])
@only(Role.PILOT)
def testimonies() -> Response | str:
    """Read what was said, write what was told, choose what everyone may read."""
    form = GatheredForm()
    if form.submitted():
        told = _written(form, form.side.data or Side.PERSON, None)
        told.gathered_by_id = me().id
        actions.give_words(told, by=me())
        tell("C’est noté.")
        return go("indicators.testimonies")
    return render_template(
        "indicators/testimonies.html",
        form=form,
        testimonies=queries.testimonies(),
        quotes=quotes.waiting(),
        account=me(),
    )


@blueprint.post("/pilotage/temoignages/<token>/garder")
@only(Role.PILOT)
def keep_quote(token: str) -> Response:
    """Keep as a testimony what someone allowed to be quoted."""
    quotes.keep(token, by=me())
    tell("Gardé. Vous pouvez le publier.")
    return go("indicators.testimonies")


@blueprint.post("/pilotage/temoignages/<token>/<any(publier,cacher,retirer):verb>")
@only(Role.PILOT)
def decide(token: str, verb: str) -> Response:
    """Publish a testimony, stop showing it, or take it out when who gave it asks."""
    moves: dict[str, Any] = {
        "publier": (actions.publish, life.PUBLISH),
        "cacher": (actions.hide, life.HIDE),
        "retirer": (actions.withdraw, life.WITHDRAW),
    }
    act, step = moves[verb]
    act(queries.find_testimony(token), by=me())
    tell(step.done)
    return go("indicators.testimonies")
