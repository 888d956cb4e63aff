"""What people answer, one page at a time: nothing is compulsory."""

import re
from typing import Any, ClassVar

from wtforms import Field, SelectMultipleField, TextAreaField
from wtforms.validators import Length, ValidationError

from app import phrases
from app.forms import Form, Free, RadioField
from app.languages import _
from app.profiles import everyday
from app.profiles.choices import SHORTCUTS, YES_NO, as_bool, as_choice, make_room
from app.profiles.models import Profile
from app.profiles.questions import Question
from app.profiles.wording import minutes
from app.territories.forms import CommuneField
from app.vocabulary import HALF_DAYS, Domain, French, Mode

MOST_SKILLS = 30
LONGEST_SKILL = 120


class AnswerForm(Form):
    """The answers to one question, and the template that draws its fields."""

    template: ClassVar[str]

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Give what the fields hold before anyone writes."""
        raise NotImplementedError

    def answers(self) -> dict[str, Any]:
        """Give what was answered, by the names of the profile."""
        raise NotImplementedError

    def offer(self, profile: Profile) -> None:
        """Make room among the choices for an answer given elsewhere."""


class PlaceForm(AnswerForm):
    """Where someone lives, and whether they may help from there."""

    template = "profiles/questions/place.html"
    commune = CommuneField(_("Votre ville ou votre village"), [Free()])
    remote = RadioField(
        _("Voulez-vous aussi aider depuis chez vous ?"),
        [Free()],
        choices=YES_NO,
        description=_("Par téléphone ou avec un ordinateur."),
    )

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Start from the commune of the account."""
        return {"commune": profile.account.commune, "remote": as_choice(profile.remote_ok)}

    def answers(self) -> dict[str, Any]:
        """Give the commune, and whether from home."""
        return {"commune": self.commune.data, "remote_ok": as_bool(self.remote.data)}


class DaysForm(AnswerForm):
    """The half-days someone is free, and for how long."""

    template = "profiles/questions/days.html"
    slots = SelectMultipleField(
        _("Vos demi-journées libres"), [Free()], choices=[*HALF_DAYS.items()]
    )
    shortcuts = SelectMultipleField(
        _("Pour aller vite"), [Free()], choices=[(k, words) for k, (words, _) in SHORTCUTS.items()]
    )
    hours = RadioField(
        _("Combien de temps par semaine, au plus ?"),
        [Free()],
        choices=[
            ("2", _("2 heures")),
            ("4", _("4 heures")),
            ("7", _("Une journée")),
            ("14", _("Plus")),
        ],
    )

    def offer(self, profile: Profile) -> None:
        """Keep a number of hours said to the référent."""
        make_room(self.hours, profile.hours_per_week, phrases.hours)

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Start from the days said before."""
        hours = profile.hours_per_week
        return {"slots": profile.slots, "hours": None if hours is None else f"{hours:g}"}

    def answers(self) -> dict[str, Any]:
        """Give the half-days in the order of the week, shortcuts spelt out."""
        chosen = set(self.slots.data or ())
        for name in self.shortcuts.data or ():
            chosen |= set(SHORTCUTS[name][1])
        hours = float(self.hours.data) if self.hours.data else None
        return {"slots": [s for s in HALF_DAYS if s in chosen], "hours_per_week": hours}


class TravelForm(AnswerForm):
    """How someone travels, for how long, and whether they may drive."""

    template = "profiles/questions/travel.html"
    modes = SelectMultipleField(_("Comment vous y allez"), [Free()], choices=Mode.choices())
    minutes = RadioField(
        _("Combien de temps pour y aller, au plus ?"),
        [Free()],
        choices=[(str(m), minutes(m).removesuffix(" au plus")) for m in (15, 30, 45, 60)],
    )
    licence = RadioField(_("Avez-vous le permis de conduire ?"), [Free()], choices=YES_NO)

    def offer(self, profile: Profile) -> None:
        """Keep a length of trip said to the référent."""
        make_room(self.minutes, profile.max_minutes, lambda m: f"{m:g}\u00a0minutes")

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Start from what was said before."""
        longest = profile.max_minutes
        return {
            "modes": profile.modes,
            "minutes": None if longest is None else str(longest),
            "licence": as_choice(profile.driving_licence),
        }

    def answers(self) -> dict[str, Any]:
        """Give the modes, the longest trip and the licence."""
        return {
            "modes": [m.value for m in Mode if m.value in (self.modes.data or ())],
            "max_minutes": int(self.minutes.data) if self.minutes.data else None,
            "driving_licence": as_bool(self.licence.data),
        }


