"""What people ask of the list of missions, read from the address so that it can be shared."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from wtforms import SelectField, SelectMultipleField, StringField

from app.forms import Form
from app.languages import _
from app.missions.search import Filters
from app.territories.forms import CommuneField
from app.territories.models import Commune
from app.vocabulary import HALF_DAYS, Domain, Mode

LONGEST = 80
ANY = ("", _("Peu importe"))
MODES = {"pied": Mode.WALK, "velo": Mode.BIKE, "transports": Mode.TRANSIT, "voiture": Mode.CAR}
USUAL = {Mode.WALK: 30, Mode.BIKE: 30, Mode.TRANSIT: 45, Mode.CAR: 45}
MINUTES = [(str(n), f"{n} minutes") for n in (15, 30, 45, 60, 90)]
DISTANCES = [(str(n), f"{n} km") for n in (5, 10, 20, 30, 60)]
WISHES = {
    "domicile": ("remote", _("Depuis chez moi")),
    "peu-de-francais": ("little_french", _("Avec peu de français")),
    "une-fois": ("one_off", _("Une seule fois")),
    "debutants": ("beginners", _("Débutants bienvenus")),
    "sans-permis": ("no_licence", _("Sans permis de conduire")),
    "sans-porter": ("no_lifting", _("Sans rien porter de lourd")),
    "plain-pied": ("step_free", _("Accessible en fauteuil")),
}
WEEKEND = ("sat-am", "sat-pm", "sun-am", "sun-pm")


class SearchForm(Form):
    """The field, the button, and every choice behind « Tous les choix »."""

    q = StringField(_("Quoi ?"), description=_("Un mot. Par exemple : jardin, enfants, cuisine."))
    ou = CommuneField(_("Où ?"), description=_("Une ville ou un code postal."))
    domaine = SelectField(_("Domaine"), choices=[ANY, *Domain.choices()], validate_choice=False)
    trajet = SelectField(
        _("Comment y aller"),
        choices=[ANY, *((name, mode.label) for name, mode in MODES.items())],
        validate_choice=False,
    )
    minutes = SelectField(_("Trajet, au plus"), choices=[ANY, *MINUTES], validate_choice=False)
    distance = SelectField(_("Distance, au plus"), choices=[ANY, *DISTANCES], validate_choice=False)
    choix = SelectMultipleField(
        _("Ce qui compte pour moi"),
        choices=[(name, words) for name, (_fact, words) in WISHES.items()],
        validate_choice=False,
    )
    jour = SelectMultipleField(
        _("Mes jours"), choices=list(HALF_DAYS.items()), validate_choice=False
    )

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> "SearchForm":
        """Read an address; what it does not understand is left out."""
        form = cls(formdata=ImmutableMultiDict(args), meta={"csrf": False})
        form.q.data = " ".join((form.q.data or "").split())[:LONGEST]
        form.validate()
        return form

    @property
    def mode(self) -> Mode | None:
        """How to go there, when one says so and says from where."""
        return MODES.get(self.trajet.data) if self.ou.data else None

    @property
    def doubts(self) -> bool:
        """Whether the town is in doubt, or unknown."""
        return self.ou.data is None and bool(self.ou.typed)

    def filters(self) -> Filters:
        """Say in the words of the search what is asked."""
        mode = self.mode
        return Filters(
            words="" if self.q.errors else self.q.data or "",
            place=self.ou.data,
            km=_number(self.distance.data, DISTANCES),
            mode=mode,
            minutes=int(_number(self.minutes.data, MINUTES) or USUAL[mode]) if mode else None,
            domains=frozenset({self.domaine.data} & set(Domain)),
            half_days=frozenset(self.jour.data or []) & frozenset(HALF_DAYS),
            wishes=frozenset(WISHES[n][0] for n in self.choix.data or [] if n in WISHES),
        )

    def asked(self) -> dict[str, list[str]]:
        """Give back the address, tidied: what was asked and understood."""
        given: dict[str, Any] = {
            "q": [self.q.data] if self.q.data else [],
            "ou": [label(self.ou.data)] if self.ou.data else [],
            "domaine": [d for d in [self.domaine.data] if d in set(Domain)],
            "trajet": [self.trajet.data] if self.mode else [],
            "minutes": [m for m, _ in MINUTES if m == self.minutes.data and self.mode],
            "distance": [d for d, _ in DISTANCES if d == self.distance.data],
            "choix": [name for name in WISHES if name in (self.choix.data or [])],
            "jour": [code for code in HALF_DAYS if code in (self.jour.data or [])],
        }
        return {name: values for name, values in given.items() if values}


def label(commune: Commune) -> str:
    """Write a commune so that the search knows which one is meant."""
    return f"{commune.name} ({commune.department})"


def _number(text: str | None, choices: list[tuple[str, str]]) -> float | None:
    return float(text) if text and text in dict(choices) else None


Chip = tuple[str, str, bool, int | None]


def chips(form: SearchForm, home: Commune | None = None) -> list[Chip]:
    """Give the quick choices as links, then every other choice in force: a click takes it off.

    ``home`` is where the person lives, when they are known and have not said a town.
    """
    asked = form.asked()
    quick = [
        *([_one(_("Près de chez moi"), asked, "ou", label(home))] if home else []),
        _several(_("Le week-end"), asked, WEEKEND),
        *([_one(_("À pied"), asked, "trajet", "pied")] if form.ou.data else []),
        *[_among(words, asked, name) for name, (_f, words) in list(WISHES.items())[:4]],
    ]
    return quick + [chip for chip in _others(asked) if chip[1] not in {q[1] for q in quick}]


def _others(asked: Mapping[str, list[str]]) -> list[Chip]:
    days = [d for d in asked.get("jour", []) if not _is_weekend(asked)]
    shown = [
        *[(Domain.said(d), _without(asked, "domaine", d)) for d in asked.get("domaine", [])],
        *[(MODES[m].label, _without(asked, "trajet", m)) for m in asked.get("trajet", [])],
        *[
            (_("%(m)s min au plus", m=m), _without(asked, "minutes", m))
            for m in asked.get("minutes", [])
        ],
        *[
            (_("%(d)s km au plus", d=d), _without(asked, "distance", d))
            for d in asked.get("distance", [])
        ],
        *[(WISHES[c][1], _without(asked, "choix", c)) for c in asked.get("choix", [])],
        *[(HALF_DAYS[d].capitalize(), _without(asked, "jour", d)) for d in days],
    ]
    return [(f"{words} ✕", url, True, None) for words, url in shown]


def _is_weekend(asked: Mapping[str, list[str]]) -> bool:
    return set(asked.get("jour", [])) == set(WEEKEND)


def _several(words: str, asked: Mapping[str, list[str]], days: tuple[str, ...]) -> Chip:
    chosen = _is_weekend(asked)
    rest = {k: v for k, v in asked.items() if k != "jour"}
    return words, address(rest if chosen else {**rest, "jour": list(days)}), chosen, None


def _one(words: str, asked: Mapping[str, list[str]], name: str, value: str) -> Chip:
    chosen = asked.get(name) == [value]
    url = _without(asked, name, value) if chosen else address({**asked, name: [value]})
    return words, url, chosen, None


def _among(words: str, asked: Mapping[str, list[str]], value: str) -> Chip:
    held = asked.get("choix", [])
    if value in held:
        return words, _without(asked, "choix", value), True, None
    chosen = [c for c in WISHES if c in {*held, value}]
    return words, address({**asked, "choix": chosen}), False, None


def _without(asked: Mapping[str, list[str]], name: str, value: str) -> str:
    kept = {k: [v for v in vs if (k, v) != (name, value)] for k, vs in asked.items()}
    if name == "trajet":
        kept.pop("minutes", None)
    return address(kept)


def address(asked: Mapping[str, list[str]], page: str = "missions.listing") -> str:
    """Give the address of a search: as a list, or on another page."""
    query: dict[str, Any] = {name: values for name, values in asked.items() if values}
    return url_for(page, **query)
