"""Dates and lists as people say them."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from app import clock, phrases


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
        (
            ["mon-am", "mon-eve", "tue-am", "tue-eve", "fri-am"],
            "lundi et mardi, matin et soir\u00a0; vendredi matin",
        ),
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


@time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False)
def test_what_is_long_ago_is_counted_in_months_then_in_years():
    assert phrases.ago(date(2026, 9, 24)) == "il y a 60 jours"
    assert phrases.ago(date(2026, 5, 22)) == "il y a 6 mois"
    assert phrases.ago(date(2024, 11, 20)) == "il y a 2 ans"
    assert phrases.ago(date(2027, 3, 1)) == "dans 3 mois"


@pytest.mark.parametrize(
    ("now", "limit"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 19, 9, tzinfo=UTC)),
        (datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (datetime(2026, 11, 29, 9, tzinfo=UTC), datetime(2026, 11, 26, 9, tzinfo=UTC)),
    ],
    ids=["on a Monday", "on a Thursday", "on a Sunday"],
)
def test_two_working_days_leave_the_weekend_out(now, limit):
    with time_machine.travel(now, tick=False):
        assert clock.working_days_ago(2) == limit


@pytest.mark.parametrize(
    ("name", "said"),
    [("Nora", "de Nora"), ("Idriss", "d’Idriss"), ("Échirolles", "d’Échirolles"), ("", "de ")],
)
def test_a_name_that_starts_with_a_vowel_is_elided(name, said):
    assert phrases.after(name, "de") == said
    assert phrases.after("Awa", "que") == "qu’Awa"


def test_a_list_is_said():
    assert phrases.listed(["a"]) == "a"
    assert phrases.listed(["a", "b", "c"]) == "a, b et c"
    assert phrases.listed([]) == ""


def test_french_punctuation_stays_with_its_word():
    said = "Vous dites « je couds » : ici, on répare !"
    assert phrases.typeset(said) == (
        "Vous dites «\u00a0je couds\u00a0»\u00a0: ici, on répare\u00a0!"
    )


def test_a_near_day_says_its_year_only_when_it_is_another():
    this_year = clock.today().replace(month=11, day=24)
    assert phrases.near_day(this_year) == "24 nov."
    assert phrases.near_day(this_year.replace(year=2031)) == "24 nov. 2031"
