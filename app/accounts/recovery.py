"""Pages for who lost a password."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts import actions, queries, throttle
from app.accounts.forms import ChoosePasswordForm, ForgottenForm
from app.accounts.joining import dead_link
from app.accounts.models import Purpose
from app.accounts.strength import objection
from app.accounts.views import blueprint
from app.languages import _
from app.web import anyone, go, tell


@blueprint.route("/mot-de-passe-oublie", methods=["GET", "POST"])
@anyone
def forgotten() -> Response | str:
    """Ask for a link to choose a new password; the answer is the same for every address."""
    form = ForgottenForm()
    if form.submitted():
        email = form.email.data or ""
        throttle.knock(throttle.network_key("opening"))
        if throttle.has_room(throttle.mailbox_key(email)):
            actions.ask_new_password(email)
        return go("accounts.forgotten_written")
    return render_template("accounts/forgotten.html", form=form)


@blueprint.get("/mot-de-passe-oublie/envoye")
@anyone
def forgotten_written() -> str:
    """Say that a message left, if there was someone to write to."""
    return render_template("accounts/forgotten_written.html")


@blueprint.route("/nouveau-mot-de-passe/<token>", methods=["GET", "POST"])
@anyone
def choose_password(token: str) -> Response | str | tuple[str, int]:
    """Choose a new password through the link of a letter."""
    link = queries.find_link(token, Purpose.RESET_PASSWORD)
    if link is None:
        return dead_link()
    form = ChoosePasswordForm()
    if form.submitted():
        refusal = objection(form.password.data, [link.account.first_name, link.address])
        if not refusal:
            actions.choose_password(link, form.password.data)
            tell(_("Votre mot de passe est choisi. Vous pouvez entrer."))
            return go("accounts.sign_in")
        form.password.errors = [refusal]
    return render_template("accounts/choose_password.html", form=form, link=link)
