"""Pages of the second step: entering with it, and setting it up, looking after it, replacing it."""

from typing import Any

import segno
from flask import render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.accounts import entering, factors, passkeys, queries, sessions, shown, throttle
from app.accounts.forms import ApplicationForm, NewPasskeyForm, PasswordForm, SecondStepForm
from app.accounts.models import Account, Role
from app.accounts.views import blueprint
from app.languages import _
from app.web import anyone, before_proof, go, me, only, tell

WRONG = _("Ces chiffres ne vont pas, ou ils ont déjà servi. Attendez les suivants.")
WRONG_PASSWORD = _("Ce n’est pas votre mot de passe.")
NO_KEY = _("La clé n’a pas été reconnue. Essayez encore, ou prenez un autre moyen.")


@blueprint.route("/connexion/deuxieme-etape", methods=["GET", "POST"])
@anyone
def second_step() -> Response | str:
    """Prove who one is: digits, a recovery code, or a passkey."""
    token = entering.awaited_token()
    if request.method == "POST" and token:
        throttle.knock(throttle.factor_key(token), throttle.network_key())
    account = entering.awaited()
    if account is None:
        return go("accounts.sign_in", suite=request.args.get("suite"))
    form = SecondStepForm()
    if form.submitted() and _is_proven(account, form):
        throttle.forgive(throttle.factor_key(account.token), throttle.network_key())
        came = entering.came_by()
        return entering.let_in(account, proven=True, came=came)
    proofs = factors.proofs_of(account)
    return render_template(
        "accounts/two_steps/enter.html",
        form=form,
        proofs=proofs,
        asked=passkeys.request(account) if proofs.passkeys else None,
    )


def _is_proven(account: Account, form: SecondStepForm) -> bool:
    if form.answer.data:
        right = passkeys.prove(account, form.answer.data)
        form.digits.errors = [] if right else [NO_KEY]
        return right
    right = factors.prove(account, form.digits.data or "")
    form.digits.errors = [] if right else [WRONG]
    return right


@blueprint.get("/mon-compte/deux-etapes")
@only(*Role)
@before_proof
def two_steps() -> str:
    """What protects one’s account besides the password."""
    return render_template(
        "accounts/two_steps/listing.html",
        proofs=factors.proofs_of(me()),
        demanded=sessions.is_demanding(me()),
        codes=shown.read_recovery(me()),
    )


@blueprint.post("/mon-compte/deux-etapes/application/commencer")
@only(*Role)
@before_proof
def start_application() -> Response:
    """Make the secret that the application will keep."""
    factors.propose_application(me())
    return go("accounts.application")


@blueprint.route("/mon-compte/deux-etapes/application", methods=["GET", "POST"])
@only(*Role)
@before_proof
def application() -> Response | str:
    """Put the secret in an application, and show that it gives the right digits."""
    form = ApplicationForm()
    if request.method == "POST":
        throttle.knock(throttle.factor_key(me().token))
    if form.submitted() and _knows_password(form.password):
        if factors.confirm_application(me(), form.digits.data or ""):
            throttle.forgive(throttle.factor_key(me().token), throttle.network_key())
            return _added(_("L’application est enregistrée."))
        form.digits.errors = [WRONG]
    secret = factors.proposed_secret(me())
    if secret is None:
        return go("accounts.two_steps")
    return render_template(
        "accounts/two_steps/application.html",
        form=form,
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        square=_square(factors.address_of(me(), secret)),
    )


def _square(words: str) -> Markup:
    drawn = segno.make(words, error="m", micro=False)
    return Markup(drawn.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None))  # noqa: S704 - drawn here


@blueprint.route("/mon-compte/deux-etapes/cle", methods=["GET", "POST"])
@only(*Role)
@before_proof
def new_passkey() -> Response | str:
    """Keep a key of this device, or of a security token."""
    form = NewPasskeyForm()
    if form.submitted() and _knows_password(form.password):
        if passkeys.keep(me(), form.answer.data or "", form.name.data or _("Ma clé")):
            return _added(_("La clé est enregistrée."))
        form.name.errors = [NO_KEY]
    return render_template(
        "accounts/two_steps/passkey.html", form=form, asked=passkeys.creation(me())
    )


def _added(words: str) -> Response:
    """Go on with a fresh session, and codes for the day the telephone is lost."""
    account = me()
    first = factors.proofs_of(account).codes_left == 0
    codes = factors.renew_codes(account) if first else []
    sessions.renew(account)
    if codes:
        shown.keep_recovery(account, codes)
    tell(words)
    return go("accounts.two_steps")


@blueprint.route("/mon-compte/deux-etapes/codes", methods=["GET", "POST"])
@only(*Role)
def recovery_codes() -> Response | str:
    """Make new recovery codes; the ones before end."""
    form = PasswordForm()
    if form.submitted() and _knows_password(form.password):
        shown.keep_recovery(me(), factors.renew_codes(me()))
        tell(_("Voici vos nouveaux codes. Les anciens ne marchent plus."))
        return go("accounts.two_steps")
    return render_template("accounts/two_steps/codes.html", form=form)


@blueprint.route("/mon-compte/deux-etapes/application/retirer", methods=["GET", "POST"])
@only(*Role)
def remove_application() -> Response | str:
    """Forget the application."""
    form = PasswordForm()
    if form.submitted() and _knows_password(form.password):
        factors.remove_application(me(), by=me())
        tell(_("L’application ne sert plus pour entrer."))
        return go("accounts.two_steps")
    return render_template("accounts/two_steps/remove.html", form=form, what="l’application")


@blueprint.route("/mon-compte/deux-etapes/cle/<token>/retirer", methods=["GET", "POST"])
@only(*Role)
def remove_passkey(token: str) -> Response | str:
    """Forget a key."""
    form = PasswordForm()
    passkey = queries.find_passkey(token, of=me())
    if form.submitted() and _knows_password(form.password):
        factors.remove_passkey(passkey, me(), by=me())
        tell(_("Cette clé ne sert plus pour entrer."))
        return go("accounts.two_steps")
    return render_template("accounts/two_steps/remove.html", form=form, what=passkey.name)


def _knows_password(field: Any) -> bool:
    """Ask again who is there before what protects the account changes."""
    account = me()
    if account.password_hash is None:
        return True
    if entering.recognised(account, field.data or ""):
        return True
    field.errors = [WRONG_PASSWORD]
    return False
