"""« Actions »: what the département orders, to which accompaniments and workshops attach."""

from flask import render_template
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.caseloads import programmes, queries
from app.outreach.operator_forms import ProgrammeForm
from app.outreach.views import blueprint
from app.web import go, me, only, tell


def _offer(form: ProgrammeForm) -> ProgrammeForm:
    form.held_by.choices = [(one.token, one.name) for one in queries.operators()]
    return form


@blueprint.get("/pilotage/actions")
@only(Role.PILOT)
def programme_list() -> str:
    """List the actions, with their dates and their operators."""
    return render_template(
        "outreach/programmes.html", programmes=programmes.programmes(), today=clock.today()
    )


@blueprint.route("/pilotage/actions/nouvelle", methods=["GET", "POST"])
@only(Role.PILOT)
def new_programme() -> Response | str:
    """Register an action."""
    form = _offer(ProgrammeForm())
    if form.submitted():
        programmes.create(form.facts(), by=me())
        tell("L’action est créée. On peut y rattacher un accompagnement ou un atelier.")
        return go("outreach.programme_list")
    return render_template("outreach/programme_form.html", form=form, programme=None)


@blueprint.route("/pilotage/actions/<token>", methods=["GET", "POST"])
@only(Role.PILOT)
def programme(token: str) -> Response | str:
    """Change an action."""
    found = programmes.find(token)
    form = _offer(
        ProgrammeForm(
            data={
                "name": found.name,
                "rhythm": "annuelle" if found.is_yearly else "ponctuelle",
                "since": found.since,
                "until": found.until,
                "held_by": [one.token for one in found.operators],
            }
        )
    )
    form.programme = found
    if form.submitted():
        programmes.change(found, form.facts(), by=me())
        tell("L’action est enregistrée.")
        return go("outreach.programme_list")
    return render_template("outreach/programme_form.html", form=form, programme=found)
