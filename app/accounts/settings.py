"""« Mon compte »: how one is reached, one’s password and code, and where one is signed in."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts import (
    actions,
    contacts,
    federation,
    identities,
    queries,
    sessions,
    shown,
    throttle,
)
from app.accounts.entering import recognised
from app.accounts.forms import CHANNELS, ChangePasswordForm, ContactForm
from app.accounts.models import Account, Role
from app.accounts.strength import objection
from app.accounts.views import blueprint
from app.forms import Form
from app.languages import _
from app.web import go, me, only, tell

WRONG = _("Ce n’est pas votre mot de passe.")


@blueprint.get("/mon-compte")
@only(*Role)
def settings() -> str:
    """Show one’s account."""
    return render_template(
        "accounts/settings.html",
        account=me(),
        phone=contacts.spoken(me().phone),
        channel=dict(CHANNELS)[me().channel],
        live=queries.live_sessions(me()),
        linked=identities.of(me()),
        providers=federation.open_to(me().role),
    )


@blueprint.route("/mon-compte/coordonnees", methods=["GET", "POST"])
@only(*Role)
def contact() -> Response | str:
    """Change one’s first name, address, telephone, and how one is written to."""
    account = me()
    known = ("first_name", "email", "phone")
    shown_now = {name: getattr(account, name) for name in known}
    form = ContactForm(data={**shown_now, "preferred_channel": account.channel})
    if account.role != Role.VOLUNTEER:
        form.preferred_channel.choices = CHANNELS[:2]
    if form.submitted() and _may_move(account, form):
        facts = actions.Contact(
            first_name=form.first_name.data,
            phone=form.phone.data,
            preferred_channel=form.preferred_channel.data,
        )
        actions.change_contact(account, facts, by=account)
        _change_email(account, form.email.data)
        return go("accounts.settings")
    return render_template("accounts/contact.html", form=form, account=account)


def _may_move(account: Account, form: ContactForm) -> bool:
    """Ask for the password before the address changes; keep one way in at least."""
    if form.email.data == account.email:
        return True
    if not form.email.data and not account.code_hash:
        form.email.errors = [_("Gardez votre adresse : sans elle, vous ne pourriez plus entrer.")]
    elif account.password_hash and not recognised(account, form.password.data or ""):
        form.password.errors = [WRONG]
    return not (form.email.errors or form.password.errors)


def _change_email(account: Account, email: str | None) -> None:
    if email == account.email:
        tell(_("C’est enregistré."))
        return
    actions.change_email(account, email, by=account)
    tell(
        _("Nous avons écrit à votre nouvelle adresse. Ouvrez le lien du message pour la confirmer.")
        if email
        else _("C’est enregistré. Vous entrez maintenant avec votre code.")
    )


@blueprint.post("/mon-compte/confirmer")
@only(*Role)
def ask_again() -> Response:
    """Receive the confirmation link once more."""
    account = me()
    if account.email and throttle.has_room(throttle.mailbox_key(account.email)):
        actions.ask_to_confirm(account, account.email, by=account)
    tell(_("Nous vous avons écrit. Regardez aussi dans les messages indésirables."))
    return go("accounts.settings")


@blueprint.route("/mon-compte/mot-de-passe", methods=["GET", "POST"])
@only(*Role)
def change_password() -> Response | str:
    """Change one’s password; the other browsers are signed out."""
    account = me()
    form = ChangePasswordForm()
    if form.submitted():
        about = [account.first_name, account.last_name, account.email or ""]
        refusal = objection(form.password.data, about)
        if refusal:
            form.password.errors = [refusal]
        elif not recognised(account, form.current.data):
            form.current.errors = [WRONG]
        else:
            actions.change_password(account, form.password.data)
            sessions.rotate(account)
            tell(_("Votre mot de passe a changé. Les autres appareils sont déconnectés."))
            return go("accounts.settings")
    return render_template("accounts/change_password.html", form=form)


@blueprint.route("/mon-compte/code", methods=["GET", "POST"])
@only(Role.VOLUNTEER)
def code() -> Response | str:
    """Have a new personal code; the old one ends."""
    account = me()
    form = Form()
    if form.submitted():
        shown.keep(account, actions.issue_code(account, by=account))
        tell(_("Voici votre nouveau code. L’ancien ne marche plus."))
        return go("accounts.code")
    return render_template(
        "accounts/code.html", form=form, account=account, code=shown.read(account)
    )


@blueprint.post("/mon-compte/appareils/<token>/fermer")
@only(*Role)
def end_session(token: str) -> Response:
    """Sign out of one browser."""
    sessions.end(queries.find_session(token, of=me()))
    tell(_("Cet appareil est déconnecté."))
    return go("accounts.settings")
