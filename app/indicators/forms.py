"""What a pilote or an operator writes about reports, periods, columns and testimonies."""

from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app import clock
from app.forms import DateField, Form, Free, RadioField, Required
from app.indicators.models import Side
from app.languages import _


class PeriodForm(Form):
    """A period that the département reports on."""

    label = StringField("Son nom", [Required("Écrivez le nom de la période."), Length(max=80)])
    since = DateField("Premier jour", [Required("Écrivez le premier jour.")])
    until = DateField("Dernier jour", [Required("Écrivez le dernier jour.")])

    def validate_until(self, field: Any) -> None:
        """Refuse an end before the beginning."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError("Le dernier jour vient avant le premier. Changez l’un des deux.")


class ReportForm(Form):
    """Which report to begin."""

    period = SelectField("Période", validators=[Free()])
    programme = SelectField("Action", validators=[Free()])


class SendForm(Form):
    """To whom a report was sent, and when."""

    recipient = StringField(
        "À qui", [Required("Écrivez à qui le rapport est envoyé."), Length(max=200)]
    )
    on = DateField("Le", [Required("Écrivez le jour de l’envoi.")], default=clock.today)

    def validate_on(self, field: Any) -> None:
        """Refuse a day to come."""
        if field.data and field.data > clock.today():
            raise ValidationError("Ce jour n’est pas encore venu.")


class TestimonyForm(Form):
    """What someone says, and whether everyone may read it."""

    __test__ = False

    told = TextAreaField(
        _("Ce que vous voulez dire"),
        [Required(_("Écrivez quelques mots.")), Length(max=600)],
        description=_("Ce qui s’est passé, ce que cela a changé. Sans nom de famille."),
    )
    signed_as = StringField(
        _("Signé"),
        [Required(_("Écrivez comment signer.")), Length(max=80)],
        description=_("Un prénom, ou « Une bénévole de Voiron »."),
    )
    consent = BooleanField(_("Tout le monde peut lire ces mots sur le site"))


class GatheredForm(TestimonyForm):
    """The same, told to a pilote by someone."""

    side = RadioField("De la part de", [Required("Choisissez qui parle.")], choices=Side.choices())
    told = TextAreaField(
        "Ce qu’on vous a dit",
        [Required("Écrivez quelques mots."), Length(max=600)],
        description="Avec ses mots à elle ou à lui. Sans nom de famille.",
    )
    consent = BooleanField("D’accord pour que tout le monde lise ces mots sur le site")
