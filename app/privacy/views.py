"""« Mes données »: what is kept, a copy to take away, corrections, who opened the file."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.languages import _
from app.privacy import actions, telling
from app.privacy.forms import CorrectionForm
from app.web import go, me, only, person, tell

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/mes-donnees")
@only(*Role)
def mine() -> str:
    """Show what is kept of oneself, in words."""
    someone = person()
    return render_template(
        "privacy/mine.html",
        person=someone,
        kinds=telling.summary(someone),
        opened=telling.opened(someone),
        copies=actions.copies(someone),
        pending=actions.pending(someone),
    )


@blueprint.post("/mes-donnees/copie")
@only(*Role)
def take_copy() -> Response:
    """Have a copy made of everything."""
    made = actions.copy(person(), by=me())
    return go("papers.show", token=made.token)


@blueprint.route("/mes-donnees/corriger", methods=["GET", "POST"])
@only(*Role)
def correct() -> Response | str:
    """Lead to where each thing is changed, else have the service change it."""
    form = CorrectionForm()
    if form.submitted():
        actions.ask_correction(person(), form.mistake.data, by=me())
        tell(_("C’est envoyé. Nous vous répondons dans le mois."))
        return go("privacy.mine")
    return render_template("privacy/correct.html", form=form, person=person())
