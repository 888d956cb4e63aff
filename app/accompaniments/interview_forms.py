"""What a référent fills in about an interview: planning it, noting it in under a minute."""

from datetime import date, datetime
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app import clock
from app.accompaniments.forms import FACTS, NOTES, near, not_to_come
from app.accompaniments.interviews import Plan, Report
from app.accompaniments.models import Interview
from app.accompaniments.shared_form import SharedForm
from app.accompaniments.words import MeetingMode
from app.forms import DateField, Form, Free, RadioField, Required
from app.introductions.forms import HourField
from app.phrases import day, hour

OUTCOMES = [
    ("held", "L’entretien a eu lieu"),
    ("no_show", "La personne n’est pas venue"),
    ("excused", "La personne avait prévenu"),
]


class PlanForm(SharedForm):
    """The day, the hour, how and where."""

    day = DateField("Le jour", validators=[Required("Choisissez un jour.")])
    hour = HourField("L’heure", validators=[], description="Par exemple : 14 h 30.")
    mode = RadioField(
        "Comment ?",
        choices=MeetingMode.choices(),
        default=MeetingMode.IN_PERSON.value,
        validators=[InputRequired("Choisissez une réponse.")],
    )
    place = StringField(
        "Le lieu, avec l’adresse",
        validators=[Length(max=200)],
        description="La personne lit ce lieu. Choisissez des mots neutres.",
    )

    def validate_day(self, field: Field) -> None:
        """Refuse a day that is past or too far."""
        not_past(field)

    def validate_hour(self, field: Field) -> None:
        """Refuse an hour of today that is past."""
        hour_ahead(self.day.data, field)

    def validate_place(self, field: Field) -> None:
        """Ask where, when people meet face to face."""
        if self.mode.data == MeetingMode.IN_PERSON and not field.data:
            raise ValidationError("Écrivez où vous vous retrouvez.")

    def plan(self) -> Plan:
        """Give the interview as it was planned."""
        assert self.day.data is not None  # noqa: S101 - asked for once it is filled in
        at = _moment(self.day.data, self.hour.data)
        return Plan(self.day.data, self.mode.data, at, self.place.data or "")


def not_past(field: Field) -> None:
    """Refuse a day that is past or more than a year ahead."""
    near(field)
    if field.data is not None and field.data < clock.today():
        raise ValidationError("Ce jour est passé. Choisissez un jour à venir.")


def hour_ahead(day: date | None, field: Field) -> None:
    """Refuse an hour of today that is past."""
    if day != clock.today() or field.data is None:
        return
    if clock.from_paris(day, field.data.hour, field.data.minute) <= clock.now():
        raise ValidationError("Cette heure est passée. Choisissez une heure à venir.")


def _moment(day: date, hour: Any) -> datetime | None:
    return clock.from_paris(day, hour.hour, hour.minute) if hour is not None else None


def plan_form(interview: Interview | None = None, place: str = "") -> PlanForm:
    """Give the form of a plan, filled with the one there is, or with the usual place."""
    if interview is None:
        return PlanForm(place=place)
    at = clock.in_paris(interview.at) if interview.at else None
    form = PlanForm(
        day=interview.on,
        hour=at.time().replace(second=0, microsecond=0) if at else None,
        mode=interview.mode,
        place=interview.place,
    )
    return form.about(
        day(interview.on), at and hour(at), MeetingMode.said(interview.mode), interview.place
    )


class ReportForm(Form):
    """What came of it, a few facts, what comes next: everything but the first is free."""

    outcome = RadioField(
        "Que s’est-il passé ?",
        choices=OUTCOMES,
        default="held",
        validators=[InputRequired("Choisissez une réponse.")],
    )
    mode = RadioField(
        "Comment ?",
        choices=MeetingMode.choices(),
        default=MeetingMode.IN_PERSON.value,
        validators=[InputRequired("Choisissez une réponse.")],
    )
    notes = TextAreaField(
        "Vos notes",
        validators=[Free(), Length(max=NOTES)],
        description=FACTS,
        render_kw={"rows": 4},
    )
    next_step = StringField("La prochaine étape", validators=[Free(), Length(max=300)])
    next_step_on = DateField("Pour quand", validators=[Free()])
    next_day = DateField("Le prochain rendez-vous", validators=[Free()])
    next_hour = HourField("À quelle heure", validators=[Free()])
    next_place = StringField("Où", validators=[Free(), Length(max=200)])

    def validate_next_step_on(self, field: Field) -> None:
        """Refuse a year that is wrong."""
        near(field)

    def validate_next_day(self, field: Field) -> None:
        """Refuse a day that is past or too far."""
        not_past(field)

    def validate_next_hour(self, field: Field) -> None:
        """Refuse an hour that is past, or without its day."""
        if field.data is not None and self.next_day.data is None and not self.next_day.errors:
            raise ValidationError("Choisissez aussi le jour du prochain rendez-vous.")
        hour_ahead(self.next_day.data, field)

    def validate_next_place(self, field: Field) -> None:
        """Ask where, when the next meeting is face to face."""
        ahead = self.next_day.data is not None
        if ahead and self.mode.data == MeetingMode.IN_PERSON and not field.data:
            raise ValidationError("Écrivez où vous vous retrouvez.")

    def report(self) -> Report:
        """Give what was noted; the next meeting is held the same way."""
        following = None
        if self.next_day.data is not None:
            at = _moment(self.next_day.data, self.next_hour.data)
            following = Plan(self.next_day.data, self.mode.data, at, self.next_place.data or "")
        return Report(
            self.outcome.data,
            self.mode.data,
            self.notes.data or "",
            self.next_step.data or "",
            self.next_step_on.data,
            following,
        )


class UnplannedForm(ReportForm):
    """The same, for an interview that was not planned."""

    on = DateField("Le jour", validators=[Required("Choisissez un jour.")], default=clock.today)

    def validate_on(self, field: Field) -> None:
        """Refuse a day to come, or a year that is wrong."""
        not_to_come(field)
        near(field)


class NotesForm(Form):
    """One's own notes, corrected on their day."""

    notes = TextAreaField(
        "Vos notes", validators=[Length(max=NOTES)], description=FACTS, render_kw={"rows": 6}
    )
