"""« L’équipe »: the people who work for the scheme, invited and closed by a pilote."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts import factors, identities, invitations
from app.accounts import queries as accounts
from app.accounts.invitations import Guest
from app.accounts.models import Role
from app.caseloads import actions, queries
from app.caseloads.forms import ROLE_NAMES, HoldForm, InviteForm
from app.caseloads.views import blueprint
from app.forms import Form
from app.phrases import after
from app.web import go, me, only, tell


@blueprint.get("/pilotage/equipe")
@only(Role.PILOT)
def team() -> str:
    """List the people who work for the scheme, and the places not taken yet."""
    return render_template(
        "caseloads/team.html",
        colleagues=accounts.professionals(),
        invitations=accounts.open_invitations(),
        loads=queries.loads(),
        held=queries.territories_held(),
        places=queries.places(),
        role_names=ROLE_NAMES,
        failed=len(queries.letters_failed_elsewhere()),
    )


@blueprint.route("/pilotage/equipe/inviter", methods=["GET", "POST"])
@only(Role.PILOT)
def invite() -> Response | str:
    """Keep a place for a colleague."""
    form = InviteForm()
    form.territories.choices = [(t.token, t.name) for t in queries.territories()]
    if form.submitted():
        guest = Guest(
            email=form.email.data or "",
            role=Role(form.role.data),
            first_name=form.first_name.data,
            place=form.place.data or "",
            territory_ids=form.held(),
        )
        invitations.invite(guest, by=me())
        tell(f"Nous avons écrit à {guest.first_name}. Le lien marche 7 jours.")
        return go("caseloads.team")
    return render_template("caseloads/invite.html", form=form, operators=queries.operators())


@blueprint.post("/pilotage/equipe/invitations/<token>/renvoyer")
@only(Role.PILOT)
def resend_invitation(token: str) -> Response:
    """Write to an invited colleague again."""
    invitation = queries.find_invitation(token)
    invitations.resend(invitation, by=me())
    tell("Nous avons écrit de nouveau. L’ancien lien ne marche plus.")
    return go("caseloads.team")


@blueprint.post("/pilotage/equipe/invitations/<token>/retirer")
@only(Role.PILOT)
def withdraw_invitation(token: str) -> Response:
    """Take an invitation back."""
    invitations.withdraw(queries.find_invitation(token), by=me())
    tell("L’invitation est retirée. Son lien ne marche plus.")
    return go("caseloads.team")


@blueprint.route("/pilotage/equipe/<token>", methods=["GET", "POST"])
@only(Role.PILOT)
def colleague(token: str) -> Response | str:
    """Show a colleague, and say which territories they hold."""
    account = queries.find_colleague(token)
    held = [holding.territory.token for holding in queries.holdings_of(account)]
    form = HoldForm(data={"territories": held})
    form.territories.choices = [(t.token, t.name) for t in queries.territories()]
    if account.role == Role.REFERENT and form.submitted():
        actions.hold(account, form.territories.data or [], by=me())
        tell(f"Les territoires {after(account.first_name, 'de')} sont enregistrés.")
        return go("caseloads.team")
    return render_template(
        "caseloads/colleague.html",
        account=account,
        form=form,
        followed=queries.count_followed(account),
        place=queries.places().get(account.id),
        role_name=ROLE_NAMES[account.role],
        has_second_step=factors.has_second_step(account),
        identity=next((one for one in identities.of(account) if one.siret), None),
    )


@blueprint.route("/pilotage/equipe/<token>/fermer", methods=["GET", "POST"])
@only(Role.PILOT)
def close(token: str) -> Response | str:
    """Close the account of a colleague who leaves."""
    account = queries.find_colleague(token)
    form = Form()
    if form.submitted():
        actions.close_colleague(account, by=me())
        tell(f"Le compte {after(account.first_name, 'de')} est fermé.")
        return go("caseloads.team")
    return render_template(
        "caseloads/close.html", account=account, form=form, followed=queries.count_followed(account)
    )
