"""Pages to sign in and out."""

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.accounts import actions, queries, sessions, throttle
from app.accounts.forms import CodeForm, SignInForm
from app.accounts.models import Account, Role
from app.web import anyone, go, me, only, tell

blueprint = Blueprint("accounts", __name__)
WRONG = "L’adresse ou le mot de passe n’est pas le bon. Vérifiez les deux."
UNKNOWN_CODE = "Ce code ne marche pas. Vérifiez chaque lettre, ou demandez un nouveau code."
UNCONFIRMED = "Pensez à confirmer votre adresse : ouvrez le lien que nous vous avons envoyé."


@blueprint.route("/connexion", methods=["GET", "POST"])
@anyone
def sign_in() -> Response | str:
    """Sign in with an address and a password."""
    form = SignInForm()
    if form.submitted():
        email = form.email.data
        account_key, network = throttle.account_key(email), throttle.network_key()
        throttle.knock(account_key, network)
        account = actions.recognise(email, form.password.data)
        if account:
            throttle.forgive(account_key, network)
            return _enter(account)
        form.password.errors = [WRONG]
    return render_template("accounts/sign_in.html", form=form)


@blueprint.route("/code", methods=["GET", "POST"])
@anyone
def use_code() -> Response | str:
    """Sign in with the personal code of a card."""
    form = CodeForm()
    if form.submitted():
        network = throttle.network_key()
        throttle.knock(network)
        account = queries.find_by_code(form.code.data)
        if account:
            throttle.forgive(None, network)
            return _enter(account)
        form.code.errors = [UNKNOWN_CODE]
    return render_template("accounts/use_code.html", form=form)


def _enter(account: Account) -> Response:
    sessions.sign_in(account)
    if account.email and not account.email_confirmed_at:
        tell(UNCONFIRMED, "info")
    return redirect(wanted(url_for("desks.mine")), 303)


def wanted(otherwise: str) -> str:
    """Give the page that someone was going to when they had to enter, else another."""
    return safe_path(request.args.get("suite")) or otherwise


def safe_path(path: str | None) -> str | None:
    """Give the path back if it is one of ours, else nothing: never a way out of the site."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return None if any(ord(c) < 32 or ord(c) == 127 or c == "\\" for c in path) else path


@blueprint.post("/deconnexion")
@only(*Role)
def sign_out() -> Response:
    """Sign out of this browser."""
    sessions.sign_out(me())
    tell("Vous êtes déconnecté. À bientôt.")
    return go("home.index")


@blueprint.post("/deconnexion/partout")
@only(*Role)
def sign_out_everywhere() -> Response:
    """Sign out of every browser, this one too."""
    account = me()
    sessions.sign_out_everywhere(account)
    sessions.sign_out(account)
    tell("Vous êtes déconnecté partout. À bientôt.")
    return go("home.index")


def leads_home() -> Response | None:
    """Lead someone who is signed in already to their own first screen."""
    return go("desks.mine") if current_user.is_authenticated else None
