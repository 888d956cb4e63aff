"""Pages to sign in and out."""

from typing import Any

from flask import Blueprint, current_app, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import actions, queries, throttle
from app.accounts.entering import enter, remember_nothing
from app.accounts.forms import CodeForm, SignInForm
from app.languages import _
from app.web import anyone, go

blueprint = Blueprint("accounts", __name__)
WRONG = _("L’adresse ou le mot de passe n’est pas le bon. Vérifiez les deux.")
UNKNOWN_CODE = _("Ce code ne marche pas. Vérifiez chaque lettre, ou demandez un nouveau code.")
UNCONFIRMED = _("Pensez à confirmer votre adresse : ouvrez le lien que nous vous avons envoyé.")


@blueprint.route("/connexion", methods=["GET", "POST"])
@anyone
def sign_in() -> Response | str:
    """Sign in with an address and a password."""
    form = SignInForm()
    remember_nothing(form)
    if form.submitted():
        email = form.email.data
        account_key, network = throttle.account_key(email), throttle.network_key()
        throttle.knock(account_key, network)
        account = actions.recognise(email, form.password.data)
        if account:
            throttle.forgive(account_key, network)
            return enter(account)
        form.password.errors = [WRONG]
    return render_template("accounts/sign_in.html", form=form, providers=entrances())


@blueprint.route("/code", methods=["GET", "POST"])
@anyone
def use_code() -> Response | str:
    """Sign in with the personal code of a card."""
    form = CodeForm()
    remember_nothing(form)
    if form.submitted():
        network = throttle.network_key()
        throttle.knock(network)
        account = queries.find_by_code(form.code.data)
        if account:
            throttle.forgive(None, network)
            return enter(account)
        form.code.errors = [UNKNOWN_CODE]
    return render_template("accounts/use_code.html", form=form)


def entrances() -> Any:
    """List the providers through which one may enter."""
    return current_app.config["SETTINGS"].providers


def leads_home() -> Response | None:
    """Lead someone who is signed in already to their own first screen."""
    return go("desks.mine") if current_user.is_authenticated else None
