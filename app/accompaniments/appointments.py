"""Pages of interviews: planned, moved, noted in one short form, taken back."""

from datetime import date

from flask import current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response
from wtforms import Field

from app import clock
from app.accompaniments import agenda, interviews, queries, undoing
from app.accompaniments.interview_forms import (
    NotesForm,
    ReportForm,
    UnplannedForm,
    plan_form,
)
from app.accompaniments.models import Interview
from app.accompaniments.views import FILE, blueprint, found
from app.accounts.models import Account
from app.letters.models import Channel
from app.web import go, me, only, tell

TAKEN = "Il y a déjà un rendez-vous ou un entretien ce jour-là."
ONE = f"{FILE}/entretiens/<interview>"


@blueprint.get(f"{FILE}/entretiens")
@only("referent")
def meetings(token: str) -> str:
    """List the interviews with a person, latest first."""
    person = found(token)
    listed = queries.interviews_of(person)
    return render_template(
        "accompaniments/interviews.html",
        person=person,
        standing=agenda.standing(person),
        interviews=listed,
        attempts=queries.attempts_of(person),
        undoable={i.id for i in listed if i.recorded_at and undoing.may_undo(i)},
        minutes=current_app.config["SETTINGS"].undo_minutes,
        today=clock.today(),
    )


@blueprint.route(f"{FILE}/entretiens/prevoir", methods=["GET", "POST"])
@only("referent")
def plan_meeting(token: str) -> str | Response:
    """Plan an interview."""
    person = found(token)
    form = plan_form(place=queries.usual_place(person, me()))
    if form.submitted() and _is_free(form.day, person):
        interviews.plan(person, form.plan(), by=me())
        tell(f"Le rendez-vous est prévu. {_told_how(person)}")
        return go(".meetings", token=token)
    return render_template("accompaniments/plan.html", person=person, form=form, interview=None)


def _told_how(person: Account) -> str:
    """Say how the person hears of it."""
    if person.channel == Channel.PAPER:
        return "Dans dix minutes, sa lettre est à imprimer, dans « Lettres à remettre »."
    return "La personne reçoit un mot dans dix minutes."


@blueprint.route(f"{FILE}/entretiens/noter", methods=["GET", "POST"])
@only("referent")
def note_meeting(token: str) -> str | Response:
    """Note an interview, planned that day or not."""
    person = found(token)
    form = UnplannedForm(**_known(person))
    if form.submitted() and _is_new(form, person) and form.on.data is not None:
        interviews.report_unplanned(person, form.on.data, form.report(), by=me())
        return _noted(token, form)
    return _record_page(person, form, None)


def _is_new(form: UnplannedForm, person: Account) -> bool:
    """Refuse, beside its field, a day that is told of already, or one that is not free."""
    told = form.on.data and queries.on_day(person, form.on.data, "held")
    if told:
        form.on.errors = ["Un entretien est déjà noté pour ce jour."]
    return _goes_on(form, form.on.data, person) and not told


def _goes_on(
    form: ReportForm, day: date | None, person: Account, row: Interview | None = None
) -> bool:
    """Refuse, beside its field, a next meeting on the day of one that was held."""
    if day is not None and form.next_day.data == day and form.outcome.data == "held":
        form.next_day.errors = [TAKEN]
        return False
    return _is_free(form.next_day, person, row)


def _is_free(field: Field, person: Account, moved: Interview | None = None) -> bool:
    """Refuse, beside its field, a day when the person has another meeting."""
    if field.data is None:
        return True
    known = queries.on_day(person, field.data, "planned", "held")
    if known is None or known is moved:
        return True
    field.errors = [TAKEN]
    return False


def _known(person: Account, interview: Interview | None = None) -> dict[str, object]:
    """Give what the form of a report starts from."""
    episode = queries.open_episode(person)
    place = interview.place if interview else queries.usual_place(person, me())
    known: dict[str, object] = {"next_place": place}
    if episode is not None:
        known.update(next_step=episode.next_step, next_step_on=episode.next_step_on)
    if interview is not None:
        known["mode"] = interview.mode
    return known


