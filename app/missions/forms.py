"""What an association writes about a mission, in three short steps, then checks."""

import re
from typing import Any, ClassVar

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional, StopValidation

from app import clock
from app.forms import DateField, Form, HoursField, IntegerField, Required
from app.missions.models import Mission
from app.territories.forms import CommuneField
from app.vocabulary import HALF_DAYS, Domain, French, Public

ON_SITE, REMOTE = "sur-place", "a-distance"
REGULAR, ONCE = "reguliere", "une-fois"
MOST_PLACES = 500
MOST_HOURS = 24
MOST_SKILLS = 12
TERNARY = {"oui": True, "non": False, "": None}


def _ternary(label: str, **given: Any) -> RadioField:
    choices = [("oui", "Oui"), ("non", "Non"), ("", "Nous ne savons pas encore")]
    return RadioField(label, choices=choices, default="", **given)


def _said(value: bool | None) -> str:
    return {True: "oui", False: "non", None: ""}[value]


class MissionForm(Form):
    """A step of a mission: ``facts()`` is what to keep of it."""

    name: ClassVar[str]
    plain: ClassVar[tuple[str, ...]]
    expected: ClassVar[tuple[str, ...]] = ()
    version = HiddenField()

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        for name in self.expected:
            self[name].flags.required = True  # unless another answer stands for it

    @classmethod
    def of(cls, mission: Mission | None) -> "MissionForm":
        """Give the step as the mission last left it."""
        return cls(data=cls.answers(mission) if mission else {})

    @classmethod
    def answers(cls, mission: Mission) -> dict[str, Any]:
        """Give what the mission already says, as this step shows it."""
        return {name: getattr(mission, name) for name in ("version", *cls.plain)}

    def facts(self) -> dict[str, Any]:
        """Give what was written, as the mission keeps it."""
        return {name: self[name].data for name in self.plain}


class WhatForm(MissionForm):
    """What one does, and where."""

    name = "quoi"
    plain = ("title", "description", "domain", "publics", "place_detail", "transit")
    expected = ("commune",)

    title = StringField(
        "Le titre de la mission",
        [Required("Écrivez un titre."), Length(max=120)],
        description="Un verbe et quelques mots. Par exemple : Arroser le jardin partagé.",
    )
    description = TextAreaField(
        "Ce que fait la personne",
        [Required("Écrivez ce que fait la personne."), Length(max=3000)],
        description="Racontez une demi-journée, avec des phrases courtes.",
        render_kw={"rows": 7, "maxlength": 3000},
    )
    domain = RadioField(
        "Le domaine", [Required("Choisissez un domaine.")], choices=Domain.choices()
    )
    publics = SelectMultipleField("Qui rencontre-t-on ?", choices=Public.choices())
    skills = TextAreaField(
        "Ce qu’il est utile de savoir faire",
        [Length(max=800)],
        description="Une chose par ligne. Laissez vide si tout s’apprend sur place.",
        render_kw={"rows": 3},
    )
    where = RadioField(
        "Cela se passe",
        [Required("Choisissez où cela se passe.")],
        choices=[(ON_SITE, "Sur place"), (REMOTE, "Depuis chez soi, par téléphone ou ordinateur")],
    )
    commune = CommuneField("La commune")
    place_detail = StringField(
        "L’adresse ou le lieu", [Length(max=200)],
        description="Par exemple : 14 rue des Menuisiers.",
    )  # fmt: skip
    transit = StringField(
        "Pour venir", [Length(max=200)],
        description="L’arrêt de bus ou de tram le plus proche.",
    )  # fmt: skip

    @classmethod
    def answers(cls, mission: Mission) -> dict[str, Any]:
        """Give what the mission already says."""
        return super().answers(mission) | {
            "skills": "\n".join(mission.skills),
            "where": REMOTE if mission.remote else ON_SITE,
            "commune": mission.commune,
        }

    def validate_title(self, field: StringField) -> None:
        """Ask for more than one word."""
        if len((field.data or "").split()) < 2:
            raise StopValidation("Un titre de deux mots au moins : que fait-on ?")

    def validate_commune(self, field: CommuneField) -> None:
        """Ask where, unless it is from home."""
        if self.where.data == ON_SITE and not field.data and not field.errors:
            raise StopValidation("Écrivez la commune où cela se passe.")

    def validate_skills(self, field: TextAreaField) -> None:
        """Keep the list short enough to be read."""
        if len(listed(field.data)) > MOST_SKILLS:
            raise StopValidation(f"Gardez les {MOST_SKILLS} plus importantes.")

    def facts(self) -> dict[str, Any]:
        """Give what was written."""
        remote = self.where.data == REMOTE
        commune = None if remote else self.commune.data
        return super().facts() | {
            "skills": listed(self.skills.data),
            "remote": remote,
            "commune_code": commune.code if commune else None,
        }