class SkillsForm(AnswerForm):
    """What someone knows how to do: to tap, or in their own words."""

    template = "profiles/questions/skills.html"
    known = SelectMultipleField(
        _("Touchez ce que vous savez faire"),
        [Free()],
        choices=[(skill, skill) for skill in everyday.ALL],
    )
    own = TextAreaField(
        _("Autre chose ? Dites-le avec vos mots"),
        [Free(), Length(max=2000)],
        description=_("Une chose par ligne. Par exemple : je répare les vélos."),
        render_kw={"rows": 4},
    )

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Tick what is in the list, and write the rest."""
        own = [skill for skill in profile.skills if skill not in everyday.ALL]
        return {
            "known": [skill for skill in profile.skills if skill in everyday.ALL],
            "own": "\n".join(own),
        }

    def validate_own(self, field: Field) -> None:
        """Keep each line short enough to be read on a card."""
        own = _lines(field.data)
        if any(len(line) > LONGEST_SKILL for line in own):
            raise ValidationError(
                _(
                    "Une ligne est trop longue. Gardez %(longest_skill)s caractères au plus "
                    "par ligne.",
                    longest_skill=LONGEST_SKILL,
                )
            )
        if len(own) > MOST_SKILLS:
            raise ValidationError(
                _("Gardez %(most_skills)s lignes au plus.", most_skills=MOST_SKILLS)
            )

    def answers(self) -> dict[str, Any]:
        """Give one’s own words first, each thing once."""
        return {"skills": list(dict.fromkeys([*_lines(self.own.data), *(self.known.data or ())]))}


def _lines(text: str | None) -> list[str]:
    """Read one thing a line, without the dashes people put before."""
    parts = re.split(r"[\n;]", text or "")
    return [line for line in (part.strip(" \t•-–*·") for part in parts) if line]


class LikesForm(AnswerForm):
    """What someone is drawn to, and what they would rather not do."""

    template = "profiles/questions/likes.html"
    interests = SelectMultipleField(
        _("Touchez ce qui vous plaît"), [Free()], choices=Domain.choices()
    )
    wishes = TextAreaField(
        _("Ce que vous aimeriez, ce que vous ne voulez pas"),
        [Free(), Length(max=1000)],
        description=_("Avec vos mots. Par exemple : être dehors, pas trop de monde."),
        render_kw={"rows": 4},
    )

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Start from what was said before."""
        return {"interests": profile.interests, "wishes": profile.wishes}

    def answers(self) -> dict[str, Any]:
        """Give the domains and the wishes."""
        chosen = self.interests.data or ()
        return {
            "interests": [d.value for d in Domain if d.value in chosen],
            "wishes": self.wishes.data or "",
        }


class FrenchForm(AnswerForm):
    """How someone speaks French."""

    template = "profiles/questions/french.html"
    french = RadioField(_("Je parle français"), [Free()], choices=French.choices())

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Start from what was said before."""
        return {"french": profile.french}

    def answers(self) -> dict[str, Any]:
        """Give the level."""
        return {"french": self.french.data}


class NeedsForm(AnswerForm):
    """What a mission must spare someone: never why."""

    template = "profiles/questions/needs.html"
    needs = SelectMultipleField(
        _("Touchez ce qui vous concerne"),
        [Free()],
        choices=[
            ("no_lifting", _("Je ne peux pas porter de choses lourdes")),
            ("wheelchair", _("J’ai besoin d’un lieu accessible en fauteuil roulant")),
            ("nothing", _("Il n’y a rien à éviter")),
        ],
    )

    @staticmethod
    def show(profile: Profile) -> dict[str, Any]:
        """Start from what was said before."""
        said = [name for name in ("no_lifting", "wheelchair") if getattr(profile, name)]
        nothing = profile.no_lifting is False and profile.wheelchair is False
        return {"needs": ["nothing"] if nothing else said}

    def validate_needs(self, field: Field) -> None:
        """Ask again when « nothing » stands beside something."""
        if "nothing" in field.data and len(field.data) > 1:
            raise ValidationError(
                _("Vous avez coché « rien à éviter » et autre chose. Gardez l’un.")
            )

    def answers(self) -> dict[str, Any]:
        """Give each need; nothing ticked at all is no answer."""
        chosen = self.needs.data or []
        unsaid = False if "nothing" in chosen else None
        return {name: name in chosen or unsaid for name in ("no_lifting", "wheelchair")}


FORMS: dict[str, type[AnswerForm]] = {
    "place": PlaceForm,
    "days": DaysForm,
    "travel": TravelForm,
    "skills": SkillsForm,
    "likes": LikesForm,
    "french": FrenchForm,
    "needs": NeedsForm,
}


def form_for(question: Question, profile: Profile) -> AnswerForm:
    """Make the form of a question, holding what was answered before."""
    kind = FORMS[question.key]
    form = kind(data=kind.show(profile))
    form.offer(profile)
    return form
