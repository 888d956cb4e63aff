"""What people write to say where they are."""

import re
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import Length, StopValidation, ValidationError
from wtforms.widgets import TextInput

from app.forms import DateField, Form, Free, RadioField, Required, tidy
from app.languages import _
from app.territories import queries
from app.territories.models import Commune, Territory

SHARED_CODE = 60
NAMESAKES = 12
SHOWN = 8
UNKNOWN = _(
    "Nous ne trouvons pas « {} ». Vérifiez le nom, ou écrivez le code postal. Par exemple : 38000."
)
SEVERAL = _("Plusieurs villes portent ce nom ou ce code postal. Choisissez la vôtre.")
GUESSED = _("Nous ne trouvons pas « {} ». Choisissez ci-dessous, ou écrivez autrement.")


class CommuneField(Field):
    """A commune, typed as one likes: its ``data`` is a Commune, or None.

    When the text leaves a doubt, the page comes back with ``candidates`` to choose from; a choice
    counts only while it fits the text beside it, so that retyping always works.
    """

    widget = TextInput()

    def __init__(self, label: str = "", validators: Any = None, **given: Any) -> None:
        given.setdefault(
            "description", _("Le nom ou le code postal. Par exemple : Grenoble, 38400.")
        )
        given.setdefault("render_kw", {"autocomplete": "address-level2"})
        super().__init__(label, validators, **given)
        self.typed = ""
        self.chosen = ""
        self.candidates: list[Commune] = []

    @property
    def choice_name(self) -> str:
        """The name of the radio buttons that settle a doubt."""
        return f"{self.name}-choice"

    def process(self, formdata: Any, *given: Any, **kept: Any) -> None:
        """Read the text and the choice beside it."""
        if formdata is not None:
            self.chosen = formdata.get(self.choice_name, "")
        super().process(formdata, *given, **kept)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Find the commune, or keep what it may be."""
        self.data = None
        self.typed = str(tidy(valuelist[0])) if valuelist else ""
        if not self.typed:
            return
        found = queries.look_up(self.typed, SHARED_CODE if _is_code(self.typed) else NAMESAKES)
        picked = [c for c in found.communes if c.code == self.chosen]
        self.data = picked[0] if picked else found.one
        if self.data is None:
            self.candidates = found.communes
            raise ValueError(self._doubt(found))

    def _doubt(self, found: queries.Found) -> str:
        said = self.typed if len(self.typed) <= 60 else f"{self.typed[:60]}…"
        if not found.communes:
            return UNKNOWN.format(said)
        return GUESSED.format(said) if found.guessed else SEVERAL

    def pre_validate(self, _form: Any) -> None:
        """Say one thing at a time: a doubt hides « required »."""
        if self.process_errors:
            raise StopValidation

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return f"{self.data.name} ({self.data.department})" if self.data else ""


def _is_code(typed: str) -> bool:
    return len(queries.read(typed).digits) == 5


class NameForm(Form):
    """The name of a territory."""

    name = StringField(
        "Nom du territoire", [Required("Écrivez le nom du territoire."), Length(max=80)]
    )
    territory: Territory | None = None

    def validate_name(self, field: Field) -> None:
        """Refuse the name of another territory."""
        known = queries.named(field.data)
        if known is not None and known is not self.territory:
            raise ValidationError("Un territoire porte déjà ce nom.")


class AddForm(Form):
    """One commune more."""

    commune = CommuneField("Commune à ajouter", [Required("Écrivez le nom d’une commune.")])


class OpeningForm(Form):
    """From which day a territory is open."""

    opens_on = DateField(
        "Ouvre le",
        description="Par exemple : 01/03/2027. Laissez vide : c’est ouvert.",
    )


class ListForm(Form):
    """Many communes at once, one a line or between commas."""

    pasted = TextAreaField(
        "Les communes",
        [Required("Collez une liste de communes."), Length(max=40_000)],
        description="Un nom ou un code par ligne, ou séparés par des virgules.",
        render_kw={"rows": 12},
    )
    codes = RadioField(
        "Si la liste contient des codes, ce sont",
        [Free()],
        choices=[("insee", "Des codes INSEE"), ("postal", "Des codes postaux")],
        default="insee",
    )

    def validate_pasted(self, field: Field) -> None:
        """Find every commune of the list, or name those that leave a doubt."""
        texts = [t for t in (part.strip() for part in re.split(r"[\n,;\t]", field.data)) if t]
        known, doubts = queries.sort_out(texts, postal=self.codes.data == "postal")
        self.communes = known
        if doubts:
            shown = ", ".join(f"« {text[:60]} »" for text in doubts[:SHOWN])
            more = f" et {len(doubts) - SHOWN} autres" if len(doubts) > SHOWN else ""
            raise ValidationError(
                f"Nous ne savons pas quelle commune est {shown}{more}. Rien n’est ajouté. "
                "Pour une commune qui a des homonymes, ajoutez le département : Claix (38)."
            )