class WhenForm(MissionForm):
    """When, and for how long."""

    name = "quand"
    plain = ("starts_on", "ends_on", "slots", "flexible", "places")
    expected = ("slots",)

    rhythm = RadioField(
        "La mission a lieu",
        [Required("Choisissez : régulièrement, ou une seule fois.")],
        choices=[(REGULAR, "Régulièrement"), (ONCE, "Une seule fois")],
        default=REGULAR,
    )
    slots = SelectMultipleField("Les demi-journées possibles", choices=list(HALF_DAYS.items()))
    flexible = BooleanField("Les jours se décident avec la personne")
    hours_per_week = HoursField(
        "Combien d’heures par semaine",
        [Optional(), NumberRange(0.5, MOST_HOURS, f"Entre une demi-heure et {MOST_HOURS} heures.")],
        description="Pour une seule fois : combien d’heures en tout. Par exemple : 2,5.",
    )
    starts_on = DateField("Le premier jour", description="Par exemple : 15/01/2027.")
    ends_on = DateField("Le dernier jour", description="Laissez vide si la mission continue.")
    places = IntegerField(
        "Combien de personnes vous faut-il",
        [Required("Écrivez un nombre de personnes."),
         NumberRange(1, MOST_PLACES, f"Entre 1 et {MOST_PLACES} personnes.")],
        default=1, render_kw={"inputmode": "numeric", "class": "short"},
    )  # fmt: skip

    @classmethod
    def answers(cls, mission: Mission) -> dict[str, Any]:
        """Give what the mission already says."""
        rhythm = ONCE if mission.one_off else REGULAR
        return super().answers(mission) | {
            "rhythm": rhythm,
            "hours_per_week": mission.hours_per_week,
        }

    def validate_slots(self, field: SelectMultipleField) -> None:
        """Ask for a half-day, or for days to be settled together."""
        if not field.data and not self.flexible.data and self.rhythm.data == REGULAR:
            raise StopValidation(
                "Cochez une demi-journée, ou « Les jours se décident avec la personne »."
            )

    def validate_starts_on(self, field: DateField) -> None:
        """Ask for the day of what happens once."""
        if self.rhythm.data == ONCE and not field.data:
            raise StopValidation("Écrivez le jour de la mission.")

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse a last day behind us, or before the first."""
        if field.data and field.data < clock.today():
            raise StopValidation("Ce jour est passé.")
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise StopValidation("Le dernier jour vient avant le premier. Vérifiez les deux.")

    def facts(self) -> dict[str, Any]:
        """Give what was written; what happens once ends the day it starts unless said."""
        one_off = self.rhythm.data == ONCE
        hours = self.hours_per_week.data
        kept = super().facts() | {
            "one_off": one_off,
            "hours_per_week": float(hours) if hours is not None else None,
        }
        if one_off and not kept["ends_on"]:
            kept["ends_on"] = kept["starts_on"]
        return kept


class WelcomeForm(MissionForm):
    """Who welcomes, and what the mission asks of a person."""

    name = "accueil"
    plain = ("welcome", "expenses")
    ternaries = ("trial", "beginners", "driving_licence", "lifting", "step_free")

    welcome = TextAreaField(
        "Qui accueille la personne, et comment",
        [Required("Écrivez qui accueille la personne."), Length(max=600)],
        description="Un prénom et une fonction suffisent. Par exemple : Agnès tient la caisse "
        "avec vous les deux premières fois.",
        render_kw={"rows": 3, "maxlength": 600},
    )
    french = RadioField(
        "Le français qu’il faut parler",
        choices=[("", "Peu importe"), *French.choices()[:5]], default="",
    )  # fmt: skip
    beginners = _ternary("Peut-on venir sans savoir faire ?")
    trial = _ternary("Peut-on essayer d’abord, sans s’engager ?")
    driving_licence = _ternary("Faut-il le permis de conduire ?")
    lifting = _ternary("Faut-il porter lourd ou rester longtemps debout ?")
    step_free = _ternary("Le lieu est-il accessible sans marche ?")
    expenses = StringField(
        "Les frais remboursés", [Length(max=200)],
        description="Sur justificatif. Par exemple : ticket de bus, repas de midi.",
    )  # fmt: skip

    @classmethod
    def answers(cls, mission: Mission) -> dict[str, Any]:
        """Give what the mission already says."""
        ternaries = {name: _said(getattr(mission, name)) for name in cls.ternaries}
        return super().answers(mission) | ternaries | {"french": mission.french or ""}

    def facts(self) -> dict[str, Any]:
        """Give what was written."""
        ternaries = {name: TERNARY[self[name].data or ""] for name in self.ternaries}
        return super().facts() | ternaries | {"french": self.french.data or None}


STEPS: dict[str, type[MissionForm]] = {
    form.name: form for form in (WhatForm, WhenForm, WelcomeForm)
}


class CheckForm(Form):
    """The last step: what was written is right, and is not a job."""

    version = HiddenField()
    not_a_job = BooleanField(
        "Cette mission ne remplace pas un emploi salarié.",
        [Required("Cochez cette case, ou appelez-nous : nous en parlons ensemble.")],
    )


class PlacesForm(Form):
    """How many people are needed now."""

    places = WhenForm.places


def listed(text: str | None) -> list[str]:
    """Read a list, one thing a line or between commas."""
    items = (" ".join(item.split())[:80] for item in re.split(r"[\n;,]+", text or ""))
    return list(dict.fromkeys(filter(None, items)))
