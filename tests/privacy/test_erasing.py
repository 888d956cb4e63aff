"""After an erasure nothing names the person, nothing they typed is left, and figures are equal."""

from datetime import timedelta

import pytest
from sqlalchemy import String, Text, select

from app import clock
from app.accounts.models import Account
from app.extensions import db
from app.indicators import actions as reports
from app.indicators.models import Report
from app.journal import Event
from app.papers import queries as papers
from app.papers.models import Document
from app.placements.models import Placement
from app.privacy import erasing, holdings
from app.privacy.models import Archive
from tests import leaving_traces, meetings, people
from tests.leaving_traces import NAMES, TYPED, figures, full_life, traces

ARCHIVED = {"signatures.signer_name", "signatures.evidence"}


@pytest.fixture
def zenobie(app):
    return full_life()


def test_nothing_is_left_but_the_signed_contract_set_apart(zenobie):
    words = [*NAMES.values(), TYPED]
    assert {"accounts.email", "messages.body", "contracts.goals"} <= traces(*words)
    leaving_traces.erase(zenobie.awa)
    assert traces(*words) == ARCHIVED


def test_when_the_archive_is_over_its_names_go_too_and_the_seals_still_hold(zenobie):
    leaving_traces.erase(zenobie.awa)
    for one in db.session.scalars(select(Archive)):
        from app.privacy import papers as privacy_papers

        privacy_papers.forget(one.document)
    db.session.commit()
    assert traces(*NAMES.values(), TYPED) == set()
    assert not papers.broken_seals()


def test_figures_are_what_they_were(zenobie):
    before = figures()
    assert any(value for figs in before.values() for _, _, value in figs)
    leaving_traces.erase(zenobie.awa)
    assert figures() == before


def test_a_report_that_was_frozen_is_untouched(zenobie):
    pilot = people.a_pilot()
    day = clock.today()
    report = Report(label="An", since=day - timedelta(days=366), until=day - timedelta(days=1),
                    opened_by_id=pilot.id, state="open")  # fmt: skip
    db.session.add(report)
    db.session.commit()
    version = reports.freeze(report, by=pilot)
    db.session.commit()
    seal, keys = version.seal, version.keys
    leaving_traces.erase(zenobie.awa)
    assert (version.seal, version.keys, version.is_intact) == (seal, keys, True)


def test_the_signed_contract_belongs_to_nobody_s_pages(zenobie):
    leaving_traces.erase(zenobie.awa)
    archived = db.session.scalars(select(Archive)).one()
    assert archived.document.owner_id is None
    assert archived.document.asked_by_id is None
    assert papers.files.read(archived.document.sha256)
    others = select(Document).where(Document.id != archived.document_id, Document.sha256 != "")
    assert not db.session.scalars(others).all()


def test_the_journal_keeps_its_rows_and_their_numbers(zenobie):
    key, before = zenobie.awa.id, leaving_traces.count(Event)
    leaving_traces.erase(zenobie.awa)
    assert leaving_traces.count(Event) > before
    assert db.session.scalars(select(Event).where(Event.actor_id == key)).first()


def test_what_was_under_way_ends_first_and_the_association_is_told(app):
    cast = meetings.Cast()
    meetings.at_work(cast)
    left = cast.garden.places_left
    leaving_traces.erase(cast.awa)
    assert db.session.scalars(select(Placement)).one().state == "stopped"
    db.session.refresh(cast.garden)
    assert cast.garden.places_left == left + 1


def test_the_last_of_an_association_is_told_so(app):
    garden = people.an_association()
    jean = people.a_member(garden)
    assert erasing.alone_in(jean) is garden
    people.a_member(garden, "Lise")
    assert erasing.alone_in(jean) is None


# Tables about things, or about professionals at work; and columns that hold a code of a closed
# list, a fingerprint or an address of ours: nothing a person typed, nothing that names them.
THINGS = {
    "access_anchors", "accesses", "activity_rules", "archives", "associations", "attempts",
    "column_mappings", "communes", "duty_turns", "encounters", "erasure_requests", "evaluations",
    "events",
    "exit_mappings", "extractions", "fte_grants", "hand_overs", "covers", "invitations",
    "last_contacts", "memberships", "missions", "opening_notices", "operators", "postal_codes",
    "prescribers", "programmes", "prospect_contacts", "prospects", "purges", "report_sendings",
    "reading_links", "remarks", "report_versions", "reporting_periods", "reports", "tallies",
    "territories", "territory_communes",
    "weight_versions", "workshop_sessions", "workshops",
}  # fmt: skip
ELSEWHERE = {"accounts", "documents", "letters", "signatures"}  # erasing, papers: by name
CODES = {
    "state", "token", "kind", "mode", "pathway", "setting", "origin", "reason", "status", "theme",
    "side", "outcome", "situation", "exit_type", "exit_also", "noticed", "attendance", "autonomy",
    "declared_side", "copy_medium", "commune_code",
}  # fmt: skip


def test_every_column_that_may_hold_someone_s_words_is_known(app):
    held = {one.table.name: one for one in holdings.HOLDINGS}
    forgotten = []
    for table in db.metadata.sorted_tables:
        holding = held.get(table.name)
        if table.name in THINGS | ELSEWHERE or (holding and holding.goes):
            continue
        emptied = set(holding.empty) if holding else set()
        typed = {
            c.name for c in table.c
            if isinstance(c.type, String | Text | db.JSON) and not c.foreign_keys
        }  # fmt: skip
        forgotten += [f"{table.name}.{name}" for name in sorted(typed - emptied - CODES)]
    assert not forgotten


def test_an_erased_account_opens_nothing(zenobie, as_):
    browser = as_(zenobie.awa)
    leaving_traces.erase(zenobie.awa)
    assert browser.open("/moi").path.startswith("/connexion")
    assert db.session.get(Account, zenobie.awa.id).first_name == erasing.NOBODY
