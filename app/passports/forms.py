"""What people write in their passport."""

import re
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, ValidationError

from app import clock
from app.accounts.fields import EmailAddressField
from app.forms import DateField, Form, Free, HoursField, RadioField, Required
from app.languages import _
from app.papers.typesetting import missing_letter
from app.passports import catalogue
from app.passports.catalogue import Level
from app.passports.models import Autonomy, Booklet, Entry

LINES, LONGEST = 12, 160
REVEALING = re.compile(
    r"\b(R\.?S\.?A|CER|allocataires?|revenu de solidarité|contrat d[’']engagement)\b"
)


class Neutral:
    """Keep off a paper the words that would betray, and the letters that no font has."""

    field_flags = {"free": True}  # noqa: RUF012 - the shape WTForms reads

    def __call__(self, _form: Any, field: Field) -> None:
        """Name the word, or the letter, to take out."""
        text = field.data or ""
        if found := REVEALING.search(text):
            raise ValidationError(
                _(
                    "Enlevez «\u00a0%(found)s\u00a0»\u00a0: ce papier sera lu par d’autres "
                    "personnes.",
                    found=found[0],
                )
            )
        if letter := missing_letter(text[:2000]):
            raise ValidationError(
                _(
                    "Nous ne savons pas imprimer «\u00a0%(letter)s\u00a0». Écrivez en lettres "
                    "latines.",
                    letter=letter,
                )
            )


def lines(text: str | None) -> list[str]:
    """Give a text as a list, one thing a line."""
    return [line.strip(" -–•\t") for line in (text or "").splitlines() if line.strip(" -–•\t")]


def _several(label: str, example: str, *rules: Any) -> Any:
    return TextAreaField(
        label, [*rules, Neutral(), Length(max=2000)],
        description=_("Une chose par ligne. Par exemple\u00a0: "
"%(example)s", example=example), render_kw={"rows": 3},
    )  # fmt: skip


def _words(label: str, example: str, rows: int = 3) -> Any:
    return TextAreaField(
        label, [Neutral(), Length(max=1000)],
        description=example, render_kw={"rows": rows},
    )  # fmt: skip


class AboutForm(Form):
    """The first page."""

    texts = ("contact", "reasons", "studies", "jobs")

    name = StringField(
        _("Votre nom, comme vous voulez qu’on le lise"),
        [Required(_("Écrivez votre nom.")), Neutral(), Length(max=120)],
        description=_("Par exemple : Awa Diallo."),
    )
    contact = StringField(
        _("Comment vous joindre"), [Neutral(), Length(max=200)],
        description=_("Seulement si vous voulez. Par exemple : 06 12 34 56 78."),
    )  # fmt: skip
    reasons = _words(_("Pourquoi vous êtes bénévole"), _("Par exemple : pour rencontrer du monde."))
    studies = _words(_("Vos formations"), _("L’école, les stages, les cours de français…"))
    jobs = _words(_("Vos métiers"), _("Ce que vous avez fait, ici ou dans un autre pays."))
    shares = BooleanField(
        _(
            "Qui vérifie un papier que je lui donne voit aussi mes missions et savoir-faire "
            "attestés."
        )
    )

    def facts(self) -> dict[str, Any]:
        """Give what was written."""
        texts = {name: self[name].data or "" for name in self.texts}
        return {**texts, "name": self.name.data, "shares": self.shares.data}

    @staticmethod
    def answers(booklet: Booklet) -> dict[str, Any]:
        """Give what the first page says already."""
        names = (*AboutForm.texts, "shares")
        return {**{n: getattr(booklet, n) for n in names}, "name": booklet.shown_name}


