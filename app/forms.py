"""The form every concept starts from: tidy texts, French messages, bounded sizes, no NIR."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import wtforms
from babel.dates import get_month_names
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList, FormField, PasswordField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, StopValidation

from app import nir
from app.form_words import PLAIN, Words
from app.languages import _, french, spoken

LINE = 200
TEXT = 5000
LARGEST = 2**31 - 1
HOURS = r"(?P<hours>\d{1,3}([.,]\d{1,2})?) *h(eures?)? *(?P<minutes>[0-5]?\d)? *(min|mn|minutes)?"
UNSEEN = frozenset({"Cc", "Cs"})
NIR_REFUSED = nir.REFUSED


def tidy(text: Any) -> Any:
    """Give the text without what no one can see: controls, odd accents, outer spaces."""
    if not isinstance(text, str):
        return text
    return unicodedata.normalize("NFC", visible(text)).strip()


def visible(text: str) -> str:
    """Give the text without control characters, its lines ended in one way."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in UNSEEN)


def holds_nir(text: str) -> bool:
    """Tell whether a text seems to hold a social security number (NIR), with or without its key."""
    return nir.is_in(text)


class Form(FlaskForm):
    """A form as people meet it; ``submitted()`` is true when it was sent and is right."""

    class Meta(FlaskForm.Meta):
        """French messages, and texts tidied before anything looks at them."""

        @property
        def locales(self) -> tuple[str, str]:
            """Speak the language of the page where WTForms knows it."""
            return spoken().code, "fr"

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Take what no page may show back out of everything sent."""
            sent = super().wrap_formdata(form, formdata)
            if sent is None:
                return None
            return MultiDict(
                (name, visible(value) if isinstance(value, str) else value)
                for name, value in sent.items(multi=True)
            )

        def get_translations(self, form: Any) -> Words:
            """Speak plain French."""
            return Words(super().get_translations(form))

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Tidy every text, except a password: what was chosen is what is compared."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                given = list(unbound_field.kwargs.get("filters", ()))
                options = {**options, "filters": [tidy, *given]}
            if isinstance(pairs := unbound_field.kwargs.get("choices"), (list, tuple)):
                options = {**options, "choices": [_choice(pair) for pair in pairs]}
            return super().bind_field(form, unbound_field, options)

    def submitted(self) -> bool:
        """Tell whether the form was sent and every answer is right."""
        return bool(self.validate_on_submit())

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, then what holds for every answer of the site."""
        right = bool(super().validate(extra_validators))
        return all([right, *[_is_fit(f) for f in _answers(self)]])


def _choice(pair: Any) -> Any:
    """Give wtforms the shape it wants from now on, for the (value, words) pairs we write."""
    if not isinstance(pair, tuple):
        return pair
    value, *words = pair
    return SelectChoice(french(value) if isinstance(value, str) else value, *words)


def _answers(fields: Any) -> Iterator[Field]:
    """List the fields someone fills, those inside lists and inner forms too."""
    for field in fields:
        if isinstance(field, FieldList):
            yield from _answers(field.entries)
        elif isinstance(field, FormField):
            yield from _answers(field.form)
        else:
            yield field


def _is_fit(field: Field) -> bool:
    if isinstance(field.data, int) and abs(field.data) > LARGEST:
        field.errors = [_("Ce nombre est trop grand.")]
        return False
    text = field.data if isinstance(field, StringField) else getattr(field, "typed", None)
    if not isinstance(text, str):
        return True
    limit = _limit(field)
    if len(text) > limit:
        said = _(
            "Ce texte est trop long : %(count)s caractères. Gardez-en %(limit)s au plus.",
            count=len(text),
            limit=limit,
        )
        field.errors = [said]
        return False
    if holds_nir(text):
        field.errors = [NIR_REFUSED]
        return False
    return True


def _limit(field: Field) -> int:
    usual = TEXT if isinstance(field, TextAreaField) else LINE
    return next((v.max for v in field.validators if isinstance(v, Length) and v.max > 0), usual)


class Required:
    """Ask for an answer, in the words of the field: « Écrivez votre prénom. »."""

    field_flags = {"required": True}  # noqa: RUF012 - the shape WTForms reads

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop at an empty answer; zero is an answer, and so is one that could not be read."""
        if field.errors and any(field.raw_data or ()):
            raise StopValidation
        empty = field.data is None or field.data is False
        if empty or (hasattr(field.data, "__len__") and not str(field.data or "").strip()):
            field.errors = []
            raise StopValidation(self.message)


class Free:
    """Mark an answer that nobody has to give, on a page that says so once for all."""

    field_flags = {"free": True}  # noqa: RUF012 - the shape WTForms reads

    def __call__(self, _form: Any, _field: Field) -> None:
        """Ask for nothing."""


class RadioField(wtforms.RadioField):
    """One answer among several, or none."""

    def pre_validate(self, form: Any) -> None:
        """Let no answer pass; ``Required`` is there to refuse it."""
        if self.data is not None:
            super().pre_validate(form)


class DecimalField(wtforms.DecimalField):
    """A number as people write it in France: « 2,5 », « 2.5 », « 1 200 »."""

    widget = wtforms.widgets.TextInput()

    def __init__(self, label: str = "", validators: Any = None, **given: Any) -> None:
        given.setdefault("places", None)
        given.setdefault("render_kw", {"inputmode": "decimal", "class": "short"})
        super().__init__(label, validators, **given)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; nothing written is no answer."""
        self.data = None
        typed = re.sub(r"\s", "", valuelist[0]).replace(",", ".") if valuelist else ""
        if not typed:
            return
        try:
            number = Decimal(typed) if len(typed) <= 30 else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValueError(PLAIN["Not a valid decimal value."])
        if abs(number) > LARGEST:
            raise ValueError("Ce nombre est trop grand.")
        self.data = number

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return (
            ""
            if self.data is None
            else f"{Decimal(str(self.data)).normalize():f}".replace(".", ",")
        )


class HoursField(DecimalField):
    """A number of hours as people write it: « 2,5 », « 2 h 30 », « 3 heures »."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read hours and minutes, then as any number."""
        super().process_formdata([in_hours(valuelist[0]) if valuelist else ""])


def in_hours(typed: str) -> str:
    """Give « 2 h 30 » as a number of hours, « 2.50 »; anything else as it came."""
    said = re.fullmatch(HOURS, typed.strip()[:30], re.IGNORECASE)
    if said is None:
        return typed
    hours = Decimal(said["hours"].replace(",", ".")) + Decimal(said["minutes"] or 0) / 60
    return str(round(hours, 2))


class IntegerField(wtforms.IntegerField):
    """A whole number; nothing written is no answer."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, spaces between thousands or not."""
        typed = re.sub(r"\s", "", valuelist[0]) if valuelist else ""
        self.data = None
        if typed:
            super().process_formdata([typed])


class DateField(wtforms.DateField):
    """A day, typed « 24/11/2026 », « 24 novembre 2026 » or as browsers send it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; nothing written is no answer."""
        self.data = None
        typed = str(tidy(valuelist[0])) if valuelist else ""
        if typed:
            self.data = read_day(typed)
            if self.data is None:
                raise ValueError(PLAIN["Not a valid date value."])


def read_day(typed: str) -> date | None:
    """Give the day written so, with its year in full between 1900 and 2100, or None."""
    said = re.sub(r"(?i)\b1er\b", "1", typed.strip()[:40]).casefold()
    for number, name in get_month_names("wide", locale="fr").items():
        said = re.sub(rf"\s*\b{name}\b\s*", f"/{number}/", said)
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", said):
        year, month, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})", said):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
