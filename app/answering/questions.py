"""What a link asks, as data: a sentence, what must be known to answer, one button an answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.letters.answer_links import AnswerLink, Purpose


@dataclass(frozen=True)
class Answer:
    """One answer: its button, what it does, and what is said afterwards.

    ``options`` are a few words to choose from; the one chosen is given to ``act``.
    """

    slug: str
    label: str
    said: str
    act: Callable[[str], object]
    options: Sequence[tuple[str, str]] = ()
    asked: str = ""


Line = tuple[str, str, bool]  # what, and whether someone typed it: it is then French


@dataclass(frozen=True)
class Question:
    """One page: its title, the lines to know, the answers, and the whole page for who enters."""

    title: str
    lines: Sequence[Line]
    answers: Sequence[Answer]
    page: str
    note: str = ""
    preview: Sequence[str] = ()
    for_whom: str = ""
    by_phone: str = ""


Ask = Callable[[AnswerLink, Any], Question | None]
ASKED: dict[str, Ask] = {}


def asks(purpose: Purpose) -> Callable[[Ask], Ask]:
    """Have this function say what the links of a purpose ask; nothing when it no longer may."""

    def listed(ask: Ask) -> Ask:
        ASKED[purpose.value] = ask
        return ask

    return listed
