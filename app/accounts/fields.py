"""Fields that several forms share: an address, a telephone number, a new password."""

from typing import Any

from wtforms import EmailField, PasswordField, TelField
from wtforms.validators import Length, ValidationError

from app.accounts.contacts import fit_email, fit_phone, spoken
from app.accounts.passwords import MAXIMUM, MINIMUM
from app.accounts.strength import objection
from app.forms import Required
from app.languages import _


class _Typed:
    """Shows again what was typed, and holds the canonical form once it is right."""

    raw_data: list[Any] | None
    data: str | None
    errors: Any

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else self.stored(self.data)

    def stored(self, value: str | None) -> str:
        """Write what is stored as people read it."""
        return value or ""

    def fit(self, text: str) -> str:
        """Give the canonical form, or raise ValueError."""
        raise NotImplementedError

    def post_validate(self, _form: Any, validation_stopped: bool) -> None:
        """Replace what was typed by its canonical form; an empty answer is None."""
        if validation_stopped or self.errors:
            return
        try:
            self.data = self.fit(self.data) if self.data else None
        except ValueError as error:
            raise ValidationError(str(error)) from error


class EmailAddressField(_Typed, EmailField):
    """An e-mail address; its data is canonical, or None."""

    def __init__(
        self, label: str = _("Votre adresse e-mail"), required: str = "", **kw: Any
    ) -> None:
        asked = [Required(required)] if required else []
        kw.setdefault("description", _("Par exemple : prenom.nom@exemple.fr"))
        kw["render_kw"] = {"autocomplete": "email", "maxlength": 254, **kw.get("render_kw", {})}
        super().__init__(label, [*asked, Length(max=254, message=_("Adresse trop longue."))], **kw)

    def fit(self, text: str) -> str:
        """Give the canonical address."""
        return fit_email(text)


class PhoneField(_Typed, TelField):
    """A French telephone number; its data is in the international form, or None."""

    def __init__(self, label: str = _("Votre téléphone"), required: str = "", **kw: Any) -> None:
        asked = [Required(required)] if required else []
        kw.setdefault("description", _("Par exemple : 06 12 34 56 78"))
        kw["render_kw"] = {"autocomplete": "tel", "maxlength": 30, **kw.get("render_kw", {})}
        super().__init__(label, [*asked, Length(max=30, message=_("Numéro trop long."))], **kw)

    def stored(self, value: str | None) -> str:
        """Write the number in pairs of digits."""
        return spoken(value)

    def fit(self, text: str) -> str:
        """Give the number in its international form."""
        return fit_phone(text)


class NewPasswordField(PasswordField):
    """A password being chosen; ``about`` names the fields whose words it may not hold."""

    def __init__(
        self,
        label: str = _("Choisissez un mot de passe"),
        required: str = _("Choisissez un mot de passe."),
        about: tuple[str, ...] = ("first_name", "email"),
        **kw: Any,
    ) -> None:
        asked = [Required(required)] if required else []
        kw.setdefault(
            "description",
            _(
                "%(minimum)s caractères au moins. Quatre mots au hasard, c’est bien.",
                minimum=MINIMUM,
            ),
        )
        kw["render_kw"] = {"autocomplete": "new-password", **kw.get("render_kw", {})}
        super().__init__(label, [*asked, Length(max=MAXIMUM, message=_("Trop long."))], **kw)
        self.about = about

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse a password that others would try first, and say why."""
        if validation_stopped or self.errors or not self.data:
            return
        words = [str(form[name].data or "") for name in self.about if name in form]
        refusal = objection(self.data, words)
        if refusal:
            raise ValidationError(refusal)
