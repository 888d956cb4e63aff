"""What people write about their association, and what a pilote answers."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.validators import Length, Optional, StopValidation

from app import clock
from app.accounts.actions import Newcomer
from app.accounts.fields import EmailAddressField, NewPasswordField, PhoneField
from app.accounts.models import Role
from app.associations import identity, queries
from app.associations.models import Association, Decision, Kind
from app.extensions import new_token
from app.forms import DateField, Form, Required
from app.territories.forms import CommuneField

TWICE = (
    "Une structure déjà inscrite porte ce numéro. Demandez à un collègue de vous inviter, "
    "ou appelez-nous."
)
CHECKED = ("name", "kind", "rna", "siret", "tribunal", "volume", "folio", "no_number")
WEBSITE_WRONG = (
    "L’adresse d’un site commence par https:// ou http://. Par exemple : https://asso.fr."
)


def fit_website(text: str) -> str:
    """Give the address of a site, https:// added when people leave it out; nothing but the web."""
    address = text if "://" in text else f"https://{text}"
    parts = urlsplit(address)
    host = parts.hostname or ""
    if (
        parts.scheme not in {"http", "https"}
        or "." not in host
        or any(c.isspace() for c in address)
    ):
        raise ValueError(WEBSITE_WRONG)
    return address


def _read(reader: Callable[[str], Any], text: str) -> Any:
    """Read an answer; what the reader says is wrong is said beside the field."""
    try:
        return reader(text)
    except ValueError as error:
        raise StopValidation(str(error)) from error


class SignUpForm(Form):
    """What is needed to open the space of an association: what it is, who writes, and the key."""

    name = StringField(
        "Le nom de votre structure",
        [Required("Écrivez le nom de votre structure."), Length(max=120)],
        render_kw={"autocomplete": "organization"},
    )
    kind = RadioField(
        "Vous êtes", [Required("Choisissez ce que vous êtes.")], choices=Kind.choices()
    )
    commune = CommuneField("Votre commune", [Required("Écrivez votre commune.")])
    first_name = StringField(
        "Votre prénom",
        [Required("Écrivez votre prénom."), Length(max=60)],
        render_kw={"autocomplete": "given-name"},
    )
    email = EmailAddressField(required="Écrivez votre adresse e-mail.")
    password = NewPasswordField()
    once = HiddenField(default=new_token)

    def newcomer(self) -> Newcomer:
        """Give who signs up."""
        return Newcomer(
            Role.ASSOCIATION,
            self.first_name.data,
            email=self.email.data,
            password=self.password.data,
            commune_code=self.commune.data.code if self.commune.data else None,
            once=self.once.data[:32],
        )


class MemberForm(Form):
    """A colleague to invite."""

    first_name = StringField("Son prénom", [Required("Écrivez son prénom."), Length(max=60)])
    email = EmailAddressField("Son adresse e-mail", required="Écrivez son adresse e-mail.")


