"""What one writes to be away, to hand people over, to open a file exceptionally."""

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app import clock
from app.caseloads.covers import Days
from app.forms import DateField, Form, IntegerField, Required
from app.territories.forms import CommuneField

LONGEST = 366
CHOOSE = "Choisissez un collègue."


class AbsenceForm(Form):
    """From when to when, and who stands in."""

    since = DateField("Premier jour d’absence", [Required("Écrivez le premier jour.")])
    until = DateField("Dernier jour d’absence", [Required("Écrivez le dernier jour.")])
    colleague = RadioField("Qui remplace ?", [Required(CHOOSE)])

    def validate_since(self, field: DateField) -> None:
        """Refuse a day too long ago: what happened then was seen by nobody else."""
        if field.data and field.data < clock.today():
            raise ValidationError("Ce jour est passé. Choisissez aujourd’hui ou plus tard.")

    def validate_until(self, field: DateField) -> None:
        """Refuse an end before its start, and an absence without end."""
        first = self.since.data
        if not field.data or not first:
            return
        if field.data < first:
            raise ValidationError("Le dernier jour est avant le premier.")
        if (field.data - first).days > LONGEST:
            raise ValidationError("Un an au plus. Au-delà, confiez les personnes à un collègue.")

    def days(self) -> Days:
        """Give the days of the absence."""
        today = clock.today()
        return Days(self.since.data or today, self.until.data or today)


class HandOverForm(Form):
    """To whom people are confided."""

    colleague = RadioField("À qui ?", [Required(CHOOSE)])


class ShareForm(HandOverForm):
    """To whom, and how many, when a pilote who reads no name shares someone’s people out."""

    many = IntegerField("Combien de personnes", [Required("Écrivez un nombre.")])
    most: int = 0

    def validate_many(self, field: IntegerField) -> None:
        """Refuse more than there are."""
        if field.data is not None and not 1 <= field.data <= self.most:
            raise ValidationError(f"Écrivez un nombre entre 1 et {self.most}.")


class EmergencyForm(Form):
    """Whose file, by their exact name, and why."""

    first_name = StringField("Son prénom", [Required("Écrivez son prénom."), Length(max=60)])
    last_name = StringField("Son nom", [Required("Écrivez son nom."), Length(max=80)])
    commune = CommuneField(
        "Sa commune",
        description="Si plusieurs personnes portent ce nom.",
    )
    reason = TextAreaField(
        "Pourquoi maintenant",
        [Required("Écrivez la raison."), Length(max=500)],
        description=(
            "Des faits, sans rien de médical. Le référent et le Département liront cette raison."
        ),
    )

    def validate_reason(self, field: Any) -> None:
        """Refuse a reason that says nothing."""
        if len(field.data or "") < 15:
            raise ValidationError("Écrivez la raison en une phrase.")
