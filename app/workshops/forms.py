"""What a référent writes about an atelier, its dates, and who comes."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, ValidationError

from app import clock
from app.caseloads.models import Operator, Programme
from app.extensions import new_token
from app.forms import DateField, Form, IntegerField, RadioField, Required
from app.introductions.forms import HourField
from app.neutral import Neutral
from app.territories.models import Territory
from app.workshops.models import Kind, Session, Workshop
from app.workshops.planning import Facts, Slot, at, every_week

HORIZON = timedelta(days=366)
MOST = 500
WEEKS = 26
OPEN, CLOSED = "open", "closed"


class WorkshopForm(Form):
    """What the group does, and who may come."""

    kind = RadioField(
        "Ce que c’est", choices=Kind.choices(), validators=[Required("Choisissez une réponse.")]
    )
    title = StringField(
        "Titre",
        [Required("Écrivez un titre."), Length(max=120), Neutral()],
        description="Par exemple\u00a0: Découvrir les associations du quartier.",
    )
    about = TextAreaField(
        "Ce qu’on y fait",
        [Length(max=2000), Neutral()],
        description="Avec des mots simples\u00a0: les personnes le lisent.",
    )
    speaker = StringField(
        "Intervenant extérieur",
        [Length(max=120), Neutral()],
        description="Son nom, et d’où il vient.",
    )
    territory = SelectField("Territoire", validate_choice=True)
    opening = RadioField(
        "Qui inscrit\u00a0?",
        choices=[
            (OPEN, "Les personnes elles-mêmes, ou leur référent"),
            (CLOSED, "Le référent seulement"),
        ],
        default=OPEN,
        validators=[Required("Choisissez une réponse.")],
    )
    joined = SelectMultipleField(
        "Opérateurs qui portent l’action avec vous",
        description="Le vôtre en fait toujours partie.",
    )
    programme = SelectField("Action du Département", validate_choice=True)
    once = HiddenField(default=new_token)

    def offer(
        self,
        territories: Sequence[Territory],
        operators: Sequence[Operator],
        programmes: Sequence[Programme],
    ) -> None:
        """Set what may be chosen."""
        self._territories = {one.token: one for one in territories}
        self._operators = {one.token: one for one in operators}
        self._programmes = {one.token: one for one in programmes}
        self.territory.choices = [SelectChoice("", "Tout le département"), *_named(territories)]
        self.joined.choices = _named(operators)
        self.programme.validate_choice = bool(programmes)
        self.programme.choices = [SelectChoice("", "Aucune"), *_named(programmes)]

    def facts(self) -> Facts:
        """Give the workshop as it was filled in."""
        territory = self._territories.get(self.territory.data)
        programme = self._programmes.get(self.programme.data)
        return Facts(
            kind=self.kind.data,
            title=self.title.data or "",
            about=self.about.data or "",
            speaker=self.speaker.data or "",
            programme_id=programme.id if programme else None,
            territory_id=territory.id if territory else None,
            is_open=self.opening.data == OPEN,
            operators=[self._operators[token] for token in self.joined.data or []],
        )


def _named(things: Sequence[Any]) -> list[SelectChoice]:
    return [SelectChoice(one.token, one.name) for one in things]


def written(workshop: Workshop) -> dict[str, Any]:
    """Give what the form shows of a workshop that exists."""
    return {
        "kind": workshop.kind,
        "title": workshop.title,
        "about": workshop.about,
        "speaker": workshop.speaker,
        "territory": workshop.territory.token if workshop.territory else "",
        "programme": workshop.programme.token if workshop.programme else "",
        "opening": OPEN if workshop.is_open else CLOSED,
        "joined": [one.token for one in workshop.operators],
    }


class SlotForm(Form):
    """One date: when, where, for how many."""

    day = DateField("Le jour", [Required("Choisissez un jour.")], description="24/11/2026")
    starts = HourField("De", [Required("Écrivez l’heure du début.")], description="9 h 30")
    ends = HourField("À", [Required("Écrivez l’heure de la fin.")], description="11 h 30")
    place = StringField(
        "Le lieu, avec l’adresse", [Required("Écrivez où l’on se retrouve."), Length(max=200),
                                    Neutral()],
    )  # fmt: skip
    capacity = IntegerField(
        "Nombre de places",
        [Required("Écrivez combien de personnes peuvent venir."), NumberRange(min=1, max=MOST)],
        default=12,
        render_kw={"inputmode": "numeric", "class": "short"},
    )

    def validate_day(self, field: Field) -> None:
        """Refuse a day too far, on either side: it is a slip of the pen."""
        if abs(field.data - clock.today()) > HORIZON:
            raise ValidationError("Ce jour est à plus d’un an d’ici. Vérifiez l’année.")

    def validate_ends(self, field: Field) -> None:
        """Refuse to end before the start."""
        if isinstance(self.starts.data, time) and field.data <= self.starts.data:
            raise ValidationError("La fin vient après le début.")

    def slot(self) -> Slot:
        """Give the date as it was filled in."""
        day, starts, ends = self.day.data, self.starts.data, self.ends.data
        assert day is not None  # noqa: S101 - asked for once all is filled in
        assert starts is not None  # noqa: S101
        assert ends is not None  # noqa: S101
        return Slot(
            at(day, starts), at(day, ends), self.place.data or "", int(self.capacity.data or 1)
        )


class SeriesForm(SlotForm):
    """One date, or the same day and hour for some weeks."""

    weeks = IntegerField(
        "Combien de semaines de suite\u00a0?",
        [Required("Écrivez un nombre de semaines."), NumberRange(min=1, max=WEEKS)],
        default=1,
        description="1 pour une seule séance. 4 pour chaque mardi pendant 4 semaines.",
        render_kw={"inputmode": "numeric", "class": "short"},
    )

    def slots(self) -> list[Slot]:
        """Give every date."""
        return every_week(self.slot(), int(self.weeks.data or 1))


class NewWorkshopForm(WorkshopForm, SeriesForm):
    """A workshop and its first dates."""


def dated(session: Session) -> dict[str, Any]:
    """Give what the form shows of a session that exists."""
    starts, ends = clock.in_paris(session.starts_at), clock.in_paris(session.ends_at)
    return {
        "day": starts.date(),
        "starts": starts.time().replace(second=0, microsecond=0),
        "ends": ends.time().replace(second=0, microsecond=0),
        "place": session.place,
        "capacity": session.capacity,
    }


class EnrolForm(Form):
    """Which of one’s own people to enrol, in this session or in all of them."""

    people = SelectMultipleField(
        "Qui inscrire\u00a0?", validators=[Required("Cochez au moins une personne.")]
    )
    all_dates = BooleanField("À toutes les séances à venir")


class PartnerForm(Form):
    """An association to look for by its name."""

    class Meta(Form.Meta):
        """A search changes nothing: it needs no token."""

        csrf = False

    nom = StringField("Nom de l’association", [Length(max=120)])


class RollForm(Form):
    """Who came: one answer a person, made for each session by ``roll_form``."""

    came_too = SelectMultipleField("Quelqu’un d’autre est venu\u00a0?")
    guests = IntegerField(
        "Autres personnes venues",
        [NumberRange(min=0, max=MOST)],
        default=0,
        description="Un nombre, sans nom\u00a0: voisins, amis, bénévoles de l’association.",
        render_kw={"inputmode": "numeric", "class": "short"},
    )
    version = HiddenField()
