"""Whatever people live, a frozen report gives back no number of one to four of them."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.indicators import freezing, periods
from app.indicators.models import Report
from app.indicators.registry import BY_KEY
from app.indicators.rows import Shape
from app.indicators.suppression import Hidden
from tests.indicators import lives

ADDED_UP = {"i5": ("categorie", "type"), "i7": ("suivi", "situation"), "i6": ("resultat",)}


@pytest.fixture
def stage(app: Flask) -> lives.Stage:
    return lives.set_up()


@settings(
    max_examples=15,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people=st.lists(lives.lives, min_size=3, max_size=12),
    gathered=st.lists(lives.days, min_size=4, max_size=4),
)
def test_what_leaves_gives_no_small_number_back(
    stage: lives.Stage, people: list[Any], gathered: list[date]
):
    try:
        lives.put_on(stage, people, gathered, [])
        period = periods.half(2026, 1)
        report = Report(label="", since=period.since, until=period.until)
        for line in freezing.snapshot(report).figures["lines"]:
            for figure in line["figures"]:
                check(figure)
                small_is_hidden(line["key"], figure)
            for parts in line["parts"].values():
                told_apart(line, parts)
            for group in ADDED_UP.get(line["key"], ()):
                added_up([f for f in line["figures"] if f["group"] == group])
    finally:
        db.session.rollback()


def check(figure: dict[str, Any]) -> None:
    """A small count is hidden, and a rate made of one, or that leaves one, is masked."""
    if figure["safe"] != figure["said"]:
        assert figure["safe"] in {Hidden.SMALL, Hidden.MASKED}
        assert figure["safe_over"] == ""
        return
    if figure["state"] == "value" and figure["bottom"] and "%" in figure["said"]:
        top, bottom = int(figure["top"]), int(figure["bottom"])
        assert not 0 < top < 5
        assert not 0 < bottom - top < 5


def small_is_hidden(key: str, figure: dict[str, Any]) -> None:
    """A number of people that is written is none, or five at least."""
    measure = BY_KEY[key].measure(figure["key"])
    assert measure is not None
    told = figure["safe"] == figure["said"] and figure["state"] == "value"
    if told and not measure.of_things and measure.shape == Shape.WHOLE:
        assert int(figure["top"]) == 0 or int(figure["top"]) >= 5


def told_apart(line: dict[str, Any], parts: list[dict[str, Any]]) -> None:
    """In a column whose total is written, a hidden cell is never alone."""
    totals = {f["key"]: f for f in line["figures"]}
    for column in zip(*(part["figures"] for part in parts), strict=True):
        for figure in column:
            check(figure)
        total = totals[column[0]["key"]]
        if "%" in total["said"] or total["bottom"] or total["safe"] != total["said"]:
            continue
        exact = sum(int(f["top"] or 0) for f in column if f["top"]) == int(total["top"] or 0)
        hidden = [f for f in column if f["safe"] != f["said"]]
        assert not exact or len(hidden) != 1


def added_up(group: list[dict[str, Any]]) -> None:
    """Of the parts of a total, a hidden one is never alone."""
    hidden = [f for f in group if f["safe"] != f["said"]]
    assert len(hidden) != 1 or not any(f["top"] != "0" for f in group if f not in hidden)
