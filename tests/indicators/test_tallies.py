"""Counts kept up by the worker: read where counting is long, told as such, never stale for long."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.accounts.models import Account
from app.extensions import db
from app.indicators import tallies
from app.indicators.models import Tally
from app.journal import record
from tests import following, people


@pytest.fixture
def paula(app: Flask) -> Account:
    """Paula pilots a département where two people are accompanied, and it takes long to count."""
    for _ in range(2):
        following.accompanied(following.someone(), clock.today())
    db.session.commit()
    paula = people.a_pilot()
    count(app)
    return paula


def count(app: Flask) -> str:
    said = app.test_cli_runner().invoke(args=["indicators", "count"]).output
    db.session.execute(update(Tally).values(seconds=3.0))
    db.session.commit()
    return said


def someone_more(by: Account) -> None:
    record("begin", following.accompanied(following.someone(), clock.today()), by=by)
    db.session.commit()


def caseload(page) -> str:
    return page.soup.select_one("article .figure").get_text().split("\xa0")[0]


def test_a_page_that_is_long_to_count_reads_the_last_count_and_says_its_hour(as_, paula):
    paulas = as_(paula)
    page = paulas.open("/pilotage/indicateurs")
    assert caseload(page) == "2"
    someone_more(paula)
    page = paulas.open("/pilotage/indicateurs")
    assert caseload(page) == "2"
    assert "Comptés à" in page
    page = paulas.click("Recompter maintenant")
    assert caseload(page) == "3"
    assert "refaits à chaque lecture" in page


def test_the_worker_counts_again_only_when_something_happened(app, as_, paula):
    later = clock.now() + timedelta(minutes=5)
    with time_machine.travel(later, tick=False):
        assert "Comptes refaits : 0." in count(app)
        someone_more(paula)
        assert "Comptes refaits : 6." in count(app)
        assert caseload(as_(paula).open("/pilotage/indicateurs")) == "3"


def test_an_old_count_is_never_shown_once_something_happened(as_, paula):
    someone_more(paula)
    with time_machine.travel(clock.now() + tallies.LASTS, tick=False):
        assert caseload(as_(paula).open("/pilotage/indicateurs")) == "3"


def test_what_is_quick_to_count_is_counted_anew(as_, paula):
    db.session.execute(update(Tally).values(seconds=0.1))
    someone_more(paula)
    assert caseload(as_(paula).open("/pilotage/indicateurs")) == "3"


def test_the_rows_and_a_report_are_never_read_from_a_count(app, as_, paula):
    someone_more(paula)
    paulas = as_(paula)
    paulas.open("/pilotage/indicateurs/file-active/lignes")
    assert "3 lignes" in paulas.page
    assert db.session.scalars(select(Tally.operator_id)).all() == [tallies.EVERYONE] * 6
