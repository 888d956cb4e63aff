"""What a référent writes about someone, and a pilote about a colleague."""

from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from app.accounts.actions import Contact, Newcomer
from app.accounts.fields import EmailAddressField, PhoneField
from app.accounts.forms import CHANNELS, ContactForm, first_name_field
from app.accounts.models import Role
from app.caseloads.actions import Details
from app.extensions import new_token
from app.forms import Form, Free, Required
from app.forms import RadioField as Several
from app.languages import offered
from app.territories.forms import CommuneField

ROLES = (
    (Role.REFERENT, "Référent : suit des personnes, valide les mises en relation"),
    (Role.AMBASSADOR, "Ambassadeur : rencontre les personnes en atelier"),
    (Role.OPERATOR, "Opérateur : suit la charge de ses référents"),
    (Role.PILOT, "Pilote : relit les missions, invite les collègues"),
)
ROLE_NAMES = {
    Role.REFERENT: "Référent",
    Role.AMBASSADOR: "Ambassadeur",
    Role.OPERATOR: "Opérateur",
    Role.PILOT: "Pilote",
    Role.ADMIN: "Administrateur technique",
}


class AddPersonForm(Form):
    """Open an account with someone: a first name and a commune are enough."""

    first_name = first_name_field("Son prénom", "Écrivez son prénom.")
    commune = CommuneField("Sa commune", [Required("Écrivez sa commune.")])
    phone = PhoneField("Son téléphone")
    email = EmailAddressField("Son adresse e-mail")
    once = HiddenField(default=new_token)

    def newcomer(self) -> Newcomer:
        """Give the person whose account is opened."""
        return Newcomer(
            Role.VOLUNTEER,
            self.first_name.data,
            email=self.email.data,
            phone=self.phone.data,
            commune_code=self.commune.data.code if self.commune.data else None,
            once=self.once.data[:32],
        )


class RecognisedForm(Form):
    """Before a colleague’s second step is forgotten, say that it is really them who ask."""

    recognised = BooleanField(
        "Je l’ai reconnu moi-même : en face, ou en rappelant à son numéro",
        [Required("Reconnaissez d’abord votre collègue, puis cochez la case.")],
    )


class DetailsForm(ContactForm):
    """How someone is called and reached, and what only the référent keeps."""

    first_name = first_name_field("Prénom", "Écrivez son prénom.")
    last_name = StringField("Nom", [Length(max=80)])
    commune = CommuneField("Commune", [Required("Écrivez sa commune.")])
    phone = PhoneField("Téléphone")
    email = EmailAddressField("Adresse e-mail")
    preferred_channel = RadioField(
        "Comment lui écrire",
        [Required("Choisissez une réponse.")],
        choices=CHANNELS,
    )
    language = Several("La langue de ses lettres et de ses pages", [Free()], choices=[])
    postal_address = TextAreaField(
        "Adresse postale",
        [Length(max=300)],
        description="Pour une lettre ou un contrat. Vous seul la voyez.",
    )
    password = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.language.choices = [SelectChoice(one.code, one.name) for one in offered()]

    def contact(self) -> Contact:
        """Give how the person is called and reached."""
        return Contact(
            first_name=self.first_name.data,
            phone=self.phone.data,
            preferred_channel=self.preferred_channel.data,
        )

    def details(self) -> Details:
        """Give what only the référent keeps."""
        return Details(
            last_name=self.last_name.data or "",
            language=self.language.data,
            postal_address=self.postal_address.data or "",
            commune_code=self.commune.data.code if self.commune.data else None,
        )


class HoldForm(Form):
    """Which territories a référent holds."""

    territories = SelectMultipleField(
        "Ses territoires",
        description="Les bénévoles de ces communes, sans référent, arrivent dans sa file.",
    )


class InviteForm(Form):
    """A place kept for a colleague."""

    role = RadioField("Son rôle", [Required("Choisissez un rôle.")], choices=ROLES)
    first_name = first_name_field("Son prénom", "Écrivez son prénom.")
    email = EmailAddressField(
        "Son adresse e-mail",
        required="Écrivez son adresse e-mail.",
        render_kw={"autocomplete": "off"},
    )
    place = StringField(
        "Son organisme",
        [Length(max=120)],
        description="L’opérateur qui l’emploie. Laissez vide pour le Département.",
        render_kw={"list": "operators"},
    )
    territories = SelectMultipleField("Ses territoires", description="Pour un référent seulement.")

    def held(self) -> list[Any]:
        """Give the territories a référent will hold."""
        return list(self.territories.data or []) if self.role.data == Role.REFERENT else []
