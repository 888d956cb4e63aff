"""Prescribers and whom they refer, bodies spotted, meetings, and referrals to the ambassador."""

from typing import Any

from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.extensions import db
from app.outreach import links
from app.outreach.models import Encounter, Prescriber, Prospect, ProspectContact, Referral
from app.workshops.models import AmbassadorReferral

CONTACT = ("first_name", "last_name", "duty", "email")


def reach(cast: Cast) -> None:
    """Write ``outreach.toml``."""
    sheets = sources.sheets("outreach")
    known = {slug: _prescriber(cast, slug, sheet) for slug, sheet in sheets["prescribers"].items()}
    db.session.add_all(known.values())
    db.session.flush()
    for prescriber in known.values():
        prescriber.digest = links.digest(links.secret_of(prescriber))
    for slug, sheet in sheets["referrals"].items():
        db.session.add(_referral(cast, slug, sheet, known[sheet["by"]]))
    for slug, sheet in sheets["prospects"].items():
        db.session.add(_prospect(cast, slug, sheet))
    for slug, sheet in sheets["encounters"].items():
        db.session.add(_encounter(cast, slug, sheet))
    for slug, sheet in sheets["ambassador"].items():
        db.session.add(_introduced(cast, slug, sheet))
    db.session.flush()


def _prescriber(cast: Cast, slug: str, sheet: sources.Sheet) -> Prescriber:
    names = ("first_name", "last_name", "body", "duty", "email")
    since = cast.calendar.moment(sheet["since"], 10)
    return Prescriber(
        token=token("prescriber", slug),
        **{name: sheet[name] for name in names},
        phone=sheet.get("phone"),
        territory_id=cast.territories[sheet["territory"]].id,
        link_sent_at=since,
        created_at=since,
        created_by_id=cast.accounts["sophie"].id,
    )


def _referral(cast: Cast, slug: str, sheet: sources.Sheet, prescriber: Prescriber) -> Referral:
    facts: dict[str, Any] = {
        name: sheet[name]
        for name in ("first_name", "last_name", "words", "reason", "sentence", "question")
        if name in sheet
    }
    if "answered" in sheet:
        facts["answered_on"] = cast.calendar.day(sheet["answered"])
        facts["answered_by_id"] = cast.accounts[sheet["answered_by"]].id
    if "volunteer" in sheet:
        facts["volunteer_id"] = cast.accounts[sheet["volunteer"]].id
    on = cast.calendar.day(sheet["on"])
    return Referral(
        token=token("referral", slug),
        state=sheet["state"],
        state_since=cast.calendar.moment(
            sheet["answered"] if "answered" in sheet else sheet["on"], 15
        ),
        prescriber_id=prescriber.id,
        email=sheet.get("email"),
        phone=sheet.get("phone"),
        commune_code=sheet["commune"],
        agreed_on=on,
        referred_on=on,
        **facts,
    )


def _prospect(cast: Cast, slug: str, sheet: sources.Sheet) -> Prospect:
    facts: dict[str, Any] = {"kind": sheet["kind"]} if "kind" in sheet else {}
    if "next" in sheet:
        facts["next_step_on"] = cast.calendar.day(sheet["next"])
    contact = dict(zip(CONTACT, sheet["contact"], strict=True))
    if contact["first_name"]:
        facts["contacts"] = [ProspectContact(token=token("contact", slug), **contact)]
    return Prospect(
        token=token("prospect", slug),
        state=sheet["state"],
        state_since=cast.calendar.moment(-10, 10),
        name=sheet["name"],
        commune_code=sheet["commune"],
        notes=sheet["notes"],
        next_step=sheet["next_step"],
        followed_by_id=cast.accounts[sheet["by"]].id,
        created_at=cast.calendar.moment(-30, 10),
        **facts,
    )


def _encounter(cast: Cast, slug: str, sheet: sources.Sheet) -> Encounter:
    return Encounter(
        token=token("encounter", slug),
        on=cast.calendar.day(sheet["on"]),
        with_whom=sheet["with"],
        territory_id=cast.territories[sheet["territory"]].id,
        subject=sheet["subject"],
        people=sheet["people"],
        follow_up=sheet["follow_up"],
        noted_by_id=cast.accounts[sheet["by"]].id,
    )


def _introduced(cast: Cast, slug: str, sheet: sources.Sheet) -> AmbassadorReferral:
    answered = cast.calendar.day(sheet["answered"]) if "answered" in sheet else None
    return AmbassadorReferral(
        token=token("ambassador", slug),
        state=sheet["state"],
        state_since=cast.calendar.moment(
            sheet["answered"] if "answered" in sheet else sheet["on"], 16
        ),
        volunteer_id=cast.accounts[sheet["volunteer"]].id,
        referent_id=cast.accounts[sheet["referent"]].id,
        ambassador_id=cast.accounts["bernard"].id,
        referred_on=cast.calendar.day(sheet["on"]),
        released=sheet["released"],
        message=sheet["message"],
        answered_on=answered,
        outcome=sheet.get("outcome"),
        answer=sheet.get("answer", ""),
    )
