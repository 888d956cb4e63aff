"""What each side fills in about a placement."""

from datetime import date, timedelta

from wtforms import Field, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from app import clock, phrases
from app.forms import DateField, Form, HoursField, Required
from app.languages import _
from app.placements.actions import Beginning
from app.placements.models import Mood

MOST_IN_A_MONTH = 300


class BeginForm(Form):
    """When it starts, and whether it is a trial."""

    started_on = DateField(
        "Le premier jour", validators=[Required("Choisissez le premier jour.")], default=clock.today
    )
    how = RadioField(
        "Comment commencer ?",
        choices=[("trial", "Par un essai, pour voir"), ("active", "Directement")],
        default="trial",
        validators=[InputRequired("Choisissez une réponse.")],
    )

    def validate_started_on(self, field: Field) -> None:
        """Refuse a day far behind or far ahead."""
        if abs((field.data - clock.today()).days) > timedelta(days=366).days:
            raise ValidationError("Ce jour est à plus d’un an d’ici. Vérifiez l’année.")

    def beginning(self) -> Beginning:
        """Give the start as it was filled in."""
        on = self.started_on.data
        assert on is not None  # noqa: S101 - asked for once it is filled in
        return Beginning(on, trial=self.how.data == "trial")


class FirstDayForm(Form):
    """The day that was really the first."""

    first_day = DateField(
        _("Le premier jour"), validators=[Required(_("Choisissez le premier jour."))]
    )

    def validate_first_day(self, field: Field) -> None:
        """Refuse a day to come."""
        if field.data > clock.today():
            raise ValidationError(_("Ce jour n’est pas encore arrivé."))
        if field.data < clock.today() - timedelta(days=366):
            raise ValidationError(_("Ce jour est à plus d’un an d’ici. Vérifiez l’année."))


class CheckInForm(Form):
    """How it goes, in one tap, and a few words if one likes."""

    mood = RadioField(
        _("En un mot"),
        choices=Mood.choices(),
        validators=[InputRequired(_("Choisissez une réponse."))],
    )
    mood_words = TextAreaField(_("Quelques mots"), validators=[Length(max=1000)])


class HoursForm(Form):
    """The hours of one month."""

    month = SelectField(_("Le mois"), validators=[InputRequired(_("Choisissez un mois."))])
    hours = HoursField(
        _("Le nombre d’heures"),
        validators=[
            Required(_("Écrivez le nombre d’heures.")),
            NumberRange(min=0, max=MOST_IN_A_MONTH),
        ],
        description=_("Par exemple : 6 ou 7,5."),
    )

    def offer(self, months: list[date]) -> None:
        """Set the months one may count."""
        self.month.choices = [
            SelectChoice(month.isoformat(), phrases.month(month)) for month in months
        ]

    def counted(self) -> tuple[date, float]:
        """Give the month and its hours."""
        assert self.hours.data is not None  # noqa: S101 - asked for once it is filled in
        return date.fromisoformat(self.month.data), float(self.hours.data)


class OtherHoursForm(Form):
    """Another figure for the same month."""

    other_hours = HoursField(
        _("Pour moi, c’est"),
        validators=[
            Required(_("Écrivez le nombre d’heures.")),
            NumberRange(min=0, max=MOST_IN_A_MONTH),
        ],
        description=_("Par exemple : 6 ou 7,5."),
    )


class EndForm(Form):
    """A few words of thanks at the end."""

    ending = TextAreaField(
        _("Un mot pour finir"),
        validators=[Length(max=1000)],
        description=_("Par exemple : merci, ce que nous avons fait ensemble."),
    )
