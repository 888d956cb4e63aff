"""What a pilote writes about operators, their financed time, and the actions of the département."""

from decimal import Decimal
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError

from app import clock
from app.caseloads import operators, programmes, queries
from app.caseloads.models import Operator, Programme
from app.caseloads.operators import Financed
from app.forms import DateField, DecimalField, Form, RadioField, Required

KINDS = (("interne", "Un service du Département"), ("externe", "Un organisme extérieur"))
RHYTHMS = (("annuelle", "Reconduite chaque année"), ("ponctuelle", "Une seule fois"))


class OperatorForm(Form):
    """Who an operator is."""

    name = StringField(
        "Nom de l’opérateur", [Required("Écrivez le nom de l’opérateur."), Length(max=120)]
    )
    kind = RadioField("C’est", [Required("Choisissez une réponse.")], choices=KINDS)
    operator: Operator | None = None

    def validate_name(self, field: Any) -> None:
        """Refuse the name of another operator."""
        known = queries.operator_named(field.data)
        if known is not None and known is not self.operator:
            raise ValidationError("Un opérateur porte déjà ce nom.")

    @property
    def is_internal(self) -> bool:
        """Whether it is a service of the département."""
        return bool(self.kind.data == "interne")


class GrantForm(Form):
    """Time financed for an operator, from a day."""

    fte = DecimalField(
        "ETP financés", [Required("Écrivez un nombre.")], description="Par exemple : 2,5."
    )
    since = DateField(
        "À partir du", [Required("Écrivez une date.")], description="Par exemple : 01/01/2027."
    )
    until = DateField(
        "Jusqu’au", description="Laissez vide s’il n’y a pas de fin : la ligne d’après la fermera."
    )
    operator: Operator

    def validate_fte(self, field: Any) -> None:
        """Keep to what a service can hold."""
        if field.data is not None and not 0 <= field.data <= 1000:
            raise ValidationError("Écrivez un nombre entre 0 et 1 000.")
        if field.data is not None and round(field.data, 2) != field.data:
            raise ValidationError("Écrivez deux chiffres après la virgule au plus.")

    def validate_until(self, field: Any) -> None:
        """End after the start, and finance no day twice."""
        since = self.since.data
        if since is None:
            return
        if field.data and field.data < since:
            raise ValidationError("La fin vient après le début.")
        known = operators.overlap(self.operator, since, field.data)
        if known is not None:
            raise ValidationError(operators.refusal(known))

    def line(self) -> Financed:
        """Give the line as written."""
        return Financed(
            self.fte.data or Decimal(0), self.since.data or clock.today(), self.until.data
        )


class ShareForm(Form):
    """A référent’s own share of a full-time equivalent; none is known until it is written."""

    fte = DecimalField("Sa part d’ETP", description="1 pour un temps plein, 0,5 pour un mi-temps.")

    def validate_fte(self, field: Any) -> None:
        """Nobody works more than one full time here."""
        if field.data is not None and not 0 <= field.data <= Decimal("1.5"):
            raise ValidationError("Écrivez un nombre entre 0 et 1,5.")
        if field.data is not None and round(field.data, 2) != field.data:
            raise ValidationError("Écrivez deux chiffres après la virgule au plus.")


class PlaceForm(ShareForm):
    """A référent who comes to an operator."""

    referent = SelectField("Le référent", [Required("Choisissez un référent.")])


class ProgrammeForm(Form):
    """An action of the département."""

    name = StringField("Nom de l’action", [Required("Écrivez le nom."), Length(max=120)])
    rhythm = RadioField(
        "Elle est", [Required("Choisissez une réponse.")], choices=RHYTHMS, default="annuelle"
    )
    since = DateField(
        "Du", [Required("Écrivez une date.")], description="Par exemple : 01/01/2026."
    )
    until = DateField(
        "Au", description="Vide si elle continue. À écrire si elle n’a lieu qu’une fois."
    )
    held_by = SelectMultipleField(
        "Opérateurs", description="Aucun coché : tous les opérateurs peuvent y rattacher."
    )
    programme: Programme | None = None

    def validate_name(self, field: Any) -> None:
        """Refuse the name of another action."""
        known = programmes.named(field.data)
        if known is not None and known is not self.programme:
            raise ValidationError("Une action porte déjà ce nom.")

    def validate_until(self, field: Any) -> None:
        """End after the start; what happens once has an end."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("La fin vient après le début.")
        if not field.data and self.rhythm.data == "ponctuelle":
            raise ValidationError("Écrivez la date de fin d’une action qui n’a lieu qu’une fois.")

    def facts(self) -> dict[str, Any]:
        """Give what was written, as the action keeps it."""
        return {
            "name": self.name.data,
            "is_yearly": self.rhythm.data == "annuelle",
            "since": self.since.data,
            "until": self.until.data,
            "operators": programmes.chosen(self.held_by.data or []),
        }
