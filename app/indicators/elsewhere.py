"""What other frozen reports of a unit already tell, for nothing small to be worked out from both.

The year less a half-year leaves those of the other half alone: where that is a handful of people,
the figure of the report frozen last is masked.
"""

from collections import defaultdict
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.indicators.models import Report, ReportVersion
from app.indicators.periods import Period
from app.indicators.rows import Measure

SINCE_LAUNCH = ("ever",)
Told = tuple[int | None, int | None]
WHOLE = ("", "")


class Elsewhere:
    """The numbers that may be read in the latest version of the other reports of a unit."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._told: dict[Any, list[tuple[Period, Told]]] = defaultdict(list)
        for version in _latest(report):
            for line in version.figures["lines"]:
                self._read(version.report.period, line["key"], WHOLE, line["figures"])
                for dimension, parts in line["parts"].items():
                    for part in parts:
                        place = (dimension, part["name"])
                        self._read(version.report.period, line["key"], place, part["figures"])

    def _read(self, period: Period, line: str, place: Any, figures: list[Any]) -> None:
        for figure in figures:
            if figure["safe"] == figure["said"]:
                told = (_number(figure["top"]), _number(figure["bottom"]))
                self._told[line, place, figure["key"]].append((period, told))

    def of(self, line: str, place: tuple[str, str], measure: Measure) -> list[Told]:
        """List what is told of a figure for a period within this one, or around it."""
        always = measure.top.parts == SINCE_LAUNCH
        return [
            told
            for period, told in self._told.get((line, place, measure.key), ())
            if always or _nest(period, self.report.period)
        ]


def _latest(report: Report) -> list[ReportVersion]:
    rows = db.session.scalars(
        select(ReportVersion)
        .join(Report, Report.id == ReportVersion.report_id)
        .where(
            Report.id != report.id,
            Report.operator_id.is_not_distinct_from(report.operator_id),
            Report.programme_id.is_not_distinct_from(report.programme_id),
        )
        .order_by(ReportVersion.report_id, ReportVersion.number)
    )
    return list({version.report_id: version for version in rows}.values())


def _nest(one: Period, other: Period) -> bool:
    return (one.since <= other.since and other.until <= one.until) or (
        other.since <= one.since and one.until <= other.until
    )


def _number(said: str | None) -> int | None:
    number = Fraction(said) if said is not None else None
    return int(number) if number is not None and number.denominator == 1 else None
