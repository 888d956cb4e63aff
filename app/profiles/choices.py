"""The choices that several questions of the profile share."""

from collections.abc import Callable

from wtforms.fields import SelectChoice

from app.forms import RadioField
from app.languages import _
from app.vocabulary import DAYS

YES_NO = [("yes", _("Oui")), ("no", _("Non"))]
SHORTCUTS = {
    "mornings": (_("Tous les matins, du lundi au vendredi"), [f"{d}-am" for d, _ in DAYS[:5]]),
    "afternoons": (
        _("Tous les après-midi, du lundi au vendredi"),
        [f"{d}-pm" for d, _ in DAYS[:5]],
    ),
}


def as_bool(value: str | None) -> bool | None:
    """Read « oui », « non », or no answer."""
    return None if value is None else value == "yes"


def as_choice(value: bool | None) -> str | None:
    """Show « oui », « non », or no answer."""
    return None if value is None else "yes" if value else "no"


def make_room(field: RadioField, value: float | None, say: Callable[[float], str]) -> None:
    """Add to the choices an answer that is not among them, said to the référent perhaps."""
    if value is not None and f"{value:g}" not in {choice.value for choice in field.choices}:
        field.choices = [SelectChoice(f"{value:g}", say(value)), *field.choices]
