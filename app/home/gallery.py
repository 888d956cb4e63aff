"""The component gallery, open in the demonstration only: one form with every kind of question."""

from types import SimpleNamespace
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    EmailField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Length

from app import clock
from app.forms import Form, Required
from app.indicators.charts import bars, curve, months
from app.indicators.periods import half
from app.vocabulary import HALF_DAYS, Mode

LANGUAGES = [("fr", "Français"), ("ar", "Arabe"), ("uk", "Ukrainien")]
ANSWERS = [("yes", "Oui"), ("no", "Non"), ("unsure", "Je ne sais pas")]


class GalleryForm(Form):
    """Every kind of question the site asks, to look at."""

    town = StringField(
        "Votre ville", [Required("Écrivez votre ville.")], description="Par exemple : Voiron"
    )
    email = EmailField("Votre adresse e-mail", [Required("Écrivez votre adresse e-mail.")])
    phone = TelField("Votre téléphone", render_kw={"autocomplete": "tel"})
    password = PasswordField("Mot de passe", render_kw={"autocomplete": "current-password"})
    words = TextAreaField("Un mot pour l’association", [Length(max=400)])
    hours = DecimalField("Heures par semaine")
    start = DateField("Premier jour")
    language = SelectField("Langue", choices=LANGUAGES, validate_choice=False)
    modes = SelectMultipleField(
        "Comment allez-vous à la mission ?",
        choices=Mode.choices(),
        description="Vous pouvez choisir plusieurs réponses.",
    )
    answer = RadioField("Votre réponse", [Required("Choisissez une réponse.")], choices=ANSWERS)
    agreed = BooleanField("L’association peut voir mon prénom")
    letter = FileField("Une photo du document")
    half_days = SelectMultipleField("Vos jours libres", choices=list(HALF_DAYS.items()))


class GalleryPages(Pagination):
    """A long list, opened in the middle."""

    def _query_items(self) -> list[Any]:
        return []

    def _query_count(self) -> int:
        return 95


def samples() -> dict[str, Any]:
    """Give what the gallery shows and a template cannot write: a faulty form, dates, a list."""
    form = GalleryForm(
        data={"modes": ["bike"], "half_days": ["tue-am"]}, formdata=None, meta={"csrf": False}
    )
    form.validate()
    events = [
        _event("Amina a dit « Ça m’intéresse »", "Servir le café aux familles.", private=False),
        _event("Entretien au bureau", "Reprend confiance, libre le mardi.", private=True),
        _event("Profil rempli ensemble", None, private=False),
    ]
    return {
        "gallery_form": form,
        "events": events,
        "page": GalleryPages(page=4, per_page=10, error_out=False),
        "messages": [_said(mine=False), _said(mine=True)],
        "bars": bars([("Agglomération grenobloise", 12, "12", ""), ("Trièves", 5, "5", "")]),
        "curve": curve(list(zip(months(half(2026, 1)), (4, 6, 5, 9, 8, 11), strict=True))),
    }


def _event(title: str, text: str | None, *, private: bool) -> SimpleNamespace:
    return SimpleNamespace(at=clock.now(), title=title, text=text, private=private)


def _said(*, mine: bool) -> SimpleNamespace:
    body = "Oui, mardi à 9 h." if mine else "Bonjour Amina,\npouvez-vous venir mardi ?"
    return SimpleNamespace(author_name="Mme Rossi", body=body, at=clock.now(), mine=mine)
