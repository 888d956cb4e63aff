"""What became of what was shown: the dated decisions that weights may be learned from.

Each concept tells its own; this one tells what was kept or put aside. A decision says who decided
only so that nobody weighs more than their share: that never reaches what is learned. What is about
the person and not about the fit (« pas le moment », a practical point, someone who stops) teaches
nothing at all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.suggestions.models import Answer, Choice, Reason

WITHIN = timedelta(days=730)
Pair = tuple[int, int]


@dataclass(frozen=True)
class Decision:
    """How one pair turned out, from 0 to 1, and how much the word is worth.

    ``about`` lists the criteria a reason speaks of; empty, it speaks of all.
    """

    kind: str
    pair: Pair
    outcome: float
    worth: float
    decider: str
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ending:
    """A request that is over: the rank at which the mission was shown, and the answer."""

    rank: int | None
    accepted: bool


Teller = Callable[[datetime], Iterable[Decision]]
TELLERS: list[Teller] = []
ENDINGS: list[Callable[[datetime], Iterable[Ending]]] = []


def teller(tells: Teller) -> Teller:
    """Have a concept tell the decisions made since a moment."""
    if tells not in TELLERS:
        TELLERS.append(tells)
    return tells


def collected() -> list[Decision]:
    """Give one decision for each person and mission: the one that is worth most."""
    since = clock.now() - WITHIN
    kept: dict[Pair, Decision] = {}
    for tells in TELLERS:
        for decision in tells(since):
            known = kept.get(decision.pair)
            if known is None or decision.worth >= known.worth:
                kept[decision.pair] = decision
    return [kept[pair] for pair in sorted(kept)]


def endings() -> list[Ending]:
    """Give how requests ended, with the rank each was asked from."""
    since = clock.now() - WITHIN
    return [ending for tells in ENDINGS for ending in tells(since)]


SPEAKS_OF: dict[str | None, frozenset[str]] = {
    Reason.TOO_FAR: frozenset({"near"}),
    Reason.WRONG_DAYS: frozenset({"time"}),
    Reason.NOT_THIS_WORK: frozenset({"wish", "fit", "interest"}),
    Reason.NOT_THESE_PEOPLE: frozenset({"wish"}),
}


@teller
def choices(since: datetime) -> Iterable[Decision]:
    """Tell what people kept for later or put aside; without a reason, it is worth little."""
    columns = (Choice.volunteer_id, Choice.mission_id, Choice.answer, Choice.reason)
    rows = db.session.execute(select(*columns).where(Choice.at >= since).order_by(Choice.id))
    for volunteer_id, mission_id, answer, reason in rows:
        about = SPEAKS_OF.get(reason, frozenset())
        kept = answer == Answer.SAVED
        yield Decision(
            kind="kept" if kept else "put_aside",
            pair=(volunteer_id, mission_id),
            outcome=1.0 if kept else 0.0,
            worth=0.5 if about else 0.3,
            decider=f"person {volunteer_id}",
            about=about,
        )
