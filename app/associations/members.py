"""Who acts for an association: colleagues invited, those who leave, the hand-over."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.associations import actions, queries
from app.associations.forms import ConfirmForm, MemberForm
from app.associations.views import blueprint, ours
from app.web import go, me, only, tell


@blueprint.route("/association/membres", methods=["GET", "POST"])
@only("association")
def members() -> Response | str:
    """Who acts for us and who is invited; invite a colleague."""
    association = ours()
    form = MemberForm()
    if form.submitted():
        actions.invite(association, form.first_name.data, form.email.data or "", by=me())
        tell("L’invitation est partie. Elle est valable 7 jours.")
        return go("associations.members")
    return render_template(
        "associations/members.html",
        association=association,
        members=queries.members_of(association),
        invitations=accounts.open_invitations(association.id),
        form=form,
    )


@blueprint.route("/association/membres/<token>/retirer", methods=["GET", "POST"])
@only("association")
def remove_member(token: str) -> Response | str:
    """Take a colleague out, or leave oneself, after reading what it means."""
    association = ours()
    member = queries.find_member(token, association)
    form = ConfirmForm()
    if not form.submitted():
        return render_template(
            "associations/remove_member.html", association=association, member=member, form=form
        )
    actions.leave(member, by=me())
    if member.account_id == me().id:
        return go("home.index")
    tell(f"{member.account.first_name} n’agit plus pour l’association.")
    return go("associations.members")


@blueprint.post("/association/membres/invitation/<token>/retirer")
@only("association")
def withdraw_invitation(token: str) -> Response:
    """Take an invitation back."""
    actions.uninvite(ours(), token, by=me())
    tell("L’invitation est retirée. Son lien ne marche plus.")
    return go("associations.members")
