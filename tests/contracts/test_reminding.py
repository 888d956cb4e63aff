"""What the dates bring: kind words before the end, once each, and the end."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.contracts import reminders
from app.contracts.models import Contract
from app.extensions import db
from app.letters.models import Letter
from tests.contracting import Pair, a_contract, a_sheet


@pytest.fixture
def running(app):
    """A contract that ends on Sunday 31 January 2027."""
    with time_machine.travel("2026-12-01 09:00:00+01:00", tick=False) as traveller:
        pair = Pair()
        contract = a_contract(pair, date(2026, 8, 1))
        assert contract.ends_on == date(2027, 1, 31)
        yield pair, contract, traveller


def told(pair) -> list[str]:
    found = select(Letter).where(Letter.to_id == pair.awa.id, Letter.kind == "contracts/ending")
    return [letter.subject for letter in db.session.scalars(found)]


def test_the_person_gets_three_kind_letters_each_once(running):
    pair, contract, traveller = running
    for day, count in (
        ("2026-12-16", 0),
        ("2026-12-17", 1),
        ("2026-12-20", 1),
        ("2026-12-31", 2),
        ("2027-01-22", 3),
        ("2027-01-31", 3),
    ):
        traveller.move_to(f"{day} 09:00:00+01:00")
        reminders.remind()
        reminders.remind()
        assert len(told(pair)) == count, day
    assert told(pair)[0] == "Faire le point ensemble"
    traveller.move_to("2027-02-01 09:00:00+01:00")
    reminders.remind()
    ended = db.session.get_one(Contract, contract.id)
    assert (ended.state, ended.last_on) == ("ended", date(2027, 1, 31))


def test_a_site_that_slept_does_not_send_old_letters(running):
    pair, _contract, traveller = running
    traveller.move_to("2027-01-15 09:00:00+01:00")
    assert reminders.remind() == 0
    assert told(pair) == []


def test_contracts_and_sheets_stop_with_the_accompaniment(running):
    pair, contract, traveller = running
    sheet = a_sheet(pair, state="signed", since=date(2026, 9, 1), until=date(2027, 2, 28))
    pair.episode.ended_on, pair.episode.state = date(2026, 11, 30), "ended"
    db.session.commit()
    assert reminders.remind() == 2
    db.session.refresh(contract)
    db.session.refresh(sheet)
    assert (contract.state, contract.last_on) == ("terminated", date(2026, 11, 30))
    assert contract.closing_reason == "Fin de l’accompagnement"
    assert (sheet.state, sheet.last_on) == ("terminated", date(2026, 11, 30))
    traveller.shift(timedelta(days=90))
    assert reminders.remind() == 0
    assert told(pair) == []


def test_a_renewal_signed_in_advance_never_runs_after_the_accompaniment(running):
    pair, contract, _traveller = running
    contract.state = "renewed"
    later = a_contract(pair, date(2027, 2, 1), anchor_on=date(2026, 8, 1), follows_id=contract.id)
    pair.episode.ended_on = date(2026, 11, 30)
    db.session.commit()
    assert reminders.remind() == 2
    assert reminders.remind() == 0
    db.session.refresh(later)
    db.session.refresh(contract)
    assert contract.last_on == date(2026, 11, 30)
    assert later.last_on < later.effective_on
