"""Pages of « Mon compte » where one links a provider’s identity, or takes it away."""

import flask
from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts import federation, identities
from app.accounts.entering import recognised
from app.accounts.forms import PasswordForm
from app.accounts.models import Role
from app.accounts.views import blueprint
from app.languages import _
from app.web import go, me, only, tell

WRONG = _("Ce n’est pas votre mot de passe.")


@blueprint.get("/mon-compte/relier/<name>")
@only(*Role)
def leave_to_link(name: str) -> Response:
    """Go to a provider, to link the identity one has there."""
    provider = federation.found(name)
    if not provider.welcomes(me().role):
        raise NotFound
    return federation.depart(provider, linking=me().token)


@blueprint.route("/mon-compte/relier/<name>/confirmer", methods=["GET", "POST"])
@only(*Role)
def link_provider(name: str) -> Response | str:
    """Link the identity that has just been shown, once one has said it is oneself."""
    provider = federation.found(name)
    identity = federation.held("linking", provider)
    if identity is None:
        return go("accounts.settings")
    form = PasswordForm()
    if form.submitted() and _is_them(form):
        identities.link_and_tell(me(), provider, identity)
        flask.session.pop("linking", None)
        tell(_("Vous pouvez maintenant entrer avec %(label)s.", label=provider.label))
        return go("accounts.settings")
    return render_template(
        "accounts/provider/link.html", form=form, provider=provider, who=identity
    )


@blueprint.route("/mon-compte/identites/<token>/retirer", methods=["GET", "POST"])
@only(*Role)
def unlink_provider(token: str) -> Response | str:
    """Have an identity open nothing any more."""
    linked = identities.find_own(token, me())
    label = federation.label_of(linked.provider)
    form = PasswordForm()
    if form.submitted() and _is_them(form):
        identities.unlink(identities.find_own(token, me()), label, by=me())
        tell(_("On n’entre plus dans votre compte avec %(label)s.", label=label))
        return go("accounts.settings")
    return render_template("accounts/provider/unlink.html", form=form, label=label)


def _is_them(form: PasswordForm) -> bool:
    account = me()
    if account.password_hash is None or recognised(account, form.password.data or ""):
        return True
    form.password.errors = [WRONG]
    return False
