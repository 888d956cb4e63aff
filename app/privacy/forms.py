"""What one writes about one’s own data."""

from wtforms import PasswordField, StringField, TextAreaField

from app.accounts import codes, passwords, throttle
from app.accounts.models import Account
from app.forms import Form, Required
from app.languages import _

WORD = "EFFACER"


class CorrectionForm(Form):
    """What is wrong, and what would be right."""

    mistake = TextAreaField(
        _("Qu’est-ce qui n’est pas juste\u00a0?"),
        [Required(_("Dites ce qui n’est pas juste."))],
        description=_("Par exemple\u00a0: «\u00a0Mon nom s’écrit avec deux n.\u00a0»"),
    )


class EraseForm(Form):
    """The password, or the code of the card: one is sure of who asks."""

    password = PasswordField(
        _("Votre mot de passe"), render_kw={"autocomplete": "current-password"}
    )
    code = StringField(_("Le code de votre carte"))
    sure = StringField(_("Écrivez %(word)s", word=WORD))

    def suit(self, person: Account) -> None:
        """Ask for what this person has."""
        if person.password_hash:
            del self.code, self.sure
        elif person.code_hash:
            del self.password, self.sure
        else:
            del self.password, self.code

    def is_from(self, person: Account) -> bool:
        """Tell whether it is really them, counting the tries."""
        key = throttle.account_key(person.token)
        throttle.knock(key)
        if self._right(person):
            throttle.forgive(key, throttle.network_key())
            return True
        field = next(f for f in self if f.short_name in {"password", "code", "sure"})
        field.errors = [_("Ce n’est pas cela. Essayez encore.")]
        return False

    def _right(self, person: Account) -> bool:
        if "password" in self:
            return passwords.is_right(self.password.data or "", person.password_hash)
        if "code" in self:
            typed = codes.normalised(self.code.data or "")
            return typed is not None and person.code_hash in codes.fingerprints(typed)
        return bool((self.sure.data or "").strip().upper() == WORD)
