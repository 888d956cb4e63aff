"""The passports of the demonstration: lines attested, waiting, or being written."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.demonstration.sources import Sheet
from app.extensions import db
from app.letters.models import Channel, Letter, about
from app.papers.evidence import Evidence
from app.passports import actions, attesting
from app.passports.attesting import Attestation
from app.passports.models import Entry
from app.placements.models import Placement

SEEN = Evidence(
    session="compte personnel",
    identity="compte de l’association",
    consent=("J’atteste que c’est juste.",),
    network="203.0.113.0/24",
)


def attest(cast: Cast) -> None:
    """Write ``passports.toml``."""
    for slug, sheet in sources.sheets("passports").items():
        entry = _line(cast, sheet)
        entry.token = token("passport", slug)
        entry.tasks, entry.results = sheet["tasks"], sheet.get("results", "")
        entry.skills = [
            {"code": code, "level": level or None, "example": example}
            for code, level, example in sheet["skills"]
        ]
        entry.created_at = cast.calendar.moment(-20, 10)
        if sheet["state"] != "draft":
            _ask(cast, entry, sheet, slug)
        db.session.flush()


def _line(cast: Cast, sheet: Sheet) -> Entry:
    person = cast.accounts[sheet["volunteer"]]
    if "story" in sheet:
        introduction = cast.introductions[sheet["story"]]
        placement = db.session.scalars(
            select(Placement).where(Placement.introduction_id == introduction.id)
        ).one()
        return actions.add(placement, by=person)
    facts: dict[str, Any] = {
        "association_name": sheet["organisation"],
        "title": sheet["title"],
        "place": sheet["place"],
        "started_on": cast.calendar.day(sheet["started"]),
        "ended_on": cast.calendar.day(sheet["ended"]),
        "hours": float(sheet["hours"]),
    }
    return actions.declare(person, facts, by=person)


def _ask(cast: Cast, entry: Entry, sheet: Sheet, slug: str) -> None:
    """Have the person agree, and the association answer when it did."""
    entry.state = "agreed"
    entry.state_since = entry.agreed_at = entry.asked_at = cast.calendar.moment(-15, 11)
    entry.ask = token("ask", slug)
    if sheet["state"] != "attested":
        return
    name, role, statement = sheet["attester"]
    attesting.attest(entry, Attestation(name, role, statement), SEEN, by=None)
    entry.attested_at = entry.state_since = at = entry.agreed_at + timedelta(days=3)
    db.session.flush()
    told = update(Letter).where(Letter.about == about(entry))
    db.session.execute(told.values(written_at=at, not_before=at))
    left = told.where(Letter.channel != Channel.PAPER)
    db.session.execute(left.values(sent_at=at))
