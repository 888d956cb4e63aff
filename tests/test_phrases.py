"""Dates and lists as people say them."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from app import phrases


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([], ""),
        (["thu-pm", "tue-am"], "mardi matin, jeudi après-midi"),
        (["mon-am", "mon-pm", "mon-eve"], "lundi toute la journée"),
        (["sat-am", "sat-eve"], "samedi matin et soir"),
        (
            ["mon-am", "thu-am", "tue-am", "tue-pm"],
            "lundi et jeudi matin, mardi matin et après-midi",
        ),
        (
            ["mon-pm", "tue-pm", "wed-pm", "sat-am"],
            "lundi, mardi et mercredi après-midi, samedi matin",
        ),
        (["sat-am", "sat-pm", "sun-am", "sun-pm"], "samedi et dimanche, matin et après-midi"),
        ([f"{d}-eve" for d in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")], "tous les soirs"),
    ],
)
def test_half_days_follow_the_week(codes, said):
    assert phrases.half_days(codes) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "1 heure"), (1.5, "1 heure et demie"), (2, "2 heures"), (2.25, "2,25 heures")],
)
def test_hours_are_said(value, said):
    assert phrases.hours(value) == said


def test_a_moment_is_said_as_clocks_show_it_in_france():
    assert phrases.moment(datetime(2026, 7, 1, 7, 30, tzinfo=UTC)) == (
        "mercredi 1er juillet 2026 à 9 h 30"
    )


@time_machine.travel(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), tick=False)
def test_the_day_changes_at_midnight_in_paris():
    assert phrases.ago(date(2026, 11, 24)) == "aujourd’hui"
    assert phrases.ago(date(2026, 11, 20)) == "il y a 4 jours"
    assert phrases.ago(date(2026, 11, 25)) == "demain"


def test_a_list_is_said():
    assert phrases.listed(["a"]) == "a"
    assert phrases.listed(["a", "b", "c"]) == "a, b et c"
    assert phrases.listed([]) == ""
