"""Whatever people live, every figure equals an independent recount in plain Python."""

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.indicators import periods, tallies
from app.indicators.computing import Reckoning
from app.indicators.periods import Period
from app.indicators.rows import State
from app.indicators.scopes import EVERYWHERE, Scope
from tests.indicators import lives
from tests.indicators.recount import Recount, exported

TODAY = date(2026, 11, 23)
PERIODS = (
    periods.half(2026, 1),
    periods.year(2026),
    Period(date(2026, 2, 28), date(2026, 4, 1)),
)


@pytest.fixture
def stage(app: Flask) -> lives.Stage:
    return lives.set_up()


def scopes(stage: lives.Stage) -> list[dict[str, Any]]:
    return [
        {},
        {"operator": stage.operators[0].id},
        {"territory": stage.territories[1].id},
        {"referent": stage.referents[2].id},
        {"programme": stage.programme.id},
        {"pathway": "social"},
        {"operator": stage.operators[1].id, "territory": stage.territories[1].id},
    ]


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people=st.lists(lives.lives, min_size=1, max_size=4),
    gathered=st.lists(lives.days, min_size=4, max_size=4),
    ftes=st.lists(
        st.tuples(st.sampled_from(["0.5", "1", "2.25"]), lives.days, lives.days), max_size=2
    ),
)
def test_every_figure_equals_a_recount(
    stage: lives.Stage, people: list[lives.Life], gathered: list[date], ftes: list[Any]
):
    try:
        lives.put_on(stage, people, gathered, ftes)
        tables = exported()
        for period in PERIODS:
            reckoning = Reckoning(*PERIODS, as_of=TODAY)
            for scope in scopes(stage):
                compare(reckoning, tables, period, scope)
            compare_kept(reckoning, period, stage.operators[1].id)
    finally:
        db.session.rollback()


def compare(reckoning: Reckoning, tables: Any, period: Period, scope: dict[str, Any]) -> None:
    copy = {name: list(rows) for name, rows in tables.items()}
    expected = Recount(copy, period.since, period.until, TODAY, scope).figures()
    found = {}
    for line in reckoning.sheet(period, Scope(**scope)):
        for key, figure in line.figures.items():
            told = figure.state in (State.VALUE, State.NOT_APPLICABLE)
            nothing = (0, 0) if figure.measure.bottom else (0, None)
            found[f"{line.indicator.key}.{key}"] = (figure.top, figure.bottom) if told else nothing
    wrong = {
        key: (found[key], value)
        for key, value in expected.items()
        if found[key] != value and not (value[0] is None and found[key] == (0, None))
    }
    assert wrong == {}, f"{period.code} {scope}: (computed, recounted)"


def compare_kept(reckoning: Reckoning, period: Period, operator: int) -> None:
    """What the worker keeps, read again, is what a new count gives, to the last fraction."""
    kept = {tallies.EVERYONE: EVERYWHERE, operator: Scope(operator=operator)}
    for tally in tallies.tallied(period, kept, as_of=TODAY):
        stored = json.loads(json.dumps([tally.figures, tally.before]))
        tally.figures, tally.before = stored
        scope = kept[tally.operator_id]
        found = [line.figures for line in tallies.lines(tally)]
        assert found == [line.figures for line in reckoning.sheet(period, scope)]
        before = Reckoning(period, period.before(), as_of=TODAY).mains(period.before(), scope)
        assert tallies.mains_before(tally) == before
