"""One session: who enrols, changes, cancelling, who came."""

from flask import Response as FlaskResponse
from flask import render_template, request
from werkzeug.wrappers import Response

from app import phrases
from app.accompaniments.presence import going_on
from app.accounts.models import Role
from app.caseloads import queries as caseloads
from app.letters.models import public_url
from app.web import go, me, only, tell
from app.workshops import attending, calendar, enrolling, forms, pages, planning, queries, reading
from app.workshops.models import Enrolment, Session
from app.workshops.roll import Sheet
from app.workshops.views import blueprint

REFERENT = Role.REFERENT
BLANK_LINES = 4


@blueprint.get("/seances/<token>")
@only(REFERENT)
def session(token: str) -> str:
    """Show one session: when, where, who."""
    return pages.session(queries.find_session(token, seen_by=me()))


@blueprint.get("/seances/<token>/<path:_act>")
@only(REFERENT)
def back_to_session(token: str, _act: str) -> Response:
    """Lead back to the page from the address of an act, after a conflict or a reload."""
    return go(".session", token=token)


@blueprint.route("/seances/<token>/modifier", methods=["GET", "POST"])
@only(REFERENT)
def move(token: str) -> str | Response:
    """Change the date, the place or the number of places."""
    found = queries.find_session_run(token, by=me())
    form = forms.SlotForm(data=forms.dated(found))
    if form.submitted():
        told = planning.move(found, form.slot(), by=me())
        tell("C’est changé. Les personnes inscrites sont prévenues." if told else "C’est changé.")
        return go(".session", token=token)
    return render_template("workshops/move.html", form=form, session=found, workshop=found.workshop)


@blueprint.post("/seances/<token>/annuler")
@only(REFERENT)
def cancel(token: str) -> Response:
    """Cancel a session; the letters leave in a few minutes."""
    planning.cancel(queries.find_session_run(token, by=me()), by=me())
    tell("La séance est annulée. Les personnes inscrites vont être prévenues.")
    return go(".session", token=token)


@blueprint.post("/seances/<token>/retablir")
@only(REFERENT)
def restore(token: str) -> Response:
    """Take a cancelling back."""
    planning.restore(queries.find_session_run(token, by=me()), by=me())
    tell("La séance a lieu. Personne n’a été prévenu de l’annulation.")
    return go(".session", token=token)


@blueprint.post("/seances/<token>/inscrire")
@only(REFERENT)
def enrol_people(token: str) -> str | Response:
    """Enrol one or many of one’s own people at once."""
    found = queries.find_session(token, seen_by=me())
    form = pages.enrol_form(found)
    if not form.submitted():
        return pages.session(found, form)
    chosen = set(form.people.data or [])
    people = [one for one in going_on(me()) if one.token in chosen]
    every = [one for one in found.workshop.sessions if one.is_ahead]
    dates = every if form.all_dates.data and found in every else [found]
    tell(_enrolled(enrolling.enrol(dates, people, by=me())))
    return go(".session", token=token)


def _enrolled(made: list[Enrolment]) -> str:
    waiting = {one.volunteer_id for one in made if one.waiting}
    seated = {one.volunteer_id for one in made if not one.waiting}
    said = []
    if seated or not waiting:
        said.append(phrases.plural(len(seated), "personne inscrite", "personnes inscrites"))
    if waiting:
        said.append(f"{phrases.plural(len(waiting), 'personne')} sur la liste d’attente")
    told = " Chacune reçoit un message." if made else " Ces personnes étaient déjà inscrites."
    return f"{', '.join(said)}.{told}"


@blueprint.post("/seances/<token>/retirer/<person_token>")
@only(REFERENT)
def unenrol(token: str, person_token: str) -> Response:
    """Give back the place of one of one’s own people."""
    found = queries.find_session(token, seen_by=me())
    someone = caseloads.find_person(person_token, seen_by=me())
    enrolling.withdraw(reading.find_enrolment(found, someone), by=me())
    tell(f"La place de {someone.first_name} est rendue.")
    return go(".session", token=token)


@blueprint.route("/seances/<token>/presences", methods=["GET", "POST"])
@only(REFERENT)
def attendance(token: str) -> str | Response:
    """Say who came, for the whole group at once."""
    found = _to_call(token)
    if not found.has_come:
        return go(".session", token=token)
    sheet = Sheet(found)
    if not sheet.form.submitted():
        return sheet.draw()
    if sheet.is_stale:
        sheet.catch_up()
        return sheet.draw(meanwhile=True)
    attending.take(found, sheet.roll(), str(sheet.form.version.data), by=me())
    tell(_came(attending.rows_of(found)))
    return go(".attendance", token=token)


def _to_call(token: str) -> Session:
    """Find the session to call; who writes at the same moment waits for their turn."""
    found = queries.find_session_run(token, by=me())
    return enrolling.lock(found.id) if request.method == "POST" else found


def _came(rows: list[Enrolment]) -> str:
    present = sum(one.attendance == "present" for one in rows)
    left = sum(one.attendance is None and not one.waiting for one in rows)
    said = f"C’est noté : {present} {'présents' if present > 1 else 'présent'}."
    return f"{said} Il reste {left} à noter." if left else said


@blueprint.post("/seances/<token>/presences/tous")
@only(REFERENT)
def everyone_came(token: str) -> str | Response:
    """Say that all who had a place came; one corrects afterwards."""
    found = _to_call(token)
    sheet = Sheet(found)
    if sheet.is_stale:
        sheet.catch_up()
        return sheet.draw(meanwhile=True)
    attending.take(found, sheet.everyone(), str(sheet.form.version.data), by=me())
    tell(f"{_came(attending.rows_of(found))} Corrigez s’il le faut.")
    return go(".attendance", token=token)


@blueprint.get("/seances/<token>/presences/tous")
@only(REFERENT)
def back_to_attendance(token: str) -> Response:
    """Lead back to the roll."""
    return go(".attendance", token=token)


@blueprint.get("/seances/<token>/feuille")
@only(REFERENT)
def sheet_to_sign(token: str) -> str:
    """Print the sheet that people sign."""
    found = queries.find_session_run(token, by=me())
    rows = [one for one in attending.rows_of(found) if not one.waiting]
    return render_template(
        "workshops/sheet.html",
        session=found,
        workshop=found.workshop,
        rows=rows,
        names=reading.names_for(me(), [one.volunteer for one in rows]),
        blank_lines=BLANK_LINES,
    )


@blueprint.get("/seances/<token>/agenda")
@only(Role.VOLUNTEER, REFERENT)
def calendar_file(token: str) -> FlaskResponse:
    """Give a session for one’s own calendar."""
    at_work = me().role == REFERENT and me().acting_for is None
    found = (
        queries.find_session(token, seen_by=me())
        if at_work
        else queries.find_for_person(token, me().acting_for or me())
    )
    name, text = calendar.entry([found], public_url())
    answer = FlaskResponse(text, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer
