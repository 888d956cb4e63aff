"""What a title or a message must not say: people, associations and passers-by read it."""

import re
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from app.languages import _

REVEALING = re.compile(
    r"\b(r\.?s\.?a|allocataires?|b[ée]n[ée]ficiaires?|usagers?|insertion|freins?|c\.?a\.?f|cer)\b",
    re.IGNORECASE,
)


class Neutral:
    """Refuse the words that would tell why people come."""

    def __call__(self, _form: Any, field: Field) -> None:
        """Name the word, so that one may choose another."""
        found = REVEALING.search(field.data or "")
        if found:
            raise ValidationError(
                _(
                    "Les personnes et les associations lisent ce texte\u00a0: dites-le sans « "
                    "%(found)s ».",
                    found=found[0],
                )
            )
