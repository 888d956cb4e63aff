"""Where a pilote reads how missions are ranked, what comes of it, and chooses the weights."""

from typing import Any

from flask import current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.missions import search
from app.missions.models import Mission
from app.suggestions import decisions, evaluations, weights, wording
from app.suggestions.models import Evaluation
from app.suggestions.views import blueprint
from app.web import go, me, only, tell
from matching.learning import HAND

LISTED = 50


@blueprint.get("/pilotage/classement")
@only(Role.PILOT)
def ranking() -> str:
    """Show what ranks, the versions learned, and what everyone’s lists look like."""
    uses, versions = weights.last_uses(), weights.versions()
    chosen = uses[0].version if uses else None
    last = evaluations.last_done()
    return render_template(
        "suggestions/ranking.html",
        words=wording,
        use=uses[0] if uses else None,
        chosen=chosen,
        before=uses[1].version if len(uses) > 1 else None,
        may_go_back=bool(uses) and (len(uses) > 1 or chosen is not None),
        hand=HAND,
        in_force=weights.weighing(chosen),
        versions=versions,
        least=current_app.config["SETTINGS"].learning_decisions,
        decided=None if versions else len(decisions.collected()),
        evaluation=last,
        is_asked=evaluations.is_asked(),
        never=_never_shown(last),
    )


def _never_shown(last: Evaluation | None) -> list[tuple[Mission, str]]:
    """Give the missions nobody was shown that are still open, and why."""
    told: list[dict[str, Any]] = last.figures.get("never", []) if last else []
    why = {row["mission"]: row["why"] for row in told[:LISTED]}
    return [(m, wording.why_never(why[m.id])) for m in search.in_order(list(why))]


@blueprint.post("/pilotage/classement/revenir")
@only(Role.PILOT)
def go_back() -> Response:
    """Put back in force what ranked before."""
    uses = weights.last_uses()
    previous = uses[1].version if len(uses) > 1 else None
    weights.use(previous, by=me())
    tell(f"C’est fait. En service de nouveau : {wording.name_of(previous)}.")
    return go(".ranking")


@blueprint.post("/pilotage/classement/depart")
@only(Role.PILOT)
def go_to_hand() -> Response:
    """Put the weights written by hand in force."""
    weights.use(None, by=me())
    tell("C’est fait. En service : les poids de départ.")
    return go(".ranking")


@blueprint.post("/pilotage/classement/recalculer")
@only(Role.PILOT)
def recalculate() -> Response:
    """Have the evaluation worked out again."""
    evaluations.ask(by=me())
    tell("Le calcul est demandé. Rechargez cette page dans une minute ou deux.")
    return go(".ranking", _anchor="listes")


@blueprint.post("/pilotage/classement/<token>/utiliser")
@only(Role.PILOT)
def use(token: str) -> Response:
    """Put a version in force."""
    version = weights.version_at(token)
    if version is None:
        raise NotFound
    weights.use(version, by=me())
    tell(f"C’est fait. En service : {wording.name_of(version)}.")
    return go(".ranking")
