"""« Notre fiche »: the pages where an association says what it is."""

from flask import Blueprint, render_template
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.accounts import sessions, throttle
from app.accounts.actions import open_account
from app.accounts.joining import not_open_yet
from app.accounts.views import leads_home
from app.associations import actions, models, queries
from app.associations.forms import ConfirmForm, SheetForm, SignUpForm
from app.associations.models import Association
from app.speaking import in_french
from app.territories import opening
from app.web import anyone, go, me, only, tell

blueprint = Blueprint("associations", __name__)


def ours() -> Association:
    """Give the association of who is signed in."""
    association = queries.association_of(me())
    if association is None:
        raise Forbidden(
            "Vous n’agissez plus pour une association. Un ancien collègue peut vous inviter."
        )
    return association


@blueprint.route("/inscription/association", methods=["GET", "POST"])
@anyone
@in_french
def sign_up() -> Response | str:
    """Open the space of an association and the account of who writes for it."""
    form = SignUpForm()
    if form.submitted():
        throttle.knock(throttle.network_key("opening"))
        if day := opening.opens_on(form.commune.data):
            return not_open_yet(form, day)
        account = accounts.just_opened(form.once.data)
        if account is None:
            account = open_account(form.newcomer())
            actions.open_for(account, form.name.data, form.kind.data, form.commune.data)
        sessions.sign_in(account)
        tell("Votre espace est ouvert. Nous vous avons écrit pour confirmer votre adresse.")
        return go("associations.edit")
    return leads_home() or render_template("associations/sign_up.html", form=form)


@blueprint.get("/association/fiche")
@only("association")
def sheet() -> str:
    """What we said of ourselves, what is missing, and who acts for us."""
    association = ours()
    return render_template(
        "associations/sheet.html",
        association=association,
        members=queries.members_of(association),
        may_submit=association.may_take(models.SUBMIT, me()),
        may_close=association.may_take(models.CLOSE, me()),
    )


@blueprint.route("/association/fiche/modifier", methods=["GET", "POST"])
@only("association")
def edit() -> Response | str:
    """Write the sheet, whole or in part: what is written is kept."""
    association = ours()
    form = SheetForm.of(association)
    if form.submitted():
        association.expect(form.version.data)
        actions.describe(association, form.sheet(), by=me())
        tell("C’est gardé.")
        return go("associations.sheet")
    return render_template("associations/edit.html", form=form, association=association)


@blueprint.post("/association/fiche/envoyer")
@only("association")
def submit() -> Response:
    """Send the sheet to be verified."""
    actions.submit(ours(), by=me())
    tell(models.SUBMIT.done)
    return go("associations.sheet")


@blueprint.route("/association/fiche/fermer", methods=["GET", "POST"])
@only("association")
def close() -> Response | str:
    """Close our space, after reading what it means."""
    association = ours()
    form = ConfirmForm(obj=association)
    if form.submitted():
        actions.close(association, by=me())
        tell(models.CLOSE.done)
        return go("associations.sheet")
    return render_template("associations/close.html", form=form, association=association)
