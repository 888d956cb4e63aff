"""The record of opened files: chained, verified, cheap, kept a year."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.caseloads import emergency
from app.extensions import db
from app.privacy import accesses
from app.privacy.models import Access, Anchor
from tests import contracting, meetings, people


@pytest.fixture
def opened(app, as_):
    pair = contracting.Pair()
    browser = as_(pair.lea)
    for _ in range(4):
        browser.open(f"/referent/personnes/{pair.awa.token}")
    accesses.seal()
    return pair


def verify(app):
    return app.test_cli_runner().invoke(args=["privacy", "verify-log"])


def test_the_chain_holds_and_says_its_head(app, opened):
    done = verify(app)
    assert done.exit_code == 0
    assert "Dernier rang : 4" in done.output


@pytest.mark.parametrize("change", [{"role": "pilot"}, {"person": "x"}, {"at": clock.now()}])
def test_a_changed_row_is_found(app, opened, change):
    db.session.execute(Access.__table__.update().where(Access.rank == 2).values(**change))
    db.session.commit()
    done = verify(app)
    assert done.exit_code == 1
    assert "rang 2" in done.output


def test_a_row_taken_out_is_found(app, opened):
    db.session.execute(Access.__table__.delete().where(Access.rank == 3))
    db.session.commit()
    assert "il manque 1 ligne" in verify(app).output


def test_rows_older_than_a_year_go_and_the_chain_still_holds(app, opened):
    old = clock.now() - timedelta(days=400)
    rows = db.session.scalars(select(Access).order_by(Access.rank)).all()
    previous = accesses.FIRST
    for row in rows[:2]:
        row.at = old
    for row in rows:
        row.previous = previous
        row.seal = previous = accesses.seal_of(row, row.rank, previous)
    db.session.commit()
    app.test_cli_runner().invoke(args=["privacy", "purge"])
    assert [row.rank for row in db.session.scalars(select(Access).order_by(Access.rank))] == [3, 4]
    assert db.session.scalars(select(Anchor)).one().rank == 2
    assert verify(app).exit_code == 0


def test_a_row_never_sealed_is_told(app, opened):
    late = clock.now() - timedelta(hours=1)
    values = {"reader": "x", "role": "referent", "what": "file", "at": late, "person": "",
              "number": ""}  # fmt: skip
    db.session.execute(Access.__table__.insert().values(values))
    db.session.commit()
    assert any("attendent" in fault for fault in accesses.faults())


def test_an_exceptional_access_and_an_association_s_reading_are_written(app, as_):
    cast = meetings.Cast()
    made = meetings.accepted(cast)
    luc = people.a_referent("Luc")
    access = emergency.start(cast.awa, "urgence", by=luc)
    db.session.commit()
    as_(luc).open(f"/referent/acces-exceptionnel/{access.token}")
    as_(cast.jean).open(f"/mises-en-relation/{made.token}")
    as_(cast.awa).open(f"/mises-en-relation/{made.token}")
    found = db.session.execute(select(Access.what, Access.role).order_by(Access.id)).all()
    assert [tuple(row) for row in found] == [("exception", "referent"), ("request", "association")]


def test_opening_a_file_costs_one_insert(app, as_, queries):
    pair = contracting.Pair()
    browser = as_(pair.lea)
    browser.open(f"/referent/personnes/{pair.awa.token}")
    with queries() as seen:
        browser.open(f"/referent/personnes/{pair.awa.token}")
    written = [one for one in seen if " accesses" in one]
    assert len(written) == 1
    assert written[0].startswith("INSERT INTO accesses")


def test_a_pilot_reads_what_the_purge_removed(app, as_):
    browser = as_(people.a_pilot())
    assert "Rien n’a encore été effacé" in browser.open("/pilotage/donnees")
    app.test_cli_runner().invoke(args=["privacy", "purge"])
    page = browser.open("/pilotage/donnees")
    assert "Mots des lettres parties" in page
    as_(people.a_volunteer()).open("/pilotage/donnees", status=403)
