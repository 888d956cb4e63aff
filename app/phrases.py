"""Dates, durations and lists as people say them; the filters of every page.

What is written here is French; ``foreign`` says the same in the language that is read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from babel.dates import format_date
from flask import Flask

from app import clock, foreign
from app.languages import SOURCE, Said, french, heard, spoken
from app.vocabulary import DAYS, HALF_DAYS, PARTS

WHOLE_DAY = " et ".join(part for _, part in PARTS)
EVERY = {"matin": "tous les matins", "après-midi": "tous les après-midi", "soir": "tous les soirs"}


def _also(elsewhere: Callable[..., str]) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Say a phrase this other way to who reads another language."""

    def told(phrase: Callable[..., str]) -> Callable[..., str]:
        @wraps(phrase)
        def said(*given: Any) -> str:
            return Said(phrase(*given), lambda: elsewhere(*given))

        return said

    return told


@_also(foreign.day)
def day(value: date | datetime) -> str:
    """Say a day: « mardi 24 novembre 2026 »."""
    said = format_date(clock.civil(value), "EEEE d MMMM y", locale="fr")
    return said.replace(" 1 ", " 1er ", 1)


@_also(foreign.short_day)
def short_day(value: date) -> str:
    """Say a day in a narrow column: « 24 nov. 2026 »."""
    return format_date(value, "d MMM y", locale="fr")


@_also(foreign.near_day)
def near_day(value: date) -> str:
    """Say a day in a narrower one: « 24 nov. », with its year when it is another."""
    same = value.year == clock.today().year
    return format_date(value, "d MMM" if same else "d MMM y", locale="fr")


@_also(foreign.month)
def month(value: date) -> str:
    """Say a month: « novembre 2026 »."""
    return format_date(value, "MMMM y", locale="fr")


@_also(foreign.hour)
def hour(value: datetime) -> str:
    """Say an hour: « 9 h », « 14 h 30 »."""
    local = clock.in_paris(value)
    return f"{local.hour} h" + (f" {local.minute:02d}" if local.minute else "")


@_also(foreign.clock_time)
def clock_time(value: datetime) -> str:
    """Say a precise time: « 14 h 05 »; the next minute when seconds are left."""
    local = clock.in_paris(value + timedelta(seconds=59))
    return f"{local.hour} h {local.minute:02d}"


@_also(foreign.moment)
def moment(value: datetime) -> str:
    """Say a day and its hour: « mardi 24 novembre 2026 à 9 h »."""
    return " à ".join([day(value), hour(value)])


@_also(foreign.ago)
def ago(value: date | datetime) -> str:
    """Say how long ago: « aujourd’hui », « hier », « il y a 3 jours », « il y a 6 mois »."""
    days = (clock.today() - clock.civil(value)).days
    near = {-2: "après-demain", -1: "demain", 0: "aujourd’hui", 1: "hier", 2: "avant-hier"}
    if days in near:
        return near[days]
    return f"dans {_many_days(-days)}" if days < 0 else f"il y a {_many_days(days)}"


def _many_days(days: int) -> str:
    if days >= 730:
        return f"{days // 365} ans"
    return f"{days * 12 // 365} mois" if days >= 61 else f"{days} jours"


@_also(foreign.half_days)
def half_days(codes: Iterable[str]) -> str:
    """Say half-days in the order of the week: « lundi et mardi matin, jeudi après-midi »."""
    kept = set(codes)
    days: dict[str, list[str]] = {}
    for code, name in DAYS:
        parts = " et ".join(part for p, part in PARTS if f"{code}-{p}" in kept)
        if parts:
            days.setdefault(parts, []).append(name)
    said = (_at(names, parts) for parts, names in days.items())
    holds_comma = any(" et " in parts and len(names) > 1 for parts, names in days.items())
    return ("\u00a0; " if holds_comma else ", ").join(said)


def _at(names: list[str], parts: str) -> str:
    """Say the days that share the same moments; a comma keeps two « et » apart."""
    several = " et " in parts
    said = "toute la journée" if parts == WHOLE_DAY else parts
    if len(names) == len(DAYS):
        return f"tous les jours, {said}" if several else EVERY[parts]
    return f"{_and(names)}{',' if several and len(names) > 1 else ''} {said}"


@_also(foreign.hours)
def hours(value: float) -> str:
    """Say a number of hours: « 3 heures », « 1 heure et demie », « 2,25 heures »."""
    whole = int(value)
    if value == whole + 0.5 and whole:
        return f"{whole} heure{'s' if whole > 1 else ''} et demie"
    said = f"{value:g}".replace(".", ",")
    return f"{said} heure{'s' if value >= 2 else ''}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say a count with its noun, on French pages: « 1 mission », « 3 missions »."""
    return f"{count} {one if count < 2 else many or one + 's'}"


@_also(foreign.thousands)
def thousands(count: int) -> str:
    """Write a whole number as in France: « 156 140 »."""
    return f"{count:,}".replace(",", "\u202f")


def listed(words: Iterable[str]) -> str:
    """Say a list: « a, b et c »."""
    kept = list(words)
    return Said(_and(kept), lambda: foreign.listed(kept))


def _and(words: list[str]) -> str:
    *first, last = words or [""]
    return " et ".join([", ".join(first), last]) if first else last


def after(name: str, word: str) -> str:
    """Put « de » or « que » before a name, elided before a vowel: « d’Idriss », « de Nora ».

    Who translates the sentence puts their own word before the name.
    """
    plain = unicodedata.normalize("NFD", name[:1].casefold())[:1]
    elided = plain and plain in "aeiouy\u0153\u00e6"
    return Said(f"{word[:-1]}’{name}" if elided else f"{word} {name}", lambda: str(name))


def typeset(words: str) -> str:
    """Keep French punctuation on the line of its word, as in « ici » : no break inside."""
    if spoken().code != SOURCE:
        return str(heard(words))
    return re.sub(r"« ", "«\u00a0", re.sub(r" (?=[»:;!?])", "\u00a0", words))


def init_app(app: Flask) -> None:
    """Give every template these words."""
    for phrase in (
        day, short_day, near_day, month, hour, clock_time, moment, ago, half_days, hours, plural,
        thousands, listed, after, typeset, french,
    ):  # fmt: skip
        app.jinja_env.filters[phrase.__name__] = phrase
    app.jinja_env.globals["all_half_days"] = HALF_DAYS
