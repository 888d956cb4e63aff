"""The six lives of the specification, and the figures they make."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask

from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.caseloads.models import Operator
from app.indicators import periods
from app.indicators.computing import Line, Reckoning
from app.indicators.registry import BY_KEY
from app.indicators.rows import State
from tests import following
from tests.following import day

H1 = periods.half(2026, 1)
LIVES = {
    "A": ("01/10/2025", "31/03/2026", "emploi_cdi"),
    "B": ("15/01/2026", None, None),
    "C": ("30/06/2026", None, None),
    "D": ("01/07/2026", None, None),
    "E": ("01/01/2025", "31/12/2025", "demenagement"),
    "F": ("10/02/2026", "28/02/2026", "jamais_venu"),
}


@dataclass
class Six:
    """The six people, followed by one référent of one operator with half a full-time post."""

    operator: Operator = field(
        default_factory=lambda: following.an_operator("L’Étape", Decimal("0.5"))
    )
    claire: Account = field(init=False)
    people: dict[str, Account] = field(default_factory=dict)
    episodes: dict[str, Episode] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write the six lives."""
        self.claire = following.a_colleague(self.operator)
        for name, (since, until, kind) in LIVES.items():
            person = self.people[name] = following.someone(name)
            last = day(until) if until else None
            following.followed(person, self.claire, day(since), last, operator_id=self.operator.id)
            self.episodes[name] = following.accompanied(person, day(since), last, exit_type=kind)
        workshop = following.a_group(self.claire)
        for on in ("20/01/2026", "03/02/2026", "17/02/2026"):
            following.a_session(workshop, day(on), self.people["B"])
        following.works(self.people["A"], self.claire, "cdi", day("30/03/2026"), self.episodes["A"])


@pytest.fixture
def six(app: Flask) -> Six:
    return Six()


def line(key: str, period: periods.Period = H1) -> Line:
    return Reckoning(period).line(BY_KEY[key], period)


def names(six: Six, line: Line, measure: str) -> set[str]:
    by_id = {account.id: name for name, account in six.people.items()}
    return {by_id[row.person] for row in line.behind(measure) if row.person}


def test_the_active_caseload(six: Six):
    found = line("file-active")
    assert found.figures["periode"].value == 4
    assert names(six, found, "periode") == {"A", "B", "C", "F"}
    assert found.figures["fin"].value == 2
    assert names(six, found, "fin") == {"B", "C"}
    assert found.figures["charge"].value == 4


def test_one_person_three_attendances(six: Six):
    found = line("i2")
    assert found.figures["personnes"].value == 1
    assert found.figures["presences"].value == 3
    assert found.figures["seances"].value == 3


def test_two_exits_one_durable_one_who_never_came(six: Six):
    found = line("i5")
    assert found.figures["sorties"].value == 2
    assert found.figures["categorie-durable"].value == 1
    assert found.figures["type-jamais-venu"].value == 1
    assert found.figures["type-demenagement"].value == 0


def test_a_quarter_goes_back_to_work(six: Six):
    figure = line("i8").figures["taux"]
    assert (figure.top, figure.bottom) == (1, 4)
    assert figure.value == Fraction(1, 4)
    assert figure.met is True


def test_six_months_after_the_first_half_comes_in_the_second(six: Six):
    assert line("i7").figures["cohorte"].value == 1  # E, who left on 31 December
    second = line("i7", periods.half(2026, 2))
    due = {row.on for row in second.behind("cohorte") if row.person == six.people["A"].id}
    assert due == {day("30/09/2026")}


def test_the_employment_exit_rate_is_never_computed(six: Six):
    assert line("i9").main.state == State.OUT_OF_SCOPE
