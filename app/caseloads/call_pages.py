"""Asking to be called, and noting that one has called."""

from flask import current_app, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts.actions import Contact, change_contact
from app.accounts.contacts import spoken
from app.accounts.entering import safe_path
from app.accounts.fields import PhoneField
from app.accounts.models import Account, Role
from app.caseloads import calls, queries
from app.caseloads.views import blueprint
from app.forms import Form
from app.languages import _
from app.web import go, me, only, person, tell


class NumberForm(Form):
    """Where to call someone who has not said."""

    phone = PhoneField(_("Votre numéro de téléphone"), _("Écrivez votre numéro de téléphone."))


@blueprint.post("/appelez-moi")
@only(Role.VOLUNTEER)
def call_me() -> Response:
    """Ask to be called, from the page where one would rather speak."""
    subject = request.form.get("sujet", "")
    back = safe_path(request.form.get("retour")) or ""
    if not person().phone:
        return go("caseloads.my_number", sujet=subject[:20], retour=back or None)
    calls.ask(person(), subject, by=me())
    tell(promise(person()))
    return Response(status=303, headers={"Location": back or url_for("desks.mine")})


def promise(who: Account) -> str:
    """Say who calls, where, and when."""
    referent = queries.referent_of(who.id)
    caller = referent.full_name if referent else current_app.config["SETTINGS"].service_name
    return _(
        "C’est noté. %(caller)s vous appelle au %(spoken)s, sous deux jours.",
        caller=caller,
        spoken=spoken(who.phone or ""),
    )


@blueprint.route("/appelez-moi/numero", methods=["GET", "POST"])
@only(Role.VOLUNTEER)
def my_number() -> Response | str:
    """Ask for the number first, when none is known."""
    form = NumberForm(data={"phone": person().phone})
    if form.submitted():
        who = person()
        contact = Contact(who.first_name, form.phone.data, who.preferred_channel)
        change_contact(who, contact, by=me())
        calls.ask(who, request.args.get("sujet", ""), by=me())
        tell(promise(who))
        return Response(status=303, headers={"Location": wanted_back()})
    return render_template("caseloads/my_number.html", form=form, back_url=wanted_back())


def wanted_back() -> str:
    """Give the page where one was."""
    return safe_path(request.args.get("retour")) or url_for("desks.mine")


@blueprint.post("/appelez-moi/<token>/annuler")
@only(Role.VOLUNTEER)
def drop_call(token: str) -> Response:
    """No longer wait for the call."""
    calls.drop(calls.find_own(token, person()), by=me())
    tell(_("C’est noté. Vous pouvez répondre ici quand vous voulez."))
    return go("desks.mine")


@blueprint.post("/referent/appels/<token>/fait")
@only(Role.REFERENT)
def call_made(token: str) -> Response:
    """Note that the call was made."""
    calls.note_done(calls.find(token, seen_by=me()), by=me())
    tell("C’est noté : l’appel est fait.")
    return go("desks.referent")


@blueprint.post("/referent/appels/<token>/annuler")
@only(Role.REFERENT)
def undo_call(token: str) -> Response:
    """Put the call back among those to make."""
    minutes = current_app.config["SETTINGS"].undo_minutes
    calls.undo(calls.find(token, seen_by=me()), minutes, by=me())
    tell("C’est annulé : l’appel est de nouveau à faire.")
    return go("desks.referent")