class PastForm(Form):
    """Something done before, or elsewhere."""

    title = StringField(
        _("Ce que vous avez fait"), [Required(_("Écrivez ce que vous avez fait.")), Neutral(),
        Length(max=120)], description=_("Par exemple : Aider aux devoirs."),
    )  # fmt: skip
    association_name = StringField(
        _("Avec quelle association"), [Required(_("Écrivez le nom de l’association.")), Neutral(),
        Length(max=120)], description=_("Une association, une école, un club, un voisin…"),
    )  # fmt: skip
    place = StringField(
        _("Où"), [Neutral(), Length(max=120)], description=_("Par exemple : Dakar.")
    )
    started_on = DateField(
        _("Depuis quand"), validators=[Required(_("Écrivez une date, même à peu près."))],
        description=_("Même à peu près. Par exemple : 01/09/2022."),
    )  # fmt: skip
    ended_on = DateField(_("Jusqu’à quand"), validators=[Free()],
                         description=_("Laissez vide si cela continue."))  # fmt: skip
    hours = HoursField(_("Combien d’heures en tout"), validators=[Free()],
                       description=_("Même à peu près. Par exemple : 60."))  # fmt: skip

    def validate_started_on(self, field: Field) -> None:
        """Refuse a day to come."""
        if field.data and field.data > clock.today():
            raise ValidationError(_("Ce jour n’est pas encore arrivé."))

    def validate_ended_on(self, field: Field) -> None:
        """Refuse an end before the start."""
        if field.data and self.started_on.data and field.data < self.started_on.data:
            raise ValidationError(_("La fin est avant le début. Vérifiez les deux dates."))

    def validate_hours(self, field: Field) -> None:
        """Refuse what cannot be counted."""
        if field.data is not None and not 0 <= field.data <= 20_000:
            raise ValidationError(_("Écrivez un nombre d’heures entre 0 et 20\u202f000."))

    def facts(self) -> dict[str, Any]:
        """Give what was written."""
        names = ("title", "association_name", "place", "started_on", "ended_on")
        hours = self.hours.data
        return {
            **{name: self[name].data for name in names},
            "hours": float(hours) if hours is not None else None,
        }


class WhatForm(Form):
    """What was done, and what it gave."""

    tasks = _several(_("Ce que vous avez fait"), _("arroser les légumes."),
                     Required(_("Écrivez au moins une chose.")))  # fmt: skip
    results = _words(_("Ce que cela a donné"), _("Par exemple : le jardin nourrit dix familles."))
    responsibilities = _words(
        _("Ce qu’on vous a confié"), _("Par exemple : les clés, la caisse."), 2
    )
    autonomy = RadioField(_("Comment vous travailliez"), [Free()], choices=Autonomy.choices())
    tools = _several(_("Les outils et les machines"), _("une débroussailleuse."))
    trainings = _several(
        _("Ce qu’on vous a appris"), _("les gestes qui sauvent, une demi-journée.")
    )
    comment = _words(_("Ce que vous voulez ajouter"), _("Avec vos mots. Ce texte sera lu."))

    def validate_tasks(self, field: Field) -> None:
        """Keep the lines short enough to be read."""
        _check_lines(field)

    def validate_tools(self, field: Field) -> None:
        """Keep the lines short enough to be read."""
        _check_lines(field)

    def validate_trainings(self, field: Field) -> None:
        """Keep the lines short enough to be read."""
        _check_lines(field)

    def facts(self) -> dict[str, Any]:
        """Give what was written."""
        return {
            **{n: lines(self[n].data) for n in ("tasks", "tools", "trainings")},
            **{n: self[n].data or "" for n in ("results", "responsibilities", "comment")},
            "autonomy": self.autonomy.data or "",
        }

    @staticmethod
    def answers(entry: Entry) -> dict[str, Any]:
        """Give what the line says already."""
        lists = {n: "\n".join(getattr(entry, n)) for n in ("tasks", "tools", "trainings")}
        texts = ("results", "responsibilities", "comment", "autonomy")
        return {**lists, **{n: getattr(entry, n) or None for n in texts}}


def _check_lines(field: Field) -> None:
    said = lines(field.data)
    if len(said) > LINES:
        raise ValidationError(_("Gardez les %(lines)s plus importantes.", lines=LINES))
    if any(len(line) > LONGEST for line in said):
        raise ValidationError(
            _(
                "Une ligne est trop longue. Gardez %(longest)s caractères par ligne.",
                longest=LONGEST,
            )
        )


class SkillsForm(Form):
    """The skills a mission shows."""

    codes = SelectMultipleField(_("Ce que cela montre de vous"), [Free()])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.codes.choices = [(s.code, s.simple) for s in catalogue.every().values()]

    def validate_codes(self, field: Field) -> None:
        """Keep few enough to be believed."""
        if len(field.data or ()) > LINES:
            raise ValidationError(_("Gardez les %(lines)s plus importantes.", lines=LINES))


class SkillForm(Form):
    """How far one is on one’s own, and an example."""

    level = RadioField(_("Comment vous le faites"), [Free()], choices=Level.choices())
    example = TextAreaField(
        _("Un exemple, avec vos mots"),
        [Required(_("Écrivez un exemple, ou choisissez une des phrases.")), Neutral(),
         Length(max=300)],
        render_kw={"rows": 2},
    )  # fmt: skip


class WhomForm(Form):
    """To whom an attestation is asked."""

    email = EmailAddressField(
        _("L’adresse e-mail de l’association"),
        _("Écrivez l’adresse e-mail de l’association."),
        description=_("Elle reçoit un lien. Elle n’a pas besoin de compte."),
    )
