"""Who followed someone, for which operator and territory, on each day: what attribution needs."""

from datetime import date, timedelta
from typing import NamedTuple

from app.indicators.periods import Period
from app.indicators.rows import Row

DAY = timedelta(days=1)
FAR = date.max
REENTRY = timedelta(days=30)


class Stay(NamedTuple):
    """One accompaniment, from its first day to its last."""

    id: int
    person: int
    programme: int | None
    since: date
    until: date | None
    exit_type: str | None
    pathway: str | None

    def holds(self, day: date) -> bool:
        """Tell whether the person is accompanied on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Held(NamedTuple):
    """A référent follows someone, from a day to a day."""

    id: int
    person: int
    referent: int
    operator: int | None
    territory: int | None
    since: date
    until: date | None


def placed(part: str, day: date, stay: Stay, held: Held | None) -> Row:
    """Make the row of someone accompanied, held by someone or by nobody that day."""
    return Row(
        part, day, stay.person, stay.person,
        held.territory if held else None,
        held.operator if held else None,
        held.referent if held else None,
        stay.programme, stay.pathway,
    )  # fmt: skip


class Lives:
    """Every accompaniment and every assignment, by person, given in the order they began."""

    def __init__(self, stays: list[Stay], held: list[Held]) -> None:
        self.stays: dict[int, list[Stay]] = {}
        self.held: dict[int, list[Held]] = {}
        for stay in stays:
            self.stays.setdefault(stay.person, []).append(stay)
        for one in held:
            self.held.setdefault(one.person, []).append(one)
        self.stay_of = {stay.id: stay for stay in stays}

    def holder(self, person: int | None, day: date) -> Held | None:
        """Give who follows someone on a day: of two, the one who began last."""
        for one in reversed(self.held.get(person or 0, ())):
            if one.since <= day and (one.until is None or day <= one.until):
                return one
        return None

    def stay(self, person: int | None, day: date) -> Stay | None:
        """Give the accompaniment of someone on a day."""
        for stay in reversed(self.stays.get(person or 0, ())):
            if stay.holds(day):
                return stay
        return None

    def placed_on(self, day: date, stay: Stay) -> Row:
        """Make the row of someone accompanied, held by who followed them that day."""
        return placed("level", day, stay, self.holder(stay.person, day))

    def row(
        self,
        part: str,
        day: date,
        person: int,
        unit: int | str,
        *,
        what: str = "",
        stay: Stay | None = None,
    ) -> Row:
        """Make the row of something that happened to someone on a day, where it belongs."""
        held = self.holder(person, day)
        stay = stay or self.stay(person, day)
        return Row(
            part, day, person, unit,
            held.territory if held else None,
            held.operator if held else None,
            held.referent if held else None,
            stay.programme if stay else None,
            stay.pathway if stay else None,
            what,
        )  # fmt: skip

    def spells(self, stay: Stay, period: Period) -> list[tuple[date, Held | None]]:
        """Give, for the days of a stay in a period, the first day of each who followed then."""
        since = max(stay.since, period.since)
        until = min(stay.until or FAR, period.until)
        every = self.held.get(stay.person, ())
        if len(every) == 1 and every[0].since <= since and (every[0].until or FAR) >= until:
            return [(since, every[0])]
        held = [h for h in every if h.since <= until and (h.until is None or h.until >= since)]
        starts = {since}
        for one in held:
            starts.update(d for d in (one.since, (one.until or until) + DAY) if since < d <= until)
        return [(day, self.holder(stay.person, day)) for day in sorted(starts)]

    def is_cancelled(self, stay: Stay) -> bool:
        """Tell whether an exit no longer counts: back within 30 days with the same operator."""
        if stay.until is None or len(self.stays[stay.person]) == 1:
            return False
        operator = self._operator(stay.person, stay.until)
        return any(
            stay.until < other.since <= stay.until + REENTRY
            and self._operator(stay.person, other.since) == operator
            for other in self.stays.get(stay.person, ())
        )

    def _operator(self, person: int, day: date) -> int | None:
        held = self.holder(person, day)
        return held.operator if held else None
