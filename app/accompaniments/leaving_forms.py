"""What is filled in at the end and six months after, and the département's own rules."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from markupsafe import Markup
from wtforms import (
    BooleanField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import Select

from app import clock
from app.accompaniments.categories import USUAL
from app.accompaniments.follow_ups import News
from app.accompaniments.leaving import Leaving
from app.accompaniments.notebook import Words
from app.accompaniments.shared_form import SharedForm
from app.accompaniments.words import ActivityKind, ExitCategory, ExitType, Reached, Situation
from app.forms import DateField, Form, Free, HoursField, RadioField, Required
from app.languages import _

YES_NO = [("yes", _("Oui")), ("no", _("Non"))]
SCALE = [
    ("", _("Pas de réponse")),
    ("1", "1, difficile"),
    *((n, n) for n in "234"),
    ("5", "5, facile"),
]
CLOSED_OUTCOMES = [c for c in Reached.choices() if c[0] != Reached.NOT_TRIED]
RATINGS = ("isolation", "confidence", "network", "french", "mobility")


class Grouped(Select):
    """A list in groups, whose first choice, « none », stands before them."""

    def __call__(self, field: Any, **more: Any) -> Markup:
        """Draw it; a group without a name is a fault, and hides the empty choice."""
        drawn = str(super().__call__(field, **more))
        return Markup(re.sub(r'<optgroup label="">(.*?)</optgroup>', r"\1", drawn))  # noqa: S704


class ExitForm(Form):
    """When and how it ends, what shows it, and whether one may ask for news in six months."""

    on = DateField(
        "Dernier jour de l’accompagnement",
        validators=[Required("Choisissez le dernier jour.")],
        default=clock.today,
    )
    type = SelectField(
        "Comment cela finit", validators=[Required("Choisissez une réponse.")], widget=Grouped()
    )
    also = SelectField(
        "Une autre raison, le même jour",
        validators=[],
        description="La plus forte des deux compte, l’autre reste notée.",
        widget=Grouped(),
    )
    began_on = DateField(
        "Premier jour de l’emploi ou de la formation",
        validators=[],
        description="S’il y en a un : il compte comme un début d’activité.",
    )
    detail = StringField("Précisions", validators=[Length(max=200)])
    evidence = StringField(
        "Ce qui le montre",
        validators=[Length(max=200)],
        description="Par exemple : contrat de travail vu le 3 mars.",
    )
    may_contact = RadioField(
        "La personne est-elle d’accord pour donner des nouvelles dans six mois ?",
        choices=YES_NO,
        validators=[Free()],
        description="C’est libre. Sans son oui, personne ne la rappelle.",
    )

    def offer(self, categories: Mapping[str, str]) -> None:
        """Set the reasons, by category."""
        groups = {
            label: [(k.value, k.label) for k in ExitType if categories[k] == category]
            for category, label in ExitCategory.choices()
        }
        shown = {label: kinds for label, kinds in groups.items() if kinds}
        self.type.choices = {"": [("", "Choisissez")], **shown}
        self.also.choices = {"": [("", "Aucune")], **shown}

    def validate_may_contact(self, field: Field) -> None:
        """Ask for the person’s word, when there is someone to ask."""
        if self.type.data not in (ExitType.DEATH, ExitType.NEVER_CAME) and not field.data:
            raise ValidationError("Demandez à la personne, puis choisissez une réponse.")

    def validate_began_on(self, field: Field) -> None:
        """Refuse a first day far from the last one of the accompaniment."""
        if field.data is None or self.on.data is None:
            return
        if not timedelta(days=-366) <= field.data - self.on.data <= timedelta(days=31):
            raise ValidationError("Ce jour est trop loin de la sortie. Vérifiez la date.")

    def leaving(self) -> Leaving:
        """Give the exit as it was filled in."""
        assert self.on.data is not None  # noqa: S101 - asked for once it is filled in
        types = dict.fromkeys(t for t in (self.type.data, self.also.data) if t)
        return Leaving(
            self.on.data,
            tuple(types),
            may_contact_after=self.may_contact.data == "yes",
            detail=self.detail.data or "",
            evidence=self.evidence.data or "",
            began_on=self.began_on.data,
        )

    def refuse(self, objections: list[tuple[str, str]]) -> bool:
        """Show what is wrong beside each answer; true when something is."""
        for name, why in objections:
            self[name].errors = [*self[name].errors, why]
        return bool(objections)


class ReviewForm(SharedForm):
    """Three open questions, all free."""

    went_well = TextAreaField(_("Ce qui a été bien"), validators=[Free(), Length(max=2000)])
    was_hard = TextAreaField(_("Ce qui a été difficile"), validators=[Free(), Length(max=2000)])
    comes_next = TextAreaField(_("Et maintenant ?"), validators=[Free(), Length(max=2000)])

    def words(self) -> Words:
        """Give what was written."""
        quoted = getattr(self, "may_quote", None)
        return Words(
            self.went_well.data or "",
            self.was_hard.data or "",
            self.comes_next.data or "",
            may_quote=bool(quoted is not None and quoted.data),
        )


class OwnReviewForm(ReviewForm):
    """The same, for the person, who may let their words be quoted."""

    may_quote = BooleanField(
        _("Vous pouvez montrer mes mots à d’autres, sans mon nom"), validators=[Free()]
    )


def _rating(question: str) -> SelectField:
    return SelectField(question, choices=SCALE, default="", validators=[Free()])


class FollowUpForm(Form):
    """What came of the call, then how the person is, each answer free."""

    outcome = RadioField(
        "La personne",
        choices=CLOSED_OUTCOMES,
        validators=[InputRequired("Choisissez une réponse.")],
    )
    situation = SelectField(
        "Sa situation", choices=[("", "Choisissez"), *Situation.choices()], validators=[Free()]
    )
    still_volunteering = RadioField("Encore bénévole ?", choices=YES_NO, validators=[Free()])
    hours_per_week = HoursField(
        "Heures par semaine", validators=[Free(), Optional(), NumberRange(min=0, max=60)]
    )
    isolation = _rating("Se sent entourée")
    confidence = _rating("A confiance en elle")
    network = _rating("Sait à qui s’adresser")
    french = _rating("À l’aise en français")
    mobility = _rating("Se déplace facilement")
    changed = TextAreaField(
        "Ce qui a changé pour elle",
        validators=[Free(), Length(max=2000)],
        description="Ses mots à elle, sans nom ni lieu.",
    )
    may_quote = BooleanField("On peut citer ces mots, sans son nom", validators=[Free()])

    def validate_situation(self, field: Field) -> None:
        """Ask for the situation of someone who answered."""
        if self.outcome.data == Reached.REACHED and not field.data:
            raise ValidationError("Choisissez sa situation.")

    def news(self) -> News:
        """Give what the person said."""
        hours = self.hours_per_week.data
        return News(
            situation=self.situation.data or None,
            still_volunteering=_yes(self.still_volunteering.data),
            hours_per_week=float(hours) if hours is not None else None,
            ratings=tuple((name, _number(self[name].data)) for name in RATINGS),
            changed=self.changed.data or "",
            may_quote=bool(self.may_quote.data),
        )


def _yes(answer: str | None) -> bool | None:
    return None if answer is None else answer == "yes"


def _number(answer: str | None) -> int | None:
    return int(answer) if answer else None


class RulesForm(Form):
    """What each exit is called, and what counts as going back to work."""

    counted = SelectMultipleField(
        "Ce qui compte comme une reprise d’activité",
        choices=ActivityKind.choices(),
        validators=[Free()],
    )

    def rules(self) -> dict[str, str]:
        """Give the category of each type of exit."""
        return {kind.value: self[f"exit_{kind.value}"].data for kind in ExitType}

    def questions(self) -> list[Any]:
        """List the fields of the exits, in their order."""
        return [self[f"exit_{kind.value}"] for kind in ExitType]


for _kind in ExitType:
    setattr(
        RulesForm,
        f"exit_{_kind.value}",
        SelectField(_kind.label, choices=ExitCategory.choices(), validators=[Free()]),
    )
assert set(USUAL) == set(ExitType)  # noqa: S101 - a new type of exit needs its usual category


def rules_form(categories: Mapping[str, str], counted: frozenset[str]) -> RulesForm:
    """Give the form, filled with the rules of today."""
    exits = {f"exit_{kind}": category for kind, category in categories.items()}
    return RulesForm(counted=sorted(counted), **exits)
