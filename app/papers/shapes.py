"""What the shared papers are made of: fill one, and ``typeset(paper.template, paper.words())``."""

from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Shape:
    """The words of a paper."""

    template: ClassVar[str]
    title: str

    def words(self) -> dict[str, Any]:
        """Give them as the template reads them."""
        return asdict(self)


@dataclass(frozen=True)
class AttendanceSheet(Shape):
    """The sheet to sign at a workshop; ``blanks`` are lines for who comes without a place."""

    template = "attendance"
    when: str
    place: str
    names: list[str]
    speaker: str = ""
    by: str = ""
    blanks: int = 4


@dataclass(frozen=True)
class WeekLine:
    """One thing of a day."""

    at: str
    what: str
    place: str = ""


@dataclass(frozen=True)
class WeekDay:
    """One day of a week, in words."""

    day: str
    lines: list[WeekLine] = field(default_factory=list)


@dataclass(frozen=True)
class Week(Shape):
    """A référent’s week, for the référent alone: it names people."""

    template = "week"
    days: list[WeekDay]
    todo: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReportRow:
    """One figure, as written: « 42 », « 61 % (26 sur 43) », « non concerné »."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True)
class ReportSection:
    """Some figures under one title."""

    title: str
    rows: list[ReportRow]


@dataclass(frozen=True)
class Report(Shape):
    """The six-monthly report as it was frozen."""

    template = "report"
    period: str
    scope: str
    sections: list[ReportSection]
    version: str = ""
    made_on: str = ""
    sent: str = ""
    notes: list[str] = field(default_factory=list)
