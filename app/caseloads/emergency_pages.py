"""« Accès exceptionnel »: by exact name, with a reason; and the list that the pilote reads."""

from flask import render_template
from werkzeug.wrappers import Response

from app.accounts import sessions, throttle
from app.accounts.models import Role
from app.caseloads import emergency, queries
from app.caseloads.relay_forms import EmergencyForm
from app.caseloads.views import blueprint
from app.phrases import after
from app.web import go, me, only, tell

NOBODY = "Nous n’avons ouvert aucun dossier : le prénom et le nom doivent être exacts."


@blueprint.route("/referent/acces-exceptionnel", methods=["GET", "POST"])
@only(Role.REFERENT)
def emergency_access() -> Response | str:
    """Open the file of someone followed elsewhere, by name, for a reason."""
    form = EmergencyForm()
    if form.submitted():
        throttle.knock(throttle.name_key(me().id))
        code = form.commune.data.code if form.commune.data else None
        person = emergency.named(form.first_name.data, form.last_name.data, code)
        if person is not None:
            if queries.mediates(me(), person.id):
                tell(f"{person.first_name} est déjà dans votre liste.")
                return go("desks.person", token=person.token)
            access = emergency.start(person, form.reason.data, by=me())
            sessions.rotate(me())
            tell(f"Le dossier {after(person.first_name, 'de')} est ouvert pour deux heures.")
            return go("desks.opened_file", token=access.token)
        form.form_errors.append(NOBODY)
    return render_template(
        "caseloads/emergency.html", form=form, accesses=emergency.open_now(me())
    )  # fmt: skip


@blueprint.get("/pilotage/acces-exceptionnels")
@only(Role.PILOT)
def emergency_accesses() -> str:
    """List who opened a file that was not theirs, and why."""
    return render_template("caseloads/emergency_accesses.html", accesses=emergency.latest())
