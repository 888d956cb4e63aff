"""Which contracts run, which end soon, and what is told of them."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import NotFound

from app import clock
from app.contracts import counting, own, queries
from app.extensions import db
from app.terms import end_of_term
from tests import people
from tests.contracting import Pair, a_contract, a_sheet

DAY = timedelta(days=1)


@pytest.fixture
def counted(request):
    return request.getfixturevalue("queries")


@pytest.mark.parametrize(("days", "seen"), [(60, False), (40, True), (0, True)])
def test_the_referent_hears_of_an_end_from_45_days_before(pair, counted, days, seen):
    first = clock.today() - timedelta(days=100)
    contract = a_contract(pair, first, ends_on=clock.today() + timedelta(days=days))
    db.session.refresh(pair.lea)
    with counted() as sent:
        found = queries.ending(pair.lea)
    assert len(sent) == 1
    assert (contract in found) is seen
    assert queries.ending(people.a_referent("Luc")) == []


def test_a_contract_over_waits_until_another_follows_or_nothing_does(pair):
    first = clock.today() - timedelta(days=300)
    over = a_contract(pair, first, state="ended", closed_on=end_of_term(first, 6))
    assert queries.ending(pair.lea) == [over]
    assert queries.is_overdue(over, clock.today())
    over.settled_on = clock.today()
    db.session.commit()
    assert queries.ending(pair.lea) == []
    over.settled_on = None
    a_contract(pair, follows_id=over.id)
    assert queries.ending(pair.lea) == []


def test_the_caseload_reads_every_contract_in_one_statement(pair, counted):
    first = clock.today() - timedelta(days=200)
    before = a_contract(pair, first, state="renewed")
    now = a_contract(pair, before.ends_on + DAY, anchor_on=first, follows_id=before.id)
    other = Pair(lea=pair.lea)
    a_contract(other, state="cancelled", in_error=True)
    ids = [pair.awa.id, other.awa.id]
    with counted() as sent:
        found = queries.current_of(ids)
    assert len(sent) == 1
    assert found == {pair.awa.id: now}
    with counted() as sent:
        count = counting.counts_of(ids)
    assert len(sent) == 3
    assert (count[pair.awa.id].month, count[pair.awa.id].cap) == (7, 24)
    assert count[other.awa.id].month == 0


def test_nobody_else_finds_a_contract(pair):
    contract, sheet = a_contract(pair), a_sheet(pair)
    assert queries.find(contract.token, seen_by=pair.lea) == contract
    assert own.find_sheet(sheet.token, pair.awa) == sheet
    luc, other = people.a_referent("Luc"), people.a_volunteer("Sofia", followed_by=pair.lea)
    for look in (
        lambda: queries.find(contract.token, seen_by=luc),
        lambda: queries.find_sheet(sheet.token, seen_by=luc),
        lambda: own.find_contract(contract.token, other),
        lambda: own.find_sheet(sheet.token, other),
    ):
        with pytest.raises(NotFound):
            look()


def test_the_file_tells_what_happened_newest_first(pair):
    first = clock.today() - timedelta(days=50)
    a_contract(pair, first)
    a_sheet(pair, state="refused", decided_on=clock.today())
    told = [h.title for h in queries.history(pair.awa)]
    assert told[0] == "Engagement citoyen : proposé"
    assert "Engagement citoyen : refusé" in told
    assert told[-1].startswith("Contrat d’engagement : ")
