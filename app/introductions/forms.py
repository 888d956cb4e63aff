"""What each side fills in about an introduction."""

from datetime import datetime, time, timedelta
from typing import Any

from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app import clock
from app.forms import Form, Required
from app.introductions.meetings import Meeting
from app.introductions.models import Introduction, Refusal, SetAside

HORIZON = timedelta(days=366)


class ReleaseForm(Form):
    """What the association may read, item by item, and one's own words."""

    released = SelectMultipleField("Ce que l’association va lire, avec votre prénom")
    words = TextAreaField(
        "Ce que vous voulez lui dire",
        validators=[Length(max=1000)],
        description="Par exemple : pourquoi cette mission vous plaît.",
    )

    def offer(self, choices: list[tuple[str, str]], ticked: tuple[str, ...]) -> None:
        """Set what may be ticked, and what is ticked before anyone chooses."""
        self.released.choices = choices
        if not self.is_submitted():
            self.released.data = [code for code, _ in choices if code in ticked]
        elif not isinstance(self.released.data, list):
            self.released.data = []


class SuggestForm(Form):
    """A word to the person about the mission proposed to them."""

    proposal = TextAreaField(
        "Un mot pour la personne",
        validators=[Length(max=1000)],
        description="Pourquoi avez-vous pensé à elle ? Elle seule lit ce mot.",
    )


class ApproveForm(Form):
    """A word that goes with the request."""

    word = TextAreaField(
        "Un mot pour accompagner la demande",
        validators=[Length(max=1000)],
        description="L’association et la personne le lisent. Rien sur la situation de la personne.",
    )


class SetAsideForm(Form):
    """Why not, for the record, and what the person reads."""

    reason = RadioField(
        "Pourquoi ?",
        choices=[c for c in SetAside.choices() if c[0] != SetAside.MISSION_CLOSED],
        validators=[InputRequired("Choisissez une raison.")],
    )
    sentence = TextAreaField(
        "La phrase que la personne va lire",
        validators=[Required("Écrivez une phrase pour la personne."), Length(max=1000)],
    )


class AcceptForm(Form):
    """A word of welcome."""

    welcome = TextAreaField(
        "Un mot pour la personne",
        validators=[Length(max=1000)],
        description="Par exemple : nous sommes contents de vous rencontrer.",
    )


class DeclineForm(Form):
    """Why not: a closed list, never about the person."""

    refusal = RadioField(
        "Pourquoi ?",
        choices=Refusal.choices(),
        validators=[InputRequired("Choisissez une raison.")],
    )


class MeetingForm(Form):
    """When, where, whom to ask for."""

    day = DateField(
        "Le jour",
        validators=[InputRequired("Choisissez un jour.")],
        description="Par exemple : 24/11/2026.",
        format=["%Y-%m-%d", "%d/%m/%Y"],
    )
    hour = TimeField(
        "L’heure",
        validators=[InputRequired("Choisissez une heure.")],
        description="Par exemple : 14:30.",
        format=["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh"],
    )
    place = StringField(
        "Le lieu, avec l’adresse",
        validators=[Required("Écrivez où l’on se retrouve."), Length(max=200)],
    )
    ask_for = StringField("Qui demander en arrivant", validators=[Length(max=80)])
    note = TextAreaField("Ce qu’il est bon de savoir", validators=[Optional(), Length(max=500)])

    def validate_day(self, field: Field) -> None:
        """Refuse a day that is past or too far."""
        if field.data < clock.today():
            raise ValidationError("Ce jour est passé. Choisissez un jour à venir.")
        if field.data > clock.today() + HORIZON:
            raise ValidationError("Ce jour est dans plus d’un an. Vérifiez l’année.")

    def validate_hour(self, _field: Field) -> None:
        """Refuse an hour of today that is past."""
        if self.day.data == clock.today() and self.moment() <= clock.now():
            raise ValidationError("Cette heure est passée. Choisissez une heure à venir.")

    def moment(self) -> datetime:
        """Give the moment of the meeting."""
        hour: time = self.hour.data
        return clock.from_paris(self.day.data, hour.hour, hour.minute)

    def meeting(self) -> Meeting:
        """Give the meeting as it was filled in."""
        return Meeting(
            self.moment(), self.place.data, self.ask_for.data or "", self.note.data or ""
        )


def meeting_form(introduction: Introduction, **given: Any) -> MeetingForm:
    """Give the form of a meeting, filled with the one that is planned, or with what is known."""
    if introduction.meeting_at is None:
        return MeetingForm(place=introduction.mission.place_detail, **given)
    local = clock.in_paris(introduction.meeting_at)
    return MeetingForm(
        day=local.date(),
        hour=local.time().replace(second=0, microsecond=0),
        place=introduction.meeting_place,
        ask_for=introduction.meeting_with,
        note=introduction.meeting_note,
        **given,
    )


class WishForm(Form):
    """Another moment that would suit."""

    wish = TextAreaField(
        "Quand pouvez-vous venir ?",
        validators=[Required("Écrivez un jour ou une heure qui vous va."), Length(max=500)],
        description="Par exemple : plutôt le jeudi matin.",
    )