def _record_page(person: Account, form: ReportForm, interview: Interview | None) -> str:
    return render_template(
        "accompaniments/record.html",
        person=person,
        form=form,
        interview=interview,
        standing=agenda.standing(person),
        today=clock.today(),
    )


def _noted(token: str, form: ReportForm) -> Response:
    tell(interviews.STEPS[form.outcome.data].done)
    return go(".meetings", token=token)


def _met(token: str, interview: str) -> tuple[Account, Interview]:
    """Give the person and the interview of the address."""
    person = found(token)
    row = queries.find_interview(interview, seen_by=me())
    if row.volunteer_id != person.id:
        raise NotFound
    return person, row


@blueprint.route(ONE, methods=["GET", "POST"])
@only("referent")
def meeting(token: str, interview: str) -> str | Response:
    """Show one interview, and note it when its day has come."""
    person, row = _met(token, interview)
    if row.state != "planned" or row.on > clock.today():
        return render_template(
            "accompaniments/interview.html",
            person=person,
            interview=row,
            may_undo=undoing.may_undo(row),
            may_rewrite=interviews.may_rewrite(row, me()),
        )
    form = ReportForm(**_known(person, row))
    if form.submitted() and _goes_on(form, row.on, person, row):
        interviews.report(row, form.report(), by=me())
        return _noted(token, form)
    return _record_page(person, form, row)


@blueprint.route(f"{ONE}/deplacer", methods=["GET", "POST"])
@only("referent")
def move_meeting(token: str, interview: str) -> str | Response:
    """Change the day, the hour or the place."""
    person, row = _met(token, interview)
    form = plan_form(row)
    if form.submitted() and _is_free(form.day, person, row):
        interviews.move(row, form.plan(), by=me())
        tell(f"Le rendez-vous est changé. {_told_how(person)}")
        return go(".meetings", token=token)
    return render_template("accompaniments/plan.html", person=person, form=form, interview=row)


@blueprint.route(f"{ONE}/notes", methods=["GET", "POST"])
@only("referent")
def rewrite_notes(token: str, interview: str) -> str | Response:
    """Correct one's own notes, on their day."""
    person, row = _met(token, interview)
    form = NotesForm(obj=row)
    if not form.submitted():
        return render_template("accompaniments/notes_of.html", person=person, form=form)
    interviews.rewrite_notes(row, form.notes.data or "", by=me())
    tell("Vos notes sont changées.")
    return go(".meeting", token=token, interview=interview)


@blueprint.post(f"{ONE}/annuler")
@only("referent")
def cancel_meeting(token: str, interview: str) -> Response:
    """Call an interview off."""
    row = _met(token, interview)[1]
    interviews.cancel(row, by=me())
    tell(interviews.STEPS["cancelled"].done)
    return go(".meetings", token=token)


@blueprint.post(f"{ONE}/excuse")
@only("referent")
def excuse_meeting(token: str, interview: str) -> Response:
    """Note that the person gave notice."""
    row = _met(token, interview)[1]
    interviews.report(row, interviews.Report("excused", row.mode), by=me())
    tell(interviews.STEPS["excused"].done)
    return go(".meetings", token=token)


@blueprint.post(f"{ONE}/revenir")
@only("referent")
def undo_meeting(token: str, interview: str) -> Response:
    """Take back what was just noted."""
    row = _met(token, interview)[1]
    undoing.undo(row, by=me())
    tell("C’est annulé. Rien n’est parti.")
    return go(".meetings", token=token)


@blueprint.get(f"{ONE}/<_act>")
@only("referent")
def back_to_meeting(token: str, interview: str, _act: str) -> Response:
    """Lead back to an interview from the address of an act, after a conflict or a reload."""
    return go(".meeting", token=token, interview=interview)
