"""A dated row that makes a figure, how rows are counted, and the figure they give.

Rows first: a figure is never computed otherwise than from the rows that a click on it shows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

Number = int | Fraction
Parts = Mapping[str, "Sequence[Row]"]


class Row(NamedTuple):
    """One dated fact, where it belongs that day, and the part of an indicator it makes.

    ``unit`` is what is counted once; ``what`` a closed code (a type of exit); ``amount`` what is
    summed or averaged. ``person`` is None for what is not about someone.
    """

    part: str
    on: date
    person: int | None
    unit: int | str
    territory: int | None = None
    operator: int | None = None
    referent: int | None = None
    programme: int | None = None
    pathway: str | None = None
    what: str = ""
    amount: Number = 1


class By(StrEnum):
    """How rows are counted."""

    UNITS = "units"
    PEOPLE = "people"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"


@dataclass(frozen=True)
class Count:
    """Some parts of an indicator’s rows, and how they are counted; once each in any case."""

    parts: tuple[str, ...]
    by: By = By.UNITS
    whats: frozenset[str] | None = None

    def keeps(self, row: Row) -> bool:
        """Tell whether this row is one of those counted."""
        return row.part in self.parts and (self.whats is None or row.what in self.whats)

    def of(self, parts: Parts) -> Number | None:
        """Count; None when there is nothing to average."""
        kept: Iterable[Row] = chain.from_iterable(parts.get(part, ()) for part in self.parts)
        if self.whats is not None:
            kept = (row for row in kept if row.what in self.whats)
        if self.by == By.PEOPLE:
            return len({row.person for row in kept})
        if self.by == By.UNITS:
            return len({row.unit for row in kept})
        amounts = list({(row.part, row.unit): row.amount for row in kept}.values())
        if self.by == By.SUM:
            return sum(amounts)
        if not amounts:
            return None
        if self.by == By.MEDIAN:
            amounts.sort()
            last = len(amounts) - 1
            return Fraction(amounts[last // 2] + amounts[last - last // 2]) / 2
        return Fraction(sum(amounts)) / len(amounts)


class Shape(StrEnum):
    """How a value is written."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    PERCENT = "percent"


class State(StrEnum):
    """Whether a figure has a value, or why not."""

    VALUE = "value"
    NOT_APPLICABLE = "na"
    MISSING = "missing"
    OUT_OF_SCOPE = "out"


@dataclass(frozen=True)
class Measure:
    """One figure of an indicator: a count, or a count over another.

    ``group`` names the measures that part the same total (``Indicator.totals``); ``not_by`` the
    dimensions that do not concern it, ``only_by`` the one that alone does. What is ``of_things``
    tells nothing of anyone, however small.
    """

    key: str
    label: str
    top: Count
    bottom: Count | None = None
    shape: Shape = Shape.WHOLE
    target: Fraction | None = None
    main: bool = False
    group: str = ""
    not_by: frozenset[str] = frozenset()
    only_by: str = ""
    of_things: bool = False
    capacity: int | None = None

    def keeps(self, row: Row) -> bool:
        """Tell whether this row makes the figure, above or below the line."""
        return self.top.keeps(row) or (self.bottom is not None and self.bottom.keeps(row))


@dataclass(frozen=True)
class Figure:
    """What a measure gives on some rows."""

    measure: Measure
    state: State
    top: Number | None = None
    bottom: Number | None = None

    @property
    def value(self) -> Number | None:
        """The figure itself, never rounded."""
        if self.state != State.VALUE or self.top is None:
            return None
        return self.top if self.bottom is None else Fraction(self.top) / Fraction(self.bottom)

    @property
    def met(self) -> bool | None:
        """Whether the target is met, on the unrounded value."""
        if self.measure.target is None or self.value is None:
            return None
        return self.value >= self.measure.target


@dataclass(frozen=True)
class Indicator:
    """One line of the report: what it is, on screen, and the rows that make it.

    ``main_rows`` makes those of its main measure alone, where they are much lighter.
    """

    key: str
    title: str
    definition: str
    unit: str
    dedup: str
    edges: tuple[str, ...]
    measures: tuple[Measure, ...]
    rows: Callable[..., list[Row]] = field(compare=False)
    totals: Mapping[str, Count] = field(default_factory=dict, compare=False)
    silence: str = "rien n’est saisi sur la période"
    main_rows: Callable[..., list[Row]] | None = field(default=None, compare=False)
    concerns: Callable[..., bool] = field(compare=False, default=lambda *_: True)

    def measure(self, key: str) -> Measure | None:
        """Give the measure named so."""
        return next((m for m in self.measures if m.key == key), None)

    @property
    def main(self) -> Measure:
        """The measure one reads first."""
        return next((m for m in self.measures if m.main), self.measures[0])


def figure(
    measure: Measure,
    parts: Parts,
    *,
    concerned: bool = True,
    narrowed: frozenset[str] = frozenset(),
) -> Figure:
    """Compute a measure on rows already narrowed to a scope, by the part they make."""
    if not concerned or narrowed & measure.not_by:
        return Figure(measure, State.OUT_OF_SCOPE)
    if not parts:
        return Figure(measure, State.MISSING)
    top = measure.top.of(parts)
    bottom = measure.bottom.of(parts) if measure.bottom else None
    if top is None or (measure.bottom is not None and not bottom):
        return Figure(measure, State.NOT_APPLICABLE, top, bottom)
    return Figure(measure, State.VALUE, top, bottom)
