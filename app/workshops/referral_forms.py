"""What a référent says to an ambassador, and what the ambassador answers."""

from collections.abc import Sequence

from wtforms import BooleanField, Field, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app import clock
from app.accounts.models import Account
from app.forms import DateField, Form, RadioField, Required
from app.neutral import Neutral
from app.workshops.models import AmbassadorContact, Means, Outcome

BY_DEFAULT = ("commune", "availability")


class ReferForm(Form):
    """Which ambassador, and what they read."""

    ambassador = RadioField("Quel ambassadeur\u00a0?", [Required("Choisissez un ambassadeur.")])
    released = SelectMultipleField(
        "Ce que l’ambassadeur peut lire",
        description="Il lit le prénom dans tous les cas. Le reste, la personne choisit avec vous.",
    )
    message = TextAreaField(
        "Un mot pour l’ambassadeur",
        [Length(max=1000), Neutral()],
        description="Ce que la personne aimerait. Rien sur sa situation.",
    )
    agreed = BooleanField(
        "La personne est d’accord, et sait ce que l’ambassadeur lit",
        [Required("Demandez d’abord à la personne. Sans son accord, rien ne part.")],
    )

    def offer(self, ambassadors: Sequence[Account], items: Sequence[tuple[str, str]]) -> None:
        """Set who may be chosen and what may be ticked."""
        self.ambassador.choices = [SelectChoice(one.token, one.full_name) for one in ambassadors]
        self.released.choices = [SelectChoice(code, words) for code, words in items]
        if not self.is_submitted():
            self.released.data = [code for code, _ in items if code in BY_DEFAULT]
            if len(ambassadors) == 1:
                self.ambassador.data = ambassadors[0].token


class ContactForm(Form):
    """A time the ambassador was in touch."""

    means = RadioField(
        "Comment\u00a0?",
        [Required("Choisissez une réponse.")],
        choices=[pair for pair in Means.choices() if pair[0] != Means.PROPOSED],
    )
    on = DateField("Quel jour\u00a0?", [Required("Choisissez un jour.")], default=clock.today)
    said = TextAreaField(
        "En quelques mots",
        [Length(max=1000), Neutral()],
        description="Des faits. Le référent les lit\u00a0; la personne peut demander à les lire.",
    )

    def validate_on(self, field: Field) -> None:
        """Refuse a day to come."""
        if field.data > clock.today():
            raise ValidationError("Ce jour n’est pas encore arrivé.")

    def contact(self) -> AmbassadorContact:
        """Give the contact as it was filled in."""
        return AmbassadorContact(means=self.means.data, on=self.on.data, words=self.said.data or "")


class DeclineForm(Form):
    """Why one cannot, if one likes to say."""

    why = TextAreaField(
        "Un mot pour le référent",
        [Length(max=500), Neutral()],
        description="Par exemple\u00a0: je ne suis pas là ce mois-ci.",
    )


class CloseForm(Form):
    """What came of it."""

    outcome = RadioField(
        "Qu’est-ce que cela a donné\u00a0?",
        [Required("Choisissez une réponse.")],
        choices=Outcome.choices(),
    )
    ending = TextAreaField("Un mot pour le référent", [Length(max=1000), Neutral()])


class ProposeForm(Form):
    """A word that goes with a mission."""

    word = StringField("Un mot avec la mission", [Length(max=300), Neutral()])


class SearchForm(Form):
    """A mission to look for."""

    class Meta(Form.Meta):
        """A search changes nothing: it needs no token."""

        csrf = False

    q = StringField(
        "Chercher une mission",
        [Length(max=300)],
        description="Un mot, une ville, ou l’adresse d’une mission du site.",
    )
