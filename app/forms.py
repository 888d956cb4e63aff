"""The form every concept starts from: tidy texts, French messages, bounded sizes, no NIR."""

import re
import unicodedata
from typing import Any

from flask_wtf import FlaskForm
from stdnum.fr import nir
from wtforms import Field, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, StopValidation

LINE = 200
TEXT = 5000
LOOKS_LIKE_NIR = re.compile(
    r"(?<!\d)[12378][\s.-]?\d{2}[\s.-]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.-]?(?:\d{2}|2[AB])[\s.-]?"
    r"\d{3}[\s.-]?\d{3}(?:[\s.-]?\d{2})?(?!\d)",
    re.IGNORECASE,
)
NIR_REFUSED = (
    "Ce texte ressemble à un numéro de sécurité sociale. Nous n’en avons pas besoin : "
    "enlevez-le, puis continuez."
)


def tidy(text: Any) -> Any:
    """Give the text without what no one can see: controls, odd accents, outer spaces."""
    if not isinstance(text, str):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        c for c in composed if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}
    )
    return kept.strip()


def holds_nir(text: str) -> bool:
    """Tell whether a text seems to hold a social security number (NIR), with or without its key."""
    for match in LOOKS_LIKE_NIR.finditer(text):
        digits = re.sub(r"[\s.-]", "", match.group()).upper()
        if len(digits) == 13 or nir.is_valid(digits):
            return True
    return False


class Form(FlaskForm):
    """A form as people meet it; ``submitted()`` is true when it was sent and is right."""

    class Meta(FlaskForm.Meta):
        """French messages, and texts tidied before anything looks at them."""

        locales = ("fr",)

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Tidy and bound every text field."""
            if issubclass(unbound_field.field_class, StringField):
                unbound_field, options = self._bounded(unbound_field, options)
            if isinstance(pairs := unbound_field.kwargs.get("choices"), (list, tuple)):
                options = {**options, "choices": [_choice(pair) for pair in pairs]}
            return super().bind_field(form, unbound_field, options)

        def _bounded(self, unbound_field: Any, options: dict[str, Any]) -> Any:
            given = list(unbound_field.kwargs.get("filters", ()))
            return unbound_field, {**options, "filters": [tidy, *given]}

    def submitted(self) -> bool:
        """Tell whether the form was sent and every answer is right."""
        return bool(self.validate_on_submit())

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, then what holds for every text of the site."""
        right = bool(super().validate(extra_validators))
        return all([right, *[_is_fit(f) for f in self if isinstance(f, StringField)]])


def _choice(pair: Any) -> Any:
    """Give wtforms the shape it wants from now on, for the (value, words) pairs we write."""
    return SelectChoice(*pair) if isinstance(pair, tuple) else pair


def _is_fit(field: Field) -> bool:
    text = field.data or ""
    limit = TEXT if isinstance(field, TextAreaField) else LINE
    bounds = [v.max for v in field.validators if isinstance(v, Length) and v.max > 0]
    if len(text) > (bounds[0] if bounds else limit):
        said = f"Ce texte est trop long : {len(text)} caractères. Gardez-en {limit} au plus."
        field.errors = field.errors or [said]
        return False
    if holds_nir(text):
        field.errors = [NIR_REFUSED]
        return False
    return True


class Required:
    """Ask for an answer, in the words of the field: « Écrivez votre prénom. »."""

    field_flags = {"required": True}  # noqa: RUF012 - the shape WTForms reads

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop at an empty answer."""
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            field.errors = []
            raise StopValidation(self.message)
