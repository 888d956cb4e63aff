"""Pages where a référent writes down needs, notes, tries at contact and activities."""

from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accompaniments import forms, notebook, queries, rules
from app.accompaniments.models import Note
from app.accompaniments.views import FILE, blueprint, found
from app.accompaniments.words import ActivityKind, BarrierTheme
from app.accounts.models import Account
from app.web import go, me, only, tell


@blueprint.route(f"{FILE}/besoins", methods=["GET", "POST"])
@only("referent")
def needs(token: str) -> str | Response:
    """List what a person needs, and add one."""
    person = found(token)
    form = forms.need_form()
    if form.submitted():
        notebook.add_need(person, form.wanted(), by=me())
        tell("Le besoin est noté.")
        return go(".needs", token=token)
    return render_template(
        "accompaniments/needs.html",
        person=person,
        needs=queries.barriers_of(person),
        themes=dict(BarrierTheme.choices()),
        form=form,
    )


@blueprint.route(f"{FILE}/besoins/<need>", methods=["GET", "POST"])
@only("referent")
def need(token: str, need: str) -> str | Response:
    """Say where the action on a need is."""
    person = found(token)
    row = queries.find_barrier(need, seen_by=me())
    _belongs(row, person)
    form = forms.need_form(row)
    if form.submitted():
        notebook.change_need(row, form.wanted(), by=me())
        tell("Le besoin est à jour.")
        return go(".needs", token=token)
    return render_template("accompaniments/need.html", person=person, need=row, form=form)


def _belongs(row: Any, person: Account) -> None:
    if row.volunteer_id != person.id:
        raise NotFound


@blueprint.route(f"{FILE}/notes", methods=["GET", "POST"])
@only("referent")
def notes(token: str) -> str | Response:
    """List the notes about a person, and write one."""
    person = found(token)
    form = forms.NoteForm()
    if form.submitted():
        notebook.write_note(person, form.note.data or "", by=me())
        tell("Votre note est gardée.")
        return go(".notes", token=token)
    rows = queries.notes_of(person)
    return render_template(
        "accompaniments/notes.html",
        person=person,
        notes=rows,
        mine={note.id for note in rows if notebook.may_change(note, me())},
        form=form,
    )


@blueprint.route(f"{FILE}/notes/<note>", methods=["GET", "POST"])
@only("referent")
def note(token: str, note: str) -> str | Response:
    """Correct one's own note, on its day."""
    person, row = _note(token, note)
    form = forms.NoteForm(note=row.words)
    if form.submitted():
        notebook.rewrite_note(row, form.note.data or "", by=me())
        tell("Votre note est changée.")
        return go(".notes", token=token)
    if not notebook.may_change(row, me()):
        return go(".notes", token=token)
    return render_template("accompaniments/note.html", person=person, note=row, form=form)


@blueprint.post(f"{FILE}/notes/<note>/effacer")
@only("referent")
def erase_note(token: str, note: str) -> Response:
    """Take one's own note away, on its day."""
    notebook.erase_note(_note(token, note)[1], by=me())
    tell("Votre note est effacée.")
    return go(".notes", token=token)


@blueprint.get(f"{FILE}/notes/<_note>/effacer")
@only("referent")
def back_to_notes(token: str, _note: str) -> Response:
    """Lead back to the notes from the address of an act."""
    return go(".notes", token=token)


def _note(token: str, note: str) -> tuple[Account, Note]:
    person = found(token)
    row = queries.find_note(note, seen_by=me())
    _belongs(row, person)
    return person, row


@blueprint.route(f"{FILE}/contacts", methods=["GET", "POST"])
@only("referent")
def attempts(token: str) -> str | Response:
    """List the tries at reaching a person, and note one."""
    person = found(token)
    form = forms.AttemptForm()
    if form.submitted() and form.on.data is not None:
        notebook.note_attempt(person, form.on.data, form.mode.data, by=me())
        tell("L’essai de contact est noté.")
        return go(".attempts", token=token)
    return render_template(
        "accompaniments/attempts.html",
        person=person,
        attempts=queries.attempts_of(person),
        ways=dict(forms.TRIED),
        form=form,
    )


@blueprint.route(f"{FILE}/reprise", methods=["GET", "POST"])
@only("referent")
def activities(token: str) -> str | Response:
    """List the jobs and activities a person started, and note one."""
    person = found(token)
    form = forms.ActivityForm()
    rows = queries.activities_of(person)
    if form.submitted() and form.started_on.data is not None:
        kind, on = form.kind.data, form.started_on.data
        if (kind, on) not in {(a.kind, a.started_on) for a in rows}:
            notebook.start_activity(person, kind, on, by=me())
            tell("Le début d’activité est noté.")
            return go(".activities", token=token)
        form.started_on.errors = ["Ce début est déjà noté."]
    return render_template(
        "accompaniments/activities.html",
        person=person,
        activities=rows,
        kinds=dict(ActivityKind.choices()),
        counted=rules.counted_kinds(),
        today=clock.today(),
        form=form,
    )


@blueprint.post(f"{FILE}/reprise/<activity>/effacer")
@only("referent")
def erase_activity(token: str, activity: str) -> Response:
    """Take away an activity noted by mistake."""
    row = queries.find_activity(activity, seen_by=me())
    _belongs(row, found(token))
    notebook.erase_activity(row, by=me())
    tell("Ce début d’activité est effacé.")
    return go(".activities", token=token)


@blueprint.get(f"{FILE}/reprise/<_activity>/effacer")
@only("referent")
def back_to_activities(token: str, _activity: str) -> Response:
    """Lead back to the activities from the address of an act."""
    return go(".activities", token=token)
