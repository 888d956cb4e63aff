"""A form that two people may have open: who comes second is told, and loses nothing."""

from hashlib import blake2b
from typing import Any, Self

from wtforms import HiddenField

from app.forms import Form, Free

MEANWHILE = "Quelqu’un d’autre vient de changer cette page. Maintenant, il est écrit : {now}. "
AGAIN = "Si votre réponse vaut toujours, gardez-la de nouveau."
NOTHING = "rien"


class SharedForm(Form):
    """What its page showed goes with it, as a mark, and comes back to be compared."""

    version = HiddenField(validators=[Free()])
    moved: str | None = None

    def about(self, *shown: Any) -> Self:
        """Remember what is written now; notice that it is not what the page had shown."""
        said = " · ".join(str(one) for one in shown if one not in (None, "")) or NOTHING
        mark = blake2b(repr(shown).encode(), digest_size=8).hexdigest()
        if self.is_submitted() and self.version.data and self.version.data != mark:
            self.moved = f"« {said} »" if said != NOTHING else said
        self.version.data = mark
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse once what would write over somebody else’s words."""
        right = super().validate(extra_validators)
        if self.moved is not None:
            self.form_errors = [MEANWHILE.format(now=self.moved) + AGAIN]
            return False
        return right
