"""Figures as people read them: one decimal, half up, a comma, and words where there is none."""

from fractions import Fraction
from math import floor

from app.indicators.rows import By, Figure, Indicator, Number, Shape, State
from app.phrases import thousands

NARROW = "\u202f"
ROOM = Fraction(4, 5)
STATES = {
    State.NOT_APPLICABLE: "n/a",
    State.MISSING: "non renseigné",
    State.OUT_OF_SCOPE: "non concerné",
}


def decimal(value: Number) -> str:
    """Write a number with one decimal, half up: « 19,6 »."""
    tenths = floor(abs(Fraction(value)) * 10 + Fraction(1, 2))
    sign = "−" if value < 0 and tenths else ""
    return f"{sign}{thousands(tenths // 10)},{tenths % 10}"


def said(figure: Figure) -> str:
    """Write a figure, or why there is none."""
    value = figure.value
    if value is None:
        return STATES[figure.state]
    return written(value, figure.measure.shape)


def written(value: Number, shape: Shape) -> str:
    """Write a value in the shape of its measure."""
    if shape == Shape.PERCENT:
        return f"{decimal(Fraction(value) * 100)}{NARROW}%"
    if shape == Shape.DECIMAL:
        return decimal(value)
    return thousands(int(value))


def part(value: Number | None) -> str:
    """Write what is above or below the line."""
    if value is None:
        return ""
    return thousands(int(value)) if Fraction(value).denominator == 1 else decimal(value)


def over(figure: Figure) -> str:
    """Write a ratio’s numerator and denominator: « 9 sur 46 »."""
    if figure.bottom is None or figure.state != State.VALUE:
        return ""
    return f"{part(figure.top)} sur {part(figure.bottom)}"


def why(indicator: Indicator, figure: Figure) -> str:
    """Say, in a sentence, why there is no figure."""
    if figure.state == State.MISSING:
        return f"Non renseigné : {indicator.silence}."
    if figure.state == State.NOT_APPLICABLE:
        return "Non applicable : il n’y a rien à rapporter, le dénominateur est nul."
    if figure.state == State.OUT_OF_SCOPE:
        return "Non concerné ici."
    return ""


def target(figure: Figure, *, told: bool = True) -> str:
    """Say whether the target is met: « Objectif 20 % : pas atteint »; only the goal if not told."""
    wanted = figure.measure.target
    if wanted is None:
        return ""
    goal = f"Objectif {decimal(wanted * 100).removesuffix(',0')}{NARROW}%"
    if figure.met is None or not told:
        return goal
    return f"{goal} : {'atteint' if figure.met else 'pas atteint'}"


def load(figure: Figure) -> tuple[str, str] | None:
    """Say when a full-time post has too many people, or room for more."""
    if figure.measure.capacity is None or figure.value is None:
        return None
    if figure.value > figure.measure.capacity:
        return f"Plus de {figure.measure.capacity} par ETP", "bad"
    if figure.value < figure.measure.capacity * ROOM:
        return f"Moins de {int(figure.measure.capacity * ROOM)} par ETP", "info"
    return None


def compared(now: Figure, before: Figure) -> str:
    """Say what changed since the period before, in words."""
    if now.value is None or before.value is None:
        return ""
    change = Fraction(now.value) - Fraction(before.value)
    if change == 0:
        return f"comme avant ({said(before)})"
    word = "de plus" if change > 0 else "de moins"
    shape = now.measure.shape
    if shape == Shape.PERCENT:
        return f"{decimal(abs(change) * 100)} points {word} (avant : {said(before)})"
    amount = thousands(int(abs(change))) if shape == Shape.WHOLE else decimal(abs(change))
    return f"{amount} {word} (avant : {said(before)})"


def counted(figure: Figure) -> str:
    """Say how the rows are counted, for who opens them."""
    by = figure.measure.top.by
    return {
        By.UNITS: "Chaque cas compte une fois.",
        By.PEOPLE: "Chaque personne compte une fois, même sur plusieurs lignes.",
        By.SUM: "Le chiffre est la somme de la colonne « Valeur ».",
        By.MEAN: "Le chiffre est la moyenne de la colonne « Valeur ».",
        By.MEDIAN: "Le chiffre est la valeur du milieu de la colonne « Valeur ».",
    }[by]


def sentence(words: str) -> str:
    """Make a label stand alone: a capital letter, and the name of what follows a rate."""
    for start, name in (("des ", "part "), ("de ", "taux "), ("parmi ", "taux ")):
        if words.startswith(start):
            words = name + words
            break
    return words[:1].upper() + words[1:]
