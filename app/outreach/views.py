"""« Le réseau »: where everything around the accompaniment starts; the directory of prescribers."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.outreach import actions, queries
from app.outreach.forms import PrescriberForm
from app.outreach.models import Prescriber
from app.phrases import after
from app.web import go, me, only, tell

blueprint = Blueprint("outreach", __name__)


@blueprint.get("/reseau")
@only(Role.REFERENT, Role.PILOT)
def network() -> str:
    """Lead to everything around the accompaniment, with what waits there."""
    referent = me().role == Role.REFERENT
    return render_template(
        "outreach/network.html",
        to_answer=len(queries.referrals_to_answer(me())) if referent else None,
        due=len(queries.prospects_due(me())) if referent else None,
    )


@blueprint.get("/reseau/prescripteurs")
@only(Role.REFERENT, Role.PILOT)
def prescribers() -> str:
    """List the prescribers, by body."""
    chosen = queries.territory(request.args.get("territoire"))
    return render_template(
        "outreach/prescribers.html",
        prescribers=queries.prescribers(chosen),
        counts=queries.referral_counts(),
        territories=queries.territories(),
        chosen=chosen,
    )


@blueprint.route("/reseau/prescripteurs/ajouter", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def add_prescriber() -> Response | str:
    """Put someone in the directory; their personal link leaves by letter."""
    form = PrescriberForm()
    if form.submitted():
        prescriber = actions.add_prescriber(form.card(), by=me())
        tell(f"Nous avons écrit à {prescriber.first_name} : son lien est dans le message.")
        return go("outreach.prescriber", token=prescriber.token)
    return render_template("outreach/prescriber_form.html", form=form, prescriber=None)


@blueprint.get("/reseau/prescripteurs/<token>")
@only(Role.REFERENT, Role.PILOT)
def prescriber(token: str) -> str:
    """Show one card of the directory, and its link’s state."""
    found = queries.find_prescriber(token)
    return render_template(
        "outreach/prescriber.html",
        prescriber=found,
        referred=queries.referral_counts().get(found.id),
    )


@blueprint.route("/reseau/prescripteurs/<token>/modifier", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def change_prescriber(token: str) -> Response | str:
    """Change a card; a new address gets a new link."""
    found = queries.find_prescriber(token)
    form = PrescriberForm(data=_known(found))
    if form.submitted():
        actions.change_prescriber(found, form.card(), by=me())
        tell("La fiche est enregistrée.")
        return go("outreach.prescriber", token=token)
    return render_template("outreach/prescriber_form.html", form=form, prescriber=found)


def _known(prescriber: Prescriber) -> dict[str, object]:
    names = ("first_name", "last_name", "body", "duty", "email", "phone")
    place = prescriber.territory.token if prescriber.territory else ""
    return {name: getattr(prescriber, name) for name in names} | {"territory": place}


@blueprint.post("/reseau/prescripteurs/<token>/lien")
@only(Role.REFERENT, Role.PILOT)
def renew_link(token: str) -> Response:
    """Send a new personal link; the old one ends."""
    found = queries.find_prescriber(token)
    actions.renew_link(found, by=me())
    tell(
        f"Un nouveau lien est parti. L’ancien lien {after(found.first_name, 'de')} ne marche plus."
    )
    return go("outreach.prescriber", token=token)


@blueprint.post("/reseau/prescripteurs/<token>/lien/fermer")
@only(Role.REFERENT, Role.PILOT)
def revoke_link(token: str) -> Response:
    """End a personal link."""
    found = queries.find_prescriber(token)
    actions.revoke_link(found, by=me())
    tell(f"Le lien {after(found.first_name, 'de')} ne marche plus.")
    return go("outreach.prescriber", token=token)
