"""The questions of a profile, in their order: each is one page, met once and changed at will."""

from dataclasses import dataclass

from werkzeug.exceptions import NotFound

from app.languages import _


@dataclass(frozen=True)
class Question:
    """One page of the profile: its key in the records, its address, and what it may change."""

    key: str
    slug: str
    title: str
    fields: tuple[str, ...]


QUESTIONS = (
    Question("place", "lieu", _("Où habitez-vous ?"), ("commune", "remote_ok")),
    Question("days", "jours", _("Quand êtes-vous libre ?"), ("slots", "hours_per_week")),
    Question(
        "travel", "trajet", _("Comment allez-vous à la mission ?"),
        ("modes", "max_minutes", "driving_licence"),
    ),
    Question("skills", "savoir-faire", _("Que savez-vous faire ?"), ("skills",)),
    Question("likes", "envies", _("Qu’est-ce que vous aimez ?"), ("interests", "wishes")),
    Question("french", "francais", _("Comment parlez-vous français ?"), ("french",)),
    Question("needs", "a-eviter", _("Que faut-il éviter ?"), ("no_lifting", "wheelchair")),
)  # fmt: skip
KEYS = tuple(question.key for question in QUESTIONS)


def find(slug: str) -> Question:
    """Find the question of an address."""
    for question in QUESTIONS:
        if question.slug == slug:
            return question
    raise NotFound


def number(question: Question) -> int:
    """Give the place of a question, counted from one."""
    return QUESTIONS.index(question) + 1


def after(question: Question) -> Question | None:
    """Give the question that follows."""
    return next(iter(QUESTIONS[number(question) :]), None)


def before(question: Question) -> Question | None:
    """Give the question that comes before."""
    place = number(question) - 1
    return QUESTIONS[place - 1] if place else None
