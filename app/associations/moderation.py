"""Where a pilote verifies associations."""

from typing import Any
from urllib.parse import quote

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app.associations import actions, models, queries
from app.associations.forms import DecisionForm
from app.associations.models import Association, State
from app.associations.views import blueprint
from app.forms import tidy
from app.web import go, me, only, tell

LAST_PAGE = 10_000
REGISTER = "https://annuaire-entreprises.data.gouv.fr/rechercher?terme="


def page_number() -> int:
    """Read the page asked for, within reason."""
    return min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)


@blueprint.get("/pilotage/associations")
@only("pilot")
def listing() -> str:
    """Every association, those to verify first; by state, by name or number."""
    words = tidy(request.args.get("q", ""))[:80]
    state = request.args.get("etat", "")
    state = state if state in set(State) else ""
    return render_template(
        "associations/listing.html",
        page=queries.search(words, state, page_number()),
        filters=_filters(queries.counts(), state, words),
        state=state,
        words=words,
    )


def _filters(counts: dict[str, int], chosen: str, words: str) -> list[tuple[Any, ...]]:
    """Make the counts that are also filters, each keeping the words searched."""

    def chip(label: str, state: str, count: int) -> tuple[Any, ...]:
        url = url_for("associations.listing", q=words or None, etat=state or None)
        return (label, url, state == chosen, count)

    every = [chip("Toutes", "", sum(counts.values()))]
    labels = {**dict(State.choices()), State.SUBMITTED.value: "À vérifier"}
    return every + [chip(labels[s], s, counts[s]) for s in labels if counts.get(s)]


@blueprint.get("/pilotage/associations/<token>")
@only("pilot")
def review(token: str) -> str:
    """One association as it described itself, what to check, and the decision."""
    return _review(queries.find(token, seen_by=me()))


def _review(association: Association, form: DecisionForm | None = None) -> str:
    return render_template(
        "associations/review.html",
        association=association,
        members=queries.members_of(association),
        steps={step.name for step in association.steps_for(me())},
        checks=_checks(association),
        register_url=REGISTER + quote(association.rna or association.siren or association.name),
        form=form or DecisionForm(formdata=None, data={"version": association.version}),
    )


def _checks(association: Association) -> list[tuple[bool, str]]:
    return [
        (association.is_identified, "Un numéro, un registre ou une explication l’identifie"),
        (association.is_insured, "Son assurance est valable aujourd’hui"),
        (bool(association.description), "Elle dit ce qu’elle fait"),
        (bool(association.phone or association.website), "On peut la joindre ou la voir en ligne"),
    ]


@blueprint.post("/pilotage/associations/<token>/verifier")
@only("pilot")
def verify(token: str) -> Response:
    """Say that this body exists and may welcome volunteers."""
    association = queries.find(token, seen_by=me())
    association.expect(request.form.get("version"))
    actions.verify(association, by=me())
    tell(models.VERIFY.done)
    return go("associations.listing")


@blueprint.post("/pilotage/associations/<token>/refuser")
@only("pilot")
def refuse(token: str) -> Response | str:
    """Say what does not allow the verification."""
    association = queries.find(token, seen_by=me())
    form = DecisionForm()
    if not form.submitted():
        return _review(association, form)
    association.expect(form.version.data)
    actions.refuse(association, form.reason.data, form.sentence.data, by=me())
    tell(models.REFUSE.done)
    return go("associations.listing")


@blueprint.post("/pilotage/associations/<token>/suspendre")
@only("pilot")
def suspend(token: str) -> Response | str:
    """Hide the missions of an association, and say why."""
    association = queries.find(token, seen_by=me())
    form = DecisionForm()
    if not form.submitted():
        return _review(association, form)
    association.expect(form.version.data)
    actions.suspend(association, form.reason.data, form.sentence.data, by=me())
    tell(models.SUSPEND.done)
    return go("associations.review", token=token)


@blueprint.post("/pilotage/associations/<token>/retablir")
@only("pilot")
def restore(token: str) -> Response:
    """Show the missions of an association again."""
    association = queries.find(token, seen_by=me())
    actions.restore(association, by=me())
    tell(models.RESTORE.done)
    return go("associations.review", token=token)
