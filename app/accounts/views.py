"""Pages to sign in and out."""

from flask import Blueprint, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.accounts import passwords, queries, sessions
from app.accounts.forms import SignInForm
from app.web import anyone, me, only, tell

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/connexion", methods=["GET", "POST"])
@anyone
def sign_in() -> Response | str:
    """Sign in with an address and a password."""
    form = SignInForm()
    if form.submitted():
        account = queries.find_by_email(form.email.data)
        stored = account.password_hash if account else None
        if passwords.is_right(form.password.data, stored) and account:
            sessions.sign_in(account)
            return redirect(safe_path(request.args.get("suite")) or url_for("desks.mine"), 303)
        form.password.errors = ["L’adresse ou le mot de passe n’est pas le bon. Vérifiez les deux."]
    return render_template("accounts/sign_in.html", form=form)


def safe_path(path: str | None) -> str | None:
    """Give the path back if it is one of ours, else nothing: never a way out of the site."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return None if any(ord(c) < 32 or c == "\\" for c in path) else path


@blueprint.post("/deconnexion")
@only("volunteer", "association", "referent", "ambassador", "operator", "pilot", "admin")
def sign_out() -> Response:
    """Sign out of this browser."""
    sessions.sign_out(me())
    tell("Vous êtes sorti. À bientôt.")
    return redirect(url_for("home.index"), 303)


@blueprint.get("/pilotage/equipe")
@only("pilot")
def team() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/inscription")
@anyone
def sign_up() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/code")
@anyone
def use_code() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/confirmer/<token>")
@anyone
def confirm(token: str) -> str:  # noqa: ARG001
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/mot-de-passe-oublie")
@anyone
def forgotten() -> str:
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/nouveau-mot-de-passe/<token>")
@anyone
def choose_password(token: str) -> str:  # noqa: ARG001
    """Stand in until the real page lands."""
    return render_template("home/index.html")


@blueprint.get("/invitation/<token>")
@anyone
def accept_invitation(token: str) -> str:  # noqa: ARG001
    """Stand in until the real page lands."""
    return render_template("home/index.html")
