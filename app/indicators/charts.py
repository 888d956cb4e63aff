"""Bars and lines as plain numbers: templates draw them, and the table beside says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from app.indicators.periods import Period
from app.indicators.rows import Measure, Number, Row
from app.phrases import month as month_name

WIDTH, LABELS, FIGURES = 740, 250, 90
STEP, BAR = 34, 20
HIGH, MARGIN = 200, 34
LONGEST = 26


@dataclass(frozen=True)
class Bar:
    """One bar: its words, its figure, and where it is drawn."""

    label: str
    figure: str
    y: int
    length: float
    url: str = ""

    @property
    def short(self) -> str:
        """Its words, cut to fit beside the bar."""
        return self.label if len(self.label) <= LONGEST else self.label[: LONGEST - 1] + "…"


@dataclass(frozen=True)
class Bars:
    """A bar for each group, the longest for the highest figure."""

    bars: list[Bar]

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return STEP * len(self.bars) + 6

    @property
    def said(self) -> str:
        """The drawing in words, for who does not see it."""
        return ", ".join(f"{bar.label}\u00a0: {bar.figure}" for bar in self.bars)


def bars(items: Sequence[tuple[str, Number, str, str]]) -> Bars:
    """Draw (words, value, figure, address) as bars."""
    highest = max((value for _, value, *_ in items), default=0) or 1
    room = WIDTH - LABELS - FIGURES
    return Bars(
        [
            Bar(label, figure, 4 + STEP * n, round(float(value / highest) * room, 1), url)
            for n, (label, value, figure, url) in enumerate(items)
        ]
    )


@dataclass(frozen=True)
class Point:
    """One month: its figure, and where it is drawn."""

    label: str
    short: str
    value: Number
    x: float
    y: float


@dataclass(frozen=True)
class Curve:
    """Figures month after month."""

    points: list[Point]
    height: int = HIGH + 2 * MARGIN

    @property
    def path(self) -> str:
        """The points of the line."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def said(self) -> str:
        """The drawing in words."""
        return ", ".join(f"{point.label}\u00a0: {point.value}" for point in self.points)


def curve(values: Sequence[tuple[Period, Number]]) -> Curve:
    """Draw (month, value) as a line."""
    highest = max((value for _, value in values), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    return Curve(
        [
            Point(
                month.name, short_month(month.since), value, round(MARGIN + step * n, 1),
                round(MARGIN + HIGH * (1 - float(value / highest)), 1),
            )
            for n, (month, value) in enumerate(values)
        ]
    )  # fmt: skip


def short_month(day: date) -> str:
    """Say a month in a narrow place: « nov. »."""
    return format_date(day, "MMM", locale="fr")


def months(period: Period) -> list[Period]:
    """Part a period into its months, the first and the last perhaps not whole."""
    found, since = [], period.since
    while since <= period.until:
        after = (since.replace(day=1) + timedelta(days=32)).replace(day=1)
        until = min(after - timedelta(days=1), period.until)
        found.append(Period(since, until, month_name(since)))
        since = after
    return found


def by_month(measure: Measure, rows: Sequence[Row], period: Period) -> list[tuple[Period, Number]]:
    """Count, month by month, what is above the line of a measure."""
    found: list[tuple[Period, Number]] = []
    for one in months(period):
        parts: dict[str, list[Row]] = {}
        for row in rows:
            if _within(row.on, one):
                parts.setdefault(row.part, []).append(row)
        found.append((one, measure.top.of(parts) or 0))
    return found


def _within(day: date, period: Period) -> bool:
    return period.since <= day <= period.until
