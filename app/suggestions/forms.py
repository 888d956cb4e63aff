"""What a person may add to « pas pour moi »."""

from wtforms import RadioField

from app.forms import Form, Required
from app.languages import _
from app.suggestions.models import Reason

PICTURES = {
    Reason.TOO_FAR: "map",
    Reason.WRONG_DAYS: "calendar",
    Reason.NOT_THIS_WORK: "tool",
    Reason.NOT_THESE_PEOPLE: "people",
    Reason.TOO_HARD: "lift",
    Reason.OTHER: "message",
}


class ReasonForm(Form):
    """One picture to choose, if one cares to."""

    reason = RadioField(
        _("Choisissez une raison"),
        [Required(_("Choisissez une réponse de la liste."))],
        choices=Reason.choices(),
    )
