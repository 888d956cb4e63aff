"""Rows and figures of every line, for a period and a scope."""

import gc
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.indicators.ledger import Ledger
from app.indicators.periods import Period
from app.indicators.registry import BY_KEY, REGISTRY
from app.indicators.rows import Figure, Indicator, Row, figure
from app.indicators.scopes import EVERYWHERE, Scope, grouped


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Make rows without pausing to look for cycles: tuples hold none, and it halves the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class Line:
    """One indicator on a period: the rows that make it, and its figures in their order."""

    indicator: Indicator
    rows: list[Row]
    figures: dict[str, Figure]

    @property
    def main(self) -> Figure:
        """The figure one reads first."""
        return self.figures[self.indicator.main.key]

    def behind(self, measure_key: str) -> list[Row]:
        """Give the rows that make a figure."""
        measure = self.figures[measure_key].measure
        return [row for row in self.rows if measure.keeps(row)]


class Reckoning:
    """The figures of one or several periods, from one reading of the records."""

    def __init__(self, *periods: Period, as_of: date | None = None) -> None:
        self.ledger = Ledger(*periods, as_of=as_of)
        self._rows: dict[tuple[str, Period], list[Row]] = {}

    def rows(self, indicator: Indicator, period: Period) -> list[Row]:
        """Give every row of an indicator in a period; none of what is still to come."""
        key = (indicator.key, period)
        if key not in self._rows:
            lived = period.lived(self.ledger.as_of)
            with _undisturbed():
                self._rows[key] = indicator.rows(self.ledger, lived) if lived else []
        return self._rows[key]

    def line(self, indicator: Indicator, period: Period, scope: Scope = EVERYWHERE) -> Line:
        """Compute one indicator."""
        rows = scope.of(self.rows(indicator, period))
        return Line(indicator, rows, self._figures(indicator, rows, scope))

    def sheet(
        self, period: Period, scope: Scope = EVERYWHERE, keys: Iterable[str] = ()
    ) -> list[Line]:
        """Compute every indicator, or those named, in the order of the report."""
        wanted = [BY_KEY[key] for key in keys] or REGISTRY
        with _undisturbed():
            return [self.line(indicator, period, scope) for indicator in wanted]

    def mains(self, period: Period, scope: Scope = EVERYWHERE) -> list[Figure]:
        """Compute the main figure of every indicator, to compare another period with."""
        with _undisturbed():
            return [self._main(indicator, period, scope) for indicator in REGISTRY]

    def _main(self, indicator: Indicator, period: Period, scope: Scope) -> Figure:
        lived, make = period.lived(self.ledger.as_of), indicator.main_rows
        if make is None or lived is None or (indicator.key, period) in self._rows:
            return self.line(indicator, period, scope).main
        rows = scope.of(make(self.ledger, lived))
        return self._figures(indicator, rows, scope)[indicator.main.key]

    def broken_down(
        self, indicator: Indicator, period: Period, dimension: str, scope: Scope = EVERYWHERE
    ) -> dict[Any, Line]:
        """Compute one indicator for each territory, operator, référent… that has rows."""
        rows = scope.of(self.rows(indicator, period))
        found = {}
        for value, group in grouped(rows, dimension).items():
            inner = scope.within(**{dimension: value}) if value is not None else scope
            found[value] = Line(indicator, group, self._figures(indicator, group, inner, dimension))
        return found

    def levels(self, months: list[Period], scope: Scope) -> list[tuple[Period, int]]:
        """Count who is accompanied on the last day of each month."""
        lives, days = self.ledger.lives, [month.until for month in months]
        there: list[set[int]] = [set() for _ in days]
        for stays in lives.stays.values():
            for stay in stays:
                for at in range(bisect_left(days, stay.since), len(days)):
                    if stay.until is not None and stay.until < days[at]:
                        break
                    if scope == EVERYWHERE or scope.of([lives.placed_on(days[at], stay)]):
                        there[at].add(stay.person)
        return [(month, len(people)) for month, people in zip(months, there, strict=True)]

    def _figures(
        self, indicator: Indicator, rows: list[Row], scope: Scope, *dimensions: str
    ) -> dict[str, Figure]:
        narrowed = scope.narrowed | set(dimensions)
        concerned = indicator.concerns(self.ledger, scope)
        parts = grouped(rows, "part")
        return {
            m.key: figure(m, parts, concerned=concerned, narrowed=narrowed)
            for m in indicator.measures
            if not m.only_by or m.only_by in narrowed
        }
