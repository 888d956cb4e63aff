"""What forms say when an answer does not fit, in plain words where WTForms’ own are not."""

from typing import Any

from app.languages import _

PLAIN = {
    "This field is required.": _("Répondez à cette question."),
    "Not a valid choice.": _("Choisissez une réponse de la liste."),
    "Invalid Choice: could not coerce.": _("Choisissez une réponse de la liste."),
    "Invalid choice(s): one or more data inputs could not be coerced.": (
        _("Choisissez des réponses de la liste.")
    ),
    "'%(value)s' is not a valid choice for this field.": _("Choisissez des réponses de la liste."),
    "Invalid email address.": _("Cette adresse e-mail n’est pas complète."),
    "Not a valid integer value.": _("Écrivez un nombre entier. Par exemple : 2."),
    "Not a valid decimal value.": _("Écrivez un nombre. Par exemple : 2,5."),
    "Not a valid date value.": _("Écrivez une date. Par exemple : 24/11/2026."),
    "Not a valid time value.": _("Écrivez une heure. Par exemple : 14:30."),
    "Field cannot be longer than %(max)d character.": (
        _("Ce texte est trop long. Gardez %(max)d caractères au plus.")
    ),
    "Field must be at least %(min)d character long.": _("Écrivez %(min)d caractères au moins."),
    "Field must be between %(min)d and %(max)d characters long.": (
        _("Écrivez entre %(min)d et %(max)d caractères.")
    ),
    "Number must be between %(min)s and %(max)s.": (
        _("Écrivez un nombre entre %(min)s et %(max)s.")
    ),
    "Number must be at least %(min)s.": _("Écrivez un nombre à partir de %(min)s."),
    "Number must be at most %(max)s.": _("Écrivez un nombre jusqu’à %(max)s."),
}  # fmt: skip


class Words:
    """WTForms’ own messages, in plain French where the usual translation is not."""

    def __init__(self, usual: Any) -> None:
        self.usual = usual

    def gettext(self, message: str) -> str:
        """Give the message in French."""
        return PLAIN.get(message) or str(self.usual.gettext(message))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Give the message in French, for so many things."""
        return PLAIN.get(one) or str(self.usual.ngettext(one, many, count))
