"""What each side fills in about an introduction."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import wtforms
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app import clock
from app.forms import DateField, Form, Required
from app.introductions.meetings import Meeting
from app.introductions.models import Introduction, Refusal, SetAside
from app.languages import _
from app.missions.models import Mission

HORIZON = timedelta(days=366)
KIND_NO = (
    "Cette mission n’est pas possible en ce moment. Ce n’est pas à cause de vous. "
    "On en cherche une autre ensemble."
)
HOUR = re.compile(r"(\d{1,2})\s*(?:[:h]\s*(\d{2})?(?::\d{2})?)?", re.ASCII)


class ReleaseForm(Form):
    """What the association may read, item by item, and one's own words."""

    released = SelectMultipleField(
        _("Cochez ce que l’association peut lire"),
        description=_(
            "Elle lit votre prénom dans tous les cas. Le reste, c’est vous qui choisissez."
        ),
    )
    own_words = TextAreaField(
        _("Ce que vous voulez lui dire"),
        validators=[Length(max=1000)],
        description=_("Par exemple : pourquoi cette mission vous plaît."),
    )

    def offer(self, choices: list[tuple[str, str]], ticked: tuple[str, ...]) -> None:
        """Set what may be ticked, and what is ticked before anyone chooses."""
        self.released.choices = [SelectChoice(code, words) for code, words in choices]
        if not self.is_submitted():
            self.released.data = [code for code, _ in choices if code in ticked]
        elif not isinstance(self.released.data, list):
            self.released.data = []


class SuggestForm(Form):
    """A word to the person about the mission proposed to them."""

    proposal = TextAreaField(
        "Un mot pour la personne",
        validators=[Length(max=1000)],
        description="Pourquoi avez-vous pensé à elle ? Elle seule lit ce mot.",
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
        "Pourquoi ?",
        choices=[c for c in SetAside.choices() if c[0] != SetAside.MISSION_CLOSED],
        validators=[InputRequired(_("Choisissez une raison."))],
    )
    sentence = TextAreaField(
        "La phrase que la personne va lire",
        validators=[Required("Écrivez une phrase pour la personne."), Length(max=1000)],
        default=KIND_NO,
        description="Proposée, à changer comme vous voulez.",
    )


class AcceptForm(Form):
    """A word of welcome."""

    welcome = TextAreaField(
        "Un mot pour la personne",
        validators=[Length(max=1000)],
        description="Par exemple : nous sommes contents de vous rencontrer.",
    )


class DeclineForm(Form):
    """Why not: a closed list, never about the person."""

    refusal = RadioField(
        "Pourquoi ?",
        choices=Refusal.choices(),
        validators=[InputRequired(_("Choisissez une raison."))],
    )


class HourField(wtforms.TimeField):
    """An hour, typed « 14 h 30 », « 9h » or as browsers send it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the hour; nothing written is no answer."""
        self.data = None
        typed = valuelist[0].strip().casefold() if valuelist else ""
        if not typed:
            return
        found = HOUR.fullmatch(typed)
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValueError("Écrivez l’heure ainsi : 14 h 30.")
        self.data = time(int(found[1]), int(found[2] or 0))


class MeetingForm(Form):
    """When, where, whom to ask for."""

    day = DateField(
        _("Le jour"),
        validators=[Required(_("Choisissez un jour."))],
        description=_("Par exemple : 24/11/2026."),
    )
    hour = HourField(
        _("L’heure"),
        validators=[Required(_("Choisissez une heure."))],
        description=_("Par exemple : 14 h 30."),
    )
    place = StringField(
        _("Le lieu, avec l’adresse"),
        validators=[Required(_("Écrivez où l’on se retrouve.")), Length(max=200)],
    )
    ask_for = StringField(_("Qui demander en arrivant"), validators=[Length(max=80)])
    note = TextAreaField(_("Ce qu’il est bon de savoir"), validators=[Length(max=500)])

    def validate_day(self, field: Field) -> None:
        """Refuse a day that is past or too far."""
        if field.data < clock.today():
            raise ValidationError(_("Ce jour est passé. Choisissez un jour à venir."))
        if field.data > clock.today() + HORIZON:
            raise ValidationError(_("Ce jour est dans plus d’un an. Vérifiez l’année."))

    def validate_hour(self, _field: Field) -> None:
        """Refuse an hour of today that is past."""
        if self.day.data == clock.today() and self.moment() <= clock.now():
            raise ValidationError(_("Cette heure est passée. Choisissez une heure à venir."))

    def moment(self) -> datetime:
        """Give the moment of the meeting."""
        day, hour = self.day.data, self.hour.data
        assert day is not None  # noqa: S101 - asked for once both are filled in
        assert hour is not None  # noqa: S101
        return clock.from_paris(day, hour.hour, hour.minute)

    def meeting(self) -> Meeting:
        """Give the meeting as it was filled in."""
        return Meeting(
            self.moment(), self.place.data, self.ask_for.data or "", self.note.data or ""
        )


def meeting_form(introduction: Introduction, **given: Any) -> MeetingForm:
    """Give the form of a meeting, filled with the one that is planned, or with what is known."""
    if introduction.meeting_at is None:
        return MeetingForm(place=_usual_place(introduction.mission), **given)
    local = clock.in_paris(introduction.meeting_at)
    return MeetingForm(
        day=local.date(),
        hour=local.time().replace(second=0, microsecond=0),
        place=introduction.meeting_place,
        ask_for=introduction.meeting_with,
        note=introduction.meeting_note,
        **given,
    )


def _usual_place(mission: Mission) -> str:
    """Give where the mission takes place, with its town unless the address says it."""
    town = mission.commune.name if mission.commune and not mission.remote else ""
    if town and town.casefold() in mission.place_detail.casefold():
        return mission.place_detail
    return ", ".join(part for part in (mission.place_detail, town) if part)


class WishForm(Form):
    """Another moment that would suit."""

    wish = TextAreaField(
        _("Quand pouvez-vous venir ?"),
        validators=[Required(_("Écrivez un jour ou une heure qui vous va.")), Length(max=500)],
        description=_("Par exemple : plutôt le jeudi matin."),
    )
