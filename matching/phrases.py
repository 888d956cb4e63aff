"""Sentences that another language can say: each keeps its pattern and the words that fill it."""

from typing import Any


class Phrase(str):
    """A French text, with what it is made of for who would translate it."""

    pattern: str
    words: dict[str, Any]


def phrase(pattern: str, /, **words: Any) -> Phrase:
    """Fill a pattern: ``phrase("Le trajet est long : %(trip)s.", trip=…)``."""
    said = Phrase(pattern % words if words else pattern)
    said.pattern, said.words = pattern, words
    return said


def either(texts: list[Phrase]) -> Phrase:
    """Say one or another: « le lundi matin ou le mardi matin »."""
    first, *others = texts
    for other in others:
        first = phrase("%(first)s ou %(second)s", first=first, second=other)
    return first


def both(texts: list[Phrase]) -> Phrase:
    """Say one and another: « le lundi matin et le mardi matin »."""
    first, *others = texts
    for other in others:
        first = phrase("%(first)s et %(second)s", first=first, second=other)
    return first
