"""What people write to sign in, to sign up, and to look after their account."""

from typing import Any

from flask_login import current_user
from wtforms import EmailField, HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import Length, ValidationError

from app.accounts.actions import Newcomer
from app.accounts.codes import normalised
from app.accounts.fields import EmailAddressField, NewPasswordField, PhoneField
from app.accounts.models import Role
from app.accounts.passwords import MAXIMUM
from app.extensions import new_token
from app.forms import Form, Free, Required
from app.languages import _
from app.territories.forms import CommuneField

CHANNELS = (
    ("email", _("Par e-mail")),
    ("sms", _("Par SMS")),
    ("paper", _("Par une lettre, remise en main propre")),
)


def first_name_field(
    label: str = _("Votre prénom"), asked: str = _("Écrivez votre prénom.")
) -> Any:
    """Ask for a first name."""
    return StringField(
        label, [Required(asked), Length(max=60)], render_kw={"autocomplete": "given-name"}
    )


def password_field(label: str, asked: str) -> Any:
    """Ask for the password someone has already."""
    return PasswordField(
        label,
        [Required(asked), Length(max=MAXIMUM)],
        render_kw={"autocomplete": "current-password"},
    )


class SignInForm(Form):
    """An e-mail address and a password."""

    email = EmailField(
        _("Votre adresse e-mail"),
        [Required(_("Écrivez votre adresse e-mail.")), Length(max=254)],
        render_kw={"autocomplete": "username"},
    )
    password = password_field(_("Votre mot de passe"), _("Écrivez votre mot de passe."))


class CodeForm(Form):
    """The personal code of a card."""

    code = StringField(
        _("Votre code"),
        [Required(_("Écrivez votre code.")), Length(max=40)],
        description=_("8 lettres et chiffres, sur votre carte. Par exemple : 7K4M PX29."),
        render_kw={"class": "code", "autocomplete": "off", "autocapitalize": "characters",
                   "spellcheck": "false"},
    )  # fmt: skip

    def validate_code(self, field: Any) -> None:
        """Say at once what cannot be a code."""
        if field.data and normalised(field.data) is None:
            raise ValidationError(
                _(
                    "Ce code n’est pas complet, ou une lettre n’est pas juste. "
                    "Il a 8 lettres et chiffres, sans 0, O, 1, I, L ni U."
                )
            )


class SignUpForm(Form):
    """A volunteer signs up: a first name, where, and one way to be reached."""

    first_name = first_name_field()
    commune = CommuneField(
        _("Où habitez-vous ?"), [Required(_("Écrivez votre ville ou votre village."))]
    )
    email = EmailAddressField()
    password = NewPasswordField(
        _("Choisissez un mot de passe"),
        required="",
        description=_("Avec une adresse e-mail. 12 caractères au moins : quatre mots, c’est bien."),
    )
    phone = PhoneField()
    once = HiddenField(default=new_token)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for one way to be reached, and a password with an address."""
        right = super().validate(extra_validators)
        if not (self.email.data or self.phone.data or self.email.errors or self.phone.errors):
            self.email.errors = [
                _("Écrivez votre adresse e-mail ou votre téléphone. Un seul suffit.")
            ]
            return False
        if self.email.data and not self.password.data:
            self.password.errors = [
                _("Choisissez un mot de passe, pour entrer avec votre adresse.")
            ]
            return False
        return right

    def newcomer(self) -> Newcomer:
        """Give who is signing up; a password without an address would open nothing."""
        return Newcomer(
            Role.VOLUNTEER,
            self.first_name.data,
            email=self.email.data,
            phone=self.phone.data,
            password=self.password.data if self.email.data else None,
            commune_code=self.commune.data.code if self.commune.data else None,
            once=self.once.data[:32],
        )


class FirstTimeForm(Form):
    """What a provider does not say of someone who comes for the first time."""

    first_name = first_name_field()
    commune = CommuneField(
        _("Où habitez-vous ?"), [Required(_("Écrivez votre ville ou votre village."))]
    )
    email = EmailAddressField()
    phone = PhoneField()

    def newcomer(self) -> Newcomer:
        """Give who is opening an account."""
        return Newcomer(
            Role.VOLUNTEER,
            self.first_name.data,
            email=self.email.data,
            phone=self.phone.data,
            commune_code=self.commune.data.code if self.commune.data else None,
        )


class ForgottenForm(Form):
    """Where to write so that a new password can be chosen."""

    email = EmailAddressField(required=_("Écrivez votre adresse e-mail."))


class ChoosePasswordForm(Form):
    """A new password."""

    password = NewPasswordField(_("Votre nouveau mot de passe"), about=())


class AcceptForm(Form):
    """Who takes the place that was kept."""

    first_name = first_name_field()
    last_name = StringField(
        _("Votre nom"),
        [Required(_("Écrivez votre nom.")), Length(max=80)],
        render_kw={"autocomplete": "family-name"},
    )
    password = NewPasswordField(about=("first_name", "last_name"))


class ContactForm(Form):
    """How someone is called and reached."""

    first_name = first_name_field()
    email = EmailAddressField()
    phone = PhoneField()
    preferred_channel = RadioField(
        _("Comment voulez-vous que nous vous écrivions ?"),
        [Required(_("Choisissez une réponse."))],
        choices=CHANNELS,
    )
    password = PasswordField(
        _("Votre mot de passe"),
        [Length(max=MAXIMUM)],
        description=_("Seulement si vous changez d’adresse e-mail."),
        render_kw={"autocomplete": "current-password"},
    )

    def validate_preferred_channel(self, field: Any) -> None:
        """Refuse a way that reaches nobody."""
        if field.data == "email" and not self.email.data:
            raise ValidationError(_("Pour recevoir nos e-mails, écrivez votre adresse."))
        if field.data == "sms" and not (self.phone.data or "").startswith(("+336", "+337")):
            raise ValidationError(
                _("Pour recevoir nos SMS, écrivez un numéro de téléphone portable.")
            )


class ChangePasswordForm(Form):
    """The password of today and the next one."""

    current = password_field(
        _("Votre mot de passe d’aujourd’hui"), _("Écrivez votre mot de passe.")
    )
    password = NewPasswordField(_("Votre nouveau mot de passe"), about=())


class PasswordForm(Form):
    """One’s own password, asked again; not to who enters through a provider, and has none."""

    password = password_field(_("Votre mot de passe"), _("Écrivez votre mot de passe."))

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        if current_user.password_hash is None:
            del self.password


def digits_field(label: str) -> Any:
    """Ask for the digits of the moment, as a telephone fills them in by itself."""
    return StringField(
        label,
        [Free(), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "class": "code", "autocapitalize": "characters",
                   "spellcheck": "false"},
    )  # fmt: skip


class SecondStepForm(Form):
    """The digits of an application, a recovery code, or the answer of a passkey."""

    digits = digits_field(_("Les six chiffres, ou un code de secours"))
    answer = HiddenField(validators=[Length(max=8000)])


class ApplicationForm(PasswordForm):
    """The first digits of a new application."""

    digits = digits_field(_("Les six chiffres que l’application affiche"))


class NewPasskeyForm(PasswordForm):
    """A name for a key, and what the browser answers."""

    name = StringField(
        _("Un nom pour cette clé"),
        [Required(_("Donnez un nom à cette clé.")), Length(max=80)],
        description=_("Par exemple : mon téléphone, la clé du bureau."),
    )
    answer = HiddenField(validators=[Length(max=8000)])
