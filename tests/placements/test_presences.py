"""The presence of a month, ticked in advance."""

import re
from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from app.extensions import db
from app.letters.models import Letter
from app.placements import presences
from app.placements.models import Hours
from tests import meetings
from tests.meetings import Cast

FOURTH = "2026-12-04 10:00+01:00"


@pytest.fixture
def at_work(app):
    """Awa has been at work since the 10th of November, two hours a week; it is the 4th."""
    with time_machine.travel(FOURTH, tick=False):
        cast = Cast()
        meetings.at_work(cast, days_ago=24)
        yield cast


def counted():
    db.session.expire_all()
    return [(h.month, h.hours) for h in db.session.scalars(select(Hours).order_by(Hours.month))]


def test_the_weeks_of_a_month_are_those_of_the_calendar():
    found = presences.weeks_of(date(2026, 11, 1))
    assert [day.day for day in found] == [1, 2, 9, 16, 23, 30]


def test_one_press_counts_the_month_as_planned(at_work, as_):
    browser = as_(at_work.jean)
    browser.open("/association")
    page = browser.click("Présences du mois")
    assert page.h1 == "Présences de novembre 2026"
    assert len(page.soup.select("input[type=checkbox][checked]")) == 4
    browser.press("Enregistrer les présences")
    assert counted() == [(date(2026, 11, 1), 8.0)]


def test_what_did_not_happen_is_taken_off(at_work, as_):
    browser = as_(at_work.jean)
    page = browser.open("/association/presences/2026-11")
    field = page.soup.select_one("input[type=checkbox]")["name"]
    browser.press("Enregistrer les présences", **{field: ["2026-11-09", "2026-11-23"]})
    assert counted() == [(date(2026, 11, 1), 4.0)]
    assert "Il n’y a rien à compter" in browser.page


def test_a_wrong_number_is_told_and_nothing_is_lost(at_work, as_):
    browser = as_(at_work.jean)
    page = browser.open("/association/presences/2026-11")
    field = page.soup.select_one("input.short")["name"]
    page = browser.press("Enregistrer les présences", **{field: "beaucoup"})
    assert page.errors()
    assert counted() == []


@pytest.mark.parametrize("month", ["2026-09", "2027-01", "2026-13", "hier"])
def test_only_this_month_and_the_last_may_be_counted(at_work, as_, month):
    as_(at_work.jean).open(f"/association/presences/{month}", status=404)


def test_the_letter_of_the_month_is_answered_in_one_tap(at_work, visitor):
    assert [presences.ask(), presences.ask()] == [1, 0]
    letter = db.session.scalars(select(Letter).where(Letter.kind == "placements/presences")).one()
    path = re.search(r"http://ricochet\.test(/s/\w+)", letter.body)[1]
    page = visitor.open(path)
    assert "4 semaines, 8 heures en tout" in page
    visitor.press("Oui, c’est juste")
    assert counted() == [(date(2026, 11, 1), 8.0)]


def test_nobody_is_asked_late_in_the_month(at_work):
    with time_machine.travel("2026-12-20 10:00+01:00"):
        assert presences.ask() == 0
