"""Figures made fit to leave: what each becomes once small numbers are hidden."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.indicators.computing import Line
from app.indicators.rows import By, Count, Figure, Indicator, Measure, Number, Row, Shape, State
from app.indicators.scopes import grouped
from app.indicators.suppression import Hidden, Table, conceal, is_small
from app.indicators.wording import over, said

Groups = Mapping[str, Mapping[Any, Line]]
Elsewhere = Callable[[Any, Measure], list[Any]]
WHOLE = ("", None)
AVERAGED = (By.MEAN, By.MEDIAN)


@dataclass(frozen=True)
class Fit:
    """What may leave of a line, and of its parts."""

    hidden: dict[Any, Hidden]

    def said(self, figure: Figure, place: Any = WHOLE) -> str:
        """Write a figure, or what stands in its place."""
        mark = self._mark(figure, place)
        if mark is None:
            return said(figure)
        counted = figure.measure.bottom is None and figure.measure.top.by not in AVERAGED
        return mark.value if counted else Hidden.MASKED.value

    def over(self, figure: Figure, place: Any = WHOLE) -> str:
        """Write a ratio’s two numbers, when they may leave."""
        return "" if self._mark(figure, place) else over(figure)

    def _mark(self, figure: Figure, place: Any) -> Hidden | None:
        if figure.state != State.VALUE or figure.measure.of_things:
            return None
        counts = (figure.measure.top, figure.measure.bottom)
        marks = [self.hidden.get((place, count)) for count in counts if count]
        return next((mark for mark in marks if mark), None)


def _nowhere(_place: Any, _measure: Measure) -> list[Any]:
    return []


def fit(line: Line, groups: Groups, elsewhere: Elsewhere = _nowhere) -> Fit:
    """Work out what must be hidden in a line and in its parts, read together.

    ``elsewhere`` gives what other reports tell of a figure, from which this one could be taken.
    """
    values: dict[Any, int] = {}
    tables: list[Table] = []
    shown = [m for m in line.indicator.measures if m.key in line.figures]
    masked: set[Any] = set()
    _take(WHOLE, line, shown, values, tables)
    masked |= _told_apart(WHOLE, shown, values, elsewhere)
    for group, total in line.indicator.totals.items():
        tables.append(_parted(line.indicator, group, total, values))
    tables += _nested(line, values)
    flat = [m for m in shown if not m.group]
    for dimension, parts in groups.items():
        for key, part in parts.items():
            _take((dimension, key), part, flat, values, tables)
            masked |= _told_apart((dimension, key), flat, values, elsewhere)
        for count in {count for m in flat for count in _people(m)}:
            cells = tuple(((dimension, key), count) for key in parts)
            present = tuple(cell for cell in cells if cell in values)
            if (WHOLE, count) in values:
                tables.append(Table((WHOLE, count), present))
    return Fit(conceal(values, tables, masked))


def _told_apart(
    place: Any, measures: list[Measure], values: Mapping[Any, int], elsewhere: Elsewhere
) -> set[Any]:
    """List the counts from which another report leaves a handful of people."""
    found = set()
    for measure in measures:
        counts = (measure.top, measure.bottom)
        for told in elsewhere(place, measure):
            for count, other in zip(counts, told, strict=True):
                known = values.get((place, count)) if count else None
                averaged = count is not None and count.by in AVERAGED
                if None not in (known, other) and not averaged and is_small(abs(known - other)):
                    found.add((place, count))
    return found


def _people(measure: Measure) -> Iterator[Count]:
    """List the counts of a measure that are about people."""
    if measure.of_things:
        return
    yield measure.top
    if measure.bottom and measure.shape == Shape.PERCENT:
        yield measure.bottom


def _take(
    place: Any, line: Line, measures: list[Measure], values: dict[Any, int], tables: list[Table]
) -> None:
    parts = grouped(line.rows, "part")
    for measure in measures:
        for count in _people(measure):
            values[place, count] = _weight(count, parts)
        if measure.bottom and measure.shape == Shape.PERCENT and not measure.of_things:
            top, bottom = (place, measure.top), (place, measure.bottom)
            tables.append(Table(bottom, (top,), values[bottom] - values[top]))


def _weight(count: Count, parts: dict[Any, list[Row]]) -> int:
    """Say how many cases a count tells of; of an average, how many it is made of."""
    whole = Count(count.parts, By.UNITS, count.whats) if count.by in AVERAGED else count
    found: Number | None = whole.of(parts)
    return int(found or 0)


def _parted(indicator: Indicator, group: str, total: Count, values: dict[Any, int]) -> Table:
    cells = tuple((WHOLE, m.top) for m in indicator.measures if m.group == group)
    told = tuple(cell for cell in cells if cell in values)
    values.setdefault((WHOLE, total), sum(values[cell] for cell in told))
    rest = values[WHOLE, total] - sum(values[cell] for cell in told)
    return Table((WHOLE, total), told, rest or None)


def _nested(line: Line, values: dict[Any, int]) -> list[Table]:
    """Tie each category of exits to the types that add up to it."""
    category = {row.unit: row.what for row in line.rows if row.part == "category"}
    inside: dict[str, set[str]] = {}
    for row in line.rows:
        if row.part == "exit" and row.unit in category:
            inside.setdefault(category[row.unit], set()).add(row.what)
    return [
        Table(
            (WHOLE, Count(("category",), whats=frozenset({name}))),
            tuple((WHOLE, Count(("exit",), whats=frozenset({kind}))) for kind in sorted(kinds)),
        )
        for name, kinds in inside.items()
        if (WHOLE, Count(("category",), whats=frozenset({name}))) in values
    ]
