"""What a référent fills in about an accompaniment: its start, pauses, next step, needs, notes."""

from datetime import timedelta

from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app import clock
from app.accompaniments.actions import Start
from app.accompaniments.models import Barrier, Episode
from app.accompaniments.notebook import Need
from app.accompaniments.shared_form import SharedForm
from app.accompaniments.words import (
    ActivityKind,
    BarrierStatus,
    BarrierTheme,
    Pathway,
    SuspensionReason,
)
from app.caseloads.models import Programme
from app.forms import DateField, Form, Free, RadioField, Required

NOTES = 2000
AHEAD = timedelta(days=366)
FACTS = (
    "Des faits utiles à la suite, sans avis. Rien sur la santé, la justice, les papiers, "
    "l’origine ou la religion. La personne peut demander à lire."
)
TRIED = [
    ("phone", "Par téléphone"),
    ("sms", "Par message court"),
    ("email", "Par e-mail"),
    ("letter", "Par lettre"),
    ("visit", "En passant la voir"),
]


class WayForm(SharedForm):
    """On which way someone is, and within which action."""

    pathway = SelectField(
        "Parcours", choices=[("", "À préciser"), *Pathway.choices()], validators=[], default=""
    )
    programme = SelectField("Action du département", validators=[], default="")

    def offer(self, programmes: list[Programme]) -> None:
        """Set the actions one may choose."""
        choices = [SelectChoice(p.token, p.name) for p in programmes]
        self.programme.choices = [SelectChoice("", "Aucune"), *choices]

    def fill(self, episode: Episode, programmes: list[Programme]) -> None:
        """Show the way of today."""
        self.pathway.data = episode.pathway or ""
        self.compare(episode, programmes)
        named = [p.token for p in programmes if p.id == episode.programme_id]
        self.programme.data = named[0] if named else ""

    def compare(self, episode: Episode, programmes: list[Programme]) -> None:
        """Notice that somebody else said so meanwhile."""
        action = next((p.name for p in programmes if p.id == episode.programme_id), "")
        self.about(Pathway.said(episode.pathway), action)

    def way(self) -> tuple[str | None, str | None]:
        """Give the way and the token of the action, None where nothing was chosen."""
        return self.pathway.data or None, self.programme.data or None


class StartForm(WayForm):
    """From which day, on which way."""

    on = DateField(
        "Premier jour de l’accompagnement",
        validators=[Required("Choisissez le premier jour.")],
        default=clock.today,
    )

    def start(self, programme_id: int | None) -> Start:
        """Give the start as it was filled in."""
        assert self.on.data is not None  # noqa: S101 - asked for once it is filled in
        return Start(self.on.data, self.way()[0], programme_id)


class PauseForm(Form):
    """From which day it waits, and why, in one word."""

    since = DateField(
        "La pause commence le", validators=[Required("Choisissez un jour.")], default=clock.today
    )
    reason = RadioField(
        "Pourquoi ?",
        choices=SuspensionReason.choices(),
        validators=[InputRequired("Choisissez une raison.")],
    )


class ResumeForm(Form):
    """From which day it goes on."""

    on = DateField(
        "L’accompagnement reprend le",
        validators=[Required("Choisissez un jour.")],
        default=clock.today,
    )

    def validate_on(self, field: Field) -> None:
        """Refuse a day to come."""
        not_to_come(field)


def not_to_come(field: Field) -> None:
    """Refuse a day that has not come yet."""
    if field.data is not None and field.data > clock.today():
        raise ValidationError("Ce jour n’est pas encore arrivé.")


class NextStepForm(SharedForm):
    """What comes next, and by when."""

    next_step = StringField(
        "La prochaine étape",
        validators=[Length(max=300)],
        description="Une seule, concrète. Par exemple : visiter le jardin avec elle.",
    )
    next_step_on = DateField("Pour quand", validators=[])

    def validate_next_step_on(self, field: Field) -> None:
        """Refuse a day too far."""
        near(field)


def near(field: Field) -> None:
    """Refuse a day more than a year away, either side."""
    if field.data is not None and abs(field.data - clock.today()) > AHEAD:
        raise ValidationError("Ce jour est à plus d’un an d’ici. Vérifiez l’année.")


class NeedForm(SharedForm):
    """What a person needs, never the cause."""

    theme = SelectField(
        "Thème",
        choices=[("", "Choisissez"), *BarrierTheme.choices()],
        validators=[Required("Choisissez un thème.")],
    )
    need = StringField(
        "Ce dont la personne a besoin",
        validators=[Required("Écrivez ce dont la personne a besoin."), Length(max=200)],
        description="Le besoin, jamais la cause. Par exemple : ne pas porter plus de 5 kg.",
    )
    action = StringField(
        "Ce qu’on fait",
        validators=[Length(max=200)],
        description="Par exemple : demander l’aide au permis.",
    )
    progress = SelectField(
        "Où en est-on ?", choices=BarrierStatus.choices(), default="open", validators=[Free()]
    )

    def wanted(self) -> Need:
        """Give the need as it was filled in."""
        return Need(
            self.theme.data, self.need.data or "", self.action.data or "", self.progress.data
        )


def need_form(row: Barrier | None = None) -> NeedForm:
    """Give the form of a need, filled with one that is known."""
    form = NeedForm(obj=row, progress=row.status if row else "open")
    if row is None:
        return form
    return form.about(row.need, row.action, BarrierStatus.said(row.status))


class NoteForm(Form):
    """A few words for oneself and whoever takes over."""

    note = TextAreaField(
        "Votre note",
        validators=[Required("Écrivez quelques mots."), Length(max=NOTES)],
        description=FACTS,
        render_kw={"rows": 5},
    )


class AttemptForm(Form):
    """A try at reaching someone, without an answer."""

    on = DateField("Quel jour ?", validators=[Required("Choisissez un jour.")], default=clock.today)
    mode = RadioField(
        "Comment ?", choices=TRIED, validators=[InputRequired("Choisissez une réponse.")]
    )

    def validate_on(self, field: Field) -> None:
        """Refuse a day to come, or a year that is wrong."""
        not_to_come(field)
        near(field)


class ActivityForm(Form):
    """A job, or another activity, that starts."""

    kind = SelectField(
        "Quelle activité ?",
        choices=[("", "Choisissez"), *ActivityKind.choices()],
        validators=[Required("Choisissez une activité.")],
    )
    started_on = DateField(
        "Premier jour", validators=[Required("Choisissez le premier jour.")], default=clock.today
    )

    def validate_started_on(self, field: Field) -> None:
        """Refuse a start far ahead, and a year that is wrong."""
        if field.data > clock.today() + timedelta(days=31):
            raise ValidationError("Ce jour est dans plus d’un mois. Notez-le le moment venu.")
        if field.data < clock.today() - 10 * AHEAD:
            raise ValidationError("Ce jour est trop ancien. Vérifiez l’année.")
