"""Pages to sign up, to confirm an address, to take a place that was kept."""

from datetime import date

from flask import render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.accounts import actions, invitations, queries, sessions, shown, throttle
from app.accounts.entering import wanted
from app.accounts.forms import AcceptForm, SignUpForm
from app.accounts.models import Account, Invitation, OneTimeLink, Purpose, Role
from app.accounts.views import blueprint, leads_home
from app.forms import Form
from app.languages import _
from app.speaking import in_french
from app.territories import opening
from app.web import anyone, go, me, only, tell

OPENED = _("Votre compte est ouvert. Bienvenue !")
WRITTEN = _(
    "Votre compte est ouvert. Nous vous avons écrit : ouvrez le lien de notre message pour "
    "confirmer votre adresse. Vous pouvez commencer tout de suite."
)


@blueprint.get("/inscription")
@anyone
def sign_up() -> Response | str:
    """Choose what one comes for."""
    return leads_home() or render_template("accounts/sign_up.html")


@blueprint.route("/inscription/benevole", methods=["GET", "POST"])
@anyone
def sign_up_volunteer() -> Response | str:
    """Sign up as a volunteer."""
    form = SignUpForm()
    if form.submitted():
        throttle.knock(throttle.network_key("opening"))
        if day := opening.opens_on(form.commune.data):
            return not_open_yet(form, day)
        again = queries.just_opened(form.once.data)
        return _welcome(again or actions.open_account(form.newcomer()), again is not None)
    return leads_home() or render_template("accounts/sign_up_volunteer.html", form=form)


def not_open_yet(form: Form, day: date) -> str:
    """Say from which day one may sign up where one lives, and offer to write on that day."""
    return render_template(
        "accounts/not_open_yet.html",
        commune=form["commune"].data,
        day=day,
        email=form["email"].data,
    )


def _welcome(account: Account, again: bool) -> Response:
    """Sign the newcomer in; who has no address needs a code to come back."""
    sessions.sign_in(account)
    if account.email:
        tell(WRITTEN)
        return redirect(wanted(url_for("profiles.summary")), 303)
    if not again:
        tell(OPENED)
    shown.keep(account, actions.issue_code(account, by=account))
    return go("accounts.keep_code", suite=request.args.get("suite"))


@blueprint.route("/inscription/code", methods=["GET", "POST"])
@only(Role.VOLUNTEER)
def keep_code() -> Response | str:
    """Show the personal code of who signed up without an address."""
    form = Form()
    if form.submitted():
        shown.forget()
        return redirect(wanted(url_for("profiles.summary")), 303)
    code = shown.read(me())
    return render_template("accounts/keep_code.html", form=form, code=code) if code else (
        go("accounts.code")
    )  # fmt: skip


@blueprint.route("/confirmer/<token>", methods=["GET", "POST"])
@anyone
def confirm(token: str) -> Response | str | tuple[str, int]:
    """Confirm an address; opening the link changes nothing, the button does."""
    link = queries.find_link(token, Purpose.CONFIRM_EMAIL)
    if link is None:
        return dead_link()
    form = Form()
    if form.submitted():
        return _confirmed(link)
    return render_template("accounts/confirm.html", form=form, link=link)


def _confirmed(link: OneTimeLink) -> Response | tuple[str, int]:
    if not actions.confirm_email(link):
        return dead_link()
    tell(_("Merci. Votre adresse est confirmée."))
    return go("desks.mine")


@blueprint.post("/confirmer/<token>/non")
@anyone
def disown(token: str) -> Response | tuple[str, int]:
    """Take one’s address away from an account opened by someone else."""
    link = queries.find_link(token, Purpose.CONFIRM_EMAIL)
    if link is None:
        return dead_link()
    actions.disown_email(link)
    tell(_("C’est noté. Ce compte n’a plus votre adresse. Nous ne vous écrirons plus."))
    return go("home.index")


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@anyone
@in_french
def accept_invitation(token: str) -> Response | str | tuple[str, int]:
    """Take the place that was kept."""
    invitation = queries.find_invitation(token)
    if invitation is None:
        return dead_link()
    if queries.find_confirmed(invitation.email):
        return render_template("accounts/invited_already.html", invitation=invitation)
    form = AcceptForm(first_name=invitation.first_name)
    if form.submitted():
        return _accepted(invitation, form)
    return render_template("accounts/accept_invitation.html", form=form, invitation=invitation)


def _accepted(invitation: Invitation, form: AcceptForm) -> Response:
    account = invitations.accept(
        invitation, form.first_name.data, form.last_name.data, form.password.data
    )
    sessions.sign_in(account)
    tell(_("Votre compte est ouvert. Bienvenue !"))
    return go("desks.mine")


def dead_link() -> tuple[str, int]:
    """Say the same of a link used, too old, cut short or meant for someone else."""
    return render_template("accounts/dead_link.html"), NotFound.code or 404
