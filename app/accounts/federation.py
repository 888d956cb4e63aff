"""Pages to enter through a provider: leaving for it, coming back, and the first time."""

from dataclasses import asdict

import flask
from flask import current_app, render_template, request
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.accounts import identities, providers, queries, sealing, throttle
from app.accounts.entering import Came, enter, safe_path
from app.accounts.forms import FirstTimeForm
from app.accounts.joining import not_open_yet
from app.accounts.models import Account, Invitation
from app.accounts.providers import LATE, STOPPED, Attempt, Identity, RefusedError
from app.accounts.views import blueprint
from app.forms import Form
from app.languages import _
from app.letters.models import link as whole_address
from app.territories import opening
from app.web import anyone, go, keep, me, tell
from config_providers import Provider

SECONDS = 900
NOT_HERE = _("Ici, on n’entre pas avec {} pour ce compte. Entrez avec votre mot de passe.")
CLOSED = _("Ce compte est fermé. Appelez-nous si c’est une erreur.")


def open_to(role: str | None = None) -> list[Provider]:
    """List the providers through which one enters here: anyone, or someone of this role."""
    every: tuple[Provider, ...] = current_app.config["SETTINGS"].providers
    return [one for one in every if role is None or one.welcomes(role)]


def label_of(name: str) -> str:
    """Give a provider’s name as people read it, even once it is no longer configured."""
    return next((one.label for one in open_to() if one.name == name), name.capitalize())


def found(name: str) -> Provider:
    """Find a provider by its name."""
    provider = next((one for one in open_to() if one.name == name), None)
    if provider is None:
        raise NotFound
    return provider


@blueprint.get("/connexion/<name>")
@anyone
def leave_for(name: str) -> Response:
    """Go to a provider to enter."""
    return depart(found(name), suite=safe_path(request.args.get("suite")))


def depart(provider: Provider, *, suite: str | None = None, linking: str = "") -> Response:
    """Send the browser to a provider; what binds the answer to it waits in its cookie."""
    attempt = Attempt.new()
    try:
        url = providers.address(provider, attempt, _back(provider))
    except RefusedError as refused:
        return _sorry(str(refused))
    waiting = {**asdict(attempt), "at": provider.name, "suite": suite, "linking": linking}
    flask.session["leaving"] = sealing.wrapped(waiting)
    return redirect(url, 303)


def _back(provider: Provider) -> str:
    return whole_address("accounts.come_back", name=provider.name)


def _sorry(sentence: str) -> Response:
    tell(sentence, "problem")
    signed_in = current_user.is_authenticated
    return go("accounts.settings" if signed_in else "accounts.sign_in")


@blueprint.get("/connexion/<name>/retour")
@anyone
def come_back(name: str) -> Response:
    """Come back from a provider: enter, link, or be asked what one comes for."""
    provider = found(name)
    waiting = sealing.unwrapped(flask.session.pop("leaving", None), SECONDS)
    try:
        identity = _recognised(provider, waiting)
    except RefusedError as refused:
        return _sorry(str(refused))
    if waiting["linking"]:
        if not current_user.is_authenticated or me().token != waiting["linking"]:
            return _sorry(LATE.format(provider.label))
        flask.session["linking"] = _held(provider, identity)
        return go("accounts.link_provider", name=name)
    keep()
    return _entered(provider, identity, waiting["suite"])


def _recognised(provider: Provider, waiting: dict[str, str]) -> Identity:
    """Give who comes back, if this browser left for this provider a moment ago."""
    bound = waiting.get("at") == provider.name and waiting.get("state") == request.args.get("state")
    if not bound:
        raise providers.refusal(provider, LATE, "state")
    error = request.args.get("error")
    if error:
        busy = error in {"server_error", "temporarily_unavailable"}
        raise providers.refusal(provider, providers.DOWN if busy else STOPPED, error[:40])
    code = request.args.get("code")
    if not code or len(code) > 2000 or request.args.get("iss", provider.root) != provider.root:
        raise providers.refusal(provider, providers.DOUBT, "no code")
    attempt = Attempt(waiting["state"], waiting["nonce"], waiting["verifier"])
    return providers.recognise(provider, code, attempt, _back(provider))


def _entered(provider: Provider, identity: Identity, suite: str | None) -> Response:
    linked = identities.find(identity)
    if linked is None:
        flask.session["newcomer"] = _held(provider, identity)
        return go("accounts.first_time", name=provider.name, suite=suite)
    if not linked.account.is_active:
        return _sorry(CLOSED)
    if not provider.welcomes(linked.account.role):
        return _sorry(NOT_HERE.format(provider.label))
    return enter(identities.note_use(linked, identity), _came(provider, identity), suite)


def _came(provider: Provider, identity: Identity) -> Came:
    return Came(provider.name, identity.id_token, identity.is_strong)


def _held(provider: Provider, identity: Identity) -> str:
    return sealing.wrapped({"at": provider.name, "who": asdict(identity)})


def held(name: str, provider: Provider) -> Identity | None:
    """Give who came back from this provider a moment ago, in this browser."""
    kept = sealing.unwrapped(flask.session.get(name), SECONDS)
    return Identity(**kept["who"]) if kept.get("at") == provider.name else None


@blueprint.route("/connexion/<name>/premiere-fois", methods=["GET", "POST"])
@anyone
def first_time(name: str) -> Response | str:
    """Open an account, take the place that was kept, or learn how to be invited."""
    provider = found(name)
    identity = held("newcomer", provider)
    if identity is None:
        return _sorry(LATE.format(provider.label))
    known = identities.find(identity)
    if known is not None:
        return go("accounts.leave_for", name=name)
    if provider.audience == "volunteers":
        return _signed_up(provider, identity)
    invitation = identities.invitation_for(identity)
    if invitation is not None and provider.welcomes(invitation.role):
        return _invited(provider, identity, invitation)
    if provider.welcomes("volunteer"):
        return _signed_up(provider, identity)
    return render_template("accounts/provider/not_invited.html", provider=provider, who=identity)


def _signed_up(provider: Provider, identity: Identity) -> Response | str:
    form = FirstTimeForm(first_name=identity.first_name, email=identity.email)
    if form.submitted():
        throttle.knock(throttle.network_key("opening"))
        if day := opening.opens_on(form.commune.data):
            return not_open_yet(form, day)
        account = identities.open_for(form.newcomer(), provider, identity)
        return _welcome(account, provider, identity)
    return render_template("accounts/provider/first_time.html", form=form, provider=provider)


def _invited(provider: Provider, identity: Identity, invitation: Invitation) -> Response | str:
    form = Form()
    if queries.find_confirmed(invitation.email):
        return render_template("accounts/provider/not_invited.html", provider=provider,
                               who=identity)  # fmt: skip
    if form.submitted():
        return _welcome(identities.accept(invitation, provider, identity), provider, identity)
    return render_template(
        "accounts/provider/invited.html", form=form, provider=provider, invitation=invitation
    )


def _welcome(account: Account, provider: Provider, identity: Identity) -> Response:
    flask.session.pop("newcomer", None)
    answer = enter(account, _came(provider, identity))
    tell(_("Votre compte est ouvert. Bienvenue !"))
    return answer