class SheetForm(Form):
    """« Notre fiche »: what identifies the body, its insurance, and what people read about it."""

    version = HiddenField()
    name = StringField(
        "Le nom de votre structure",
        [Required("Écrivez le nom de votre structure."), Length(max=120)],
    )
    kind = RadioField(
        "Vous êtes", [Required("Choisissez ce que vous êtes.")], choices=Kind.choices()
    )
    rna = StringField(
        "Numéro RNA", description="W suivi de 9 chiffres. Il est sur le récépissé de la préfecture."
    )
    siret = StringField(
        "Numéro SIRET ou SIREN", description="14 ou 9 chiffres, si vous en avez un."
    )
    tribunal = StringField("Tribunal", [Length(max=80)], description="Par exemple : Strasbourg.")
    volume = StringField("Volume", [Length(max=10)])
    folio = StringField("Folio", [Length(max=10)])
    no_number = StringField(
        "Pas de numéro ? Dites ce qu’est votre structure", [Length(max=200)],
        description="Pour une structure publique. Par exemple : école de la commune de Mens.",
    )  # fmt: skip
    insurer = StringField(
        "Votre assureur", [Length(max=120)],
        description="Qui assure vos bénévoles (responsabilité civile).",
    )  # fmt: skip
    insurance_until = DateField(
        "L’assurance est valable jusqu’au", [Optional()],
        description="La date est sur l’attestation. Par exemple : 31/12/2027.",
    )  # fmt: skip
    description = TextAreaField(
        "Ce que vous faites", [Length(max=1000)],
        description="Deux ou trois phrases simples. Tout le monde peut les lire.",
        render_kw={"rows": 4, "maxlength": 1000},
    )  # fmt: skip
    commune = CommuneField("Votre commune")
    address = StringField("Votre adresse", [Length(max=200)], description="Le numéro et la rue.")
    phone = PhoneField()
    website = URLField("Votre site internet", [Length(max=200)])

    def __init__(self, association: Association, *given: Any, **kept: Any) -> None:
        self.association = association
        super().__init__(*given, **kept)
        for name in ("insurer", "insurance_until", "commune"):
            self[name].flags.required = True  # not to save, but to send: the page says so
        if association.is_fixed:
            for name in CHECKED:
                del self[name]

    def validate_rna(self, field: StringField) -> None:
        """Read the RNA number."""
        field.data = _read(identity.rna, field.data) if field.data else ""
        if queries.namesake(self.association, field.data or None, None):
            raise StopValidation(TWICE)

    def validate_siret(self, field: StringField) -> None:
        """Read the SIREN or the SIRET."""
        if field.data:
            siren, siret = _read(identity.siren_and_siret, field.data)
            field.data = siret or siren
            if queries.namesake(self.association, None, siret):
                raise StopValidation(TWICE)

    def validate_folio(self, _field: StringField) -> None:
        """Ask for the three parts of the register, or none."""
        parts = (self.tribunal.data, self.volume.data, self.folio.data)
        if any(parts) and not all(parts):
            raise StopValidation("Écrivez les trois : le tribunal, le volume et le folio.")

    def validate_insurance_until(self, field: DateField) -> None:
        """Refuse a date already past, unless it is the one already known."""
        if (
            field.data
            and field.data < clock.today()
            and field.data != self.association.insurance_until
        ):
            raise StopValidation("Cette date est passée. Écrivez la date de fin de l’assurance.")
        if field.data and field.data > date(clock.today().year + 10, 12, 31):
            raise StopValidation("Cette date est trop loin. Vérifiez l’année.")

    def validate_website(self, field: StringField) -> None:
        """Read the address of the site."""
        if field.data:
            field.data = _read(fit_website, field.data)

    @classmethod
    def of(cls, association: Association) -> "SheetForm":
        """Give the form as the association last left it."""
        return cls(
            association, obj=association, siret=association.siret or association.siren or "",
        )  # fmt: skip

    def sheet(self) -> dict[str, Any]:
        """Give what was written, as the association keeps it."""
        plain = ("insurer", "insurance_until", "description", "address", "website")
        return {
            **{name: self[name].data for name in plain},
            **({} if self.association.is_fixed else self._identity()),
            "commune_code": self.commune.data.code if self.commune.data else None,
            "phone": self.phone.data or "",
        }

    def _identity(self) -> dict[str, Any]:
        typed = self.siret.data
        siren, siret = identity.siren_and_siret(typed) if typed else (None, None)
        plain = ("name", "kind", "tribunal", "volume", "folio", "no_number")
        return {
            **{name: self[name].data for name in plain},
            "rna": self.rna.data or None,
            "siren": siren,
            "siret": siret,
        }


class ConfirmForm(Form):
    """A yes, given on a page that says what it means."""

    version = HiddenField()


class DecisionForm(Form):
    """Why an association is refused or suspended: a reason of the list, and a sentence."""

    version = HiddenField()
    reason = SelectField("La raison", [Required("Choisissez une raison.")])
    sentence = TextAreaField(
        "Une phrase pour l’association",
        [Required("Écrivez une phrase : que faut-il faire ?"), Length(max=600)],
        description="L’association la lit telle quelle.", render_kw={"rows": 3, "maxlength": 600},
    )  # fmt: skip

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        self.reason.choices = [("", "Choisissez…"), *Decision.choices()]
