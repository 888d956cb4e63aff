"""The dates of a contract, computed from plain facts: no database, no clock.

All days are civil days, inclusive at both ends. Every term is counted from its anchor, the first
day of an unbroken series, never from the end of the term before (``app.terms``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.contracts.working_days import on_or_before
from app.terms import end_of_term, months_later

DAY = timedelta(days=1)
NOTICES = (45, 30, 7)


@dataclass(frozen=True)
class Policy:
    """What the département decides about durations."""

    months: int = 6
    cap_months: int = 24
    covered: bool = False
    suspension_extends_cap: bool = False
    reentry_resets_after: int = 12
    backdating_days: int = 7
    alsace_moselle: bool = False


@dataclass(frozen=True)
class Period:
    """A signed term: where its series began, its first day, its planned last day, its last day."""

    anchor: date
    first: date
    planned: date
    last: date


@dataclass(frozen=True)
class Spell:
    """One accompaniment: its terms in order, its pauses, and the day it ended if it did."""

    since: date
    left_on: date | None = None
    periods: tuple[Period, ...] = ()
    pauses: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True)
class Term:
    """A term to come: its days, what the cap cut, the days left uncovered before it."""

    anchor: date
    first: date
    last: date
    truncated: bool = False
    gap_days: int = 0


class CapReached(Exception):  # noqa: N818 - said as it happens
    """No month is left before the cap; ``on`` is its last day, if it is known."""

    def __init__(self, on: date | None) -> None:
        super().__init__("the cap is reached")
        self.on = on


class Dated(Protocol):
    """A contract, as far as its days go."""

    anchor_on: date | None
    effective_on: date | None
    ends_on: date | None
    closed_on: date | None


def spanned(first: date, last: date) -> int:
    """Count the months that these days touch, the last one whole: 0 when there is no day."""
    months = max(0, (last.year - first.year) * 12 + last.month - first.month - 1)
    while end_of_term(first, months) < last:
        months += 1
    return months


def counted(spells: Sequence[Spell], policy: Policy) -> list[Spell]:
    """Keep the accompaniments that count with the last: those not left long enough ago."""
    kept: list[Spell] = []
    for spell in sorted(spells, key=lambda s: s.since, reverse=True):
        if kept and spell.left_on is not None:
            forgotten_on = months_later(spell.left_on, policy.reentry_resets_after)
            if kept[-1].since > forgotten_on:
                break
        kept.append(spell)
    return kept[::-1]


def periods_of(spells: Sequence[Spell]) -> list[Period]:
    """List the terms of these accompaniments, the first first."""
    return sorted((p for s in spells for p in s.periods), key=lambda p: p.first)


def term(start: date, spells: Sequence[Spell], policy: Policy) -> Term:
    """Compute the term signed on this day, or wanted from this later day.

    Signed before the end of the term that runs, it follows it from the same anchor; signed late,
    it has an anchor of its own and the days between are uncovered.
    """
    kept = counted(spells, policy)
    before = [p for p in periods_of(kept) if p.first < start or p.last >= start]
    last = before[-1] if before else None
    anchor = first = start
    gap = 0
    if last is not None and (start <= last.last or start == last.last + DAY):
        first = last.last + DAY
        anchor = last.anchor if last.last == last.planned else first
    elif last is not None and not _is_another_spell(last, kept):
        gap = (start - last.last).days - 1
    done = spanned(anchor, first - DAY)
    planned = end_of_term(anchor, done + policy.months)
    cap = cap_of(Term(anchor, first, planned), kept, policy)
    if cap < first:
        raise CapReached(cap)
    return Term(anchor, first, min(planned, cap), truncated=cap < planned, gap_days=gap)


def _is_another_spell(last: Period, kept: Sequence[Spell]) -> bool:
    return bool(kept) and last not in kept[-1].periods


def cap_of(wanted: Term, spells: Sequence[Spell], policy: Policy) -> date:
    """Give the last day that the cap allows for this term."""
    past = [p for p in periods_of(spells) if p.first < wanted.first]
    if policy.covered:
        left = policy.cap_months - sum(spanned(p.first, p.planned) for p in past)
        done = spanned(wanted.anchor, wanted.first - DAY)
        cap = end_of_term(wanted.anchor, done + left)
    else:
        cap = end_of_term(past[0].first if past else wanted.first, policy.cap_months)
    if not policy.suspension_extends_cap:
        return cap
    began = past[0].first if past else wanted.first
    return cap + paused(spells, began, cap) * DAY


def paused(spells: Sequence[Spell], since: date, until: date) -> int:
    """Count the days of pause between two days; a pause still open is not counted yet."""
    spans = [(a, b) for s in spells for a, b in s.pauses if b is not None]
    return sum(max(0, (min(b, until) - max(a, since)).days + 1) for a, b in spans)


def month_reached(day: date, spells: Sequence[Spell], policy: Policy) -> int:
    """Say which month of the cap a day is in: « mois 7 sur 24 »; 0 before the first term."""
    past = [p for p in periods_of(counted(spells, policy)) if p.first <= day]
    if not past:
        return 0
    if not policy.covered:
        return spanned(past[0].first, day)
    *before, now = past
    return sum(spanned(p.first, p.planned) for p in before) + spanned(now.first, min(day, now.last))


def reminders(ends_on: date, policy: Policy) -> list[tuple[int, date]]:
    """Say on which working days to tell that the end comes: (days before, day)."""
    there = policy.alsace_moselle
    return [(n, on_or_before(ends_on - n * DAY, alsace_moselle=there)) for n in NOTICES]


def windows(contract: Dated) -> list[tuple[date, date]]:
    """Give the full months of a signed contract, from its anchor; a partial last one is left out.

    Each window must hold one interview that took place.
    """
    anchor, first = contract.anchor_on, contract.effective_on
    last = contract.closed_on or contract.ends_on
    if anchor is None or first is None or last is None:
        return []
    found = []
    month = spanned(anchor, first - DAY)
    while (until := end_of_term(anchor, month + 1)) <= last:
        found.append((end_of_term(anchor, month) + DAY, until))
        month += 1
    return found


def backdating(signed_on: date, today: date, policy: Policy) -> str | None:
    """Say what forbids this day of signature, in words, or nothing."""
    if signed_on > today:
        return "Ce jour n’est pas encore arrivé."
    if (today - signed_on).days > policy.backdating_days:
        return (
            f"On note une signature dans les {policy.backdating_days} jours. "
            "Pour un jour plus ancien, demandez à l’administrateur du site."
        )
    return None
