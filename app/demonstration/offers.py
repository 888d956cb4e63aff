"""The associations of the demonstration and their missions."""

import math
from datetime import datetime
from typing import Any

from app import clock
from app.associations.models import Association
from app.associations.words import Decision, Kind
from app.demonstration import sources
from app.demonstration.cast import Calendar, Cast, draw, token
from app.demonstration.sources import Sheet
from app.extensions import db
from app.missions.life import Reason
from app.missions.models import Mission
from app.vocabulary import DAYS

IDENTITY = ("rna", "siren", "siret")
WRITTEN = ("tribunal", "volume", "folio", "website", "insurer")
UNPUBLISHED = ("draft", "submitted", "to_correct")
WEEKDAYS = [code for code, _ in DAYS]


def register(cast: Cast) -> None:
    """Register the associations, each in its state."""
    for slug, sheet in sources.sheets("associations").items():
        cast.associations[slug] = _association(cast.calendar, slug, sheet)
    db.session.add_all(cast.associations.values())
    db.session.flush()


def journal_of_associations(cast: Cast) -> None:
    """Write how each association came to its state."""
    pilot = cast.accounts["sophie"]
    for slug, sheet in sources.sheets("associations").items():
        association = cast.associations[slug]
        state = sheet.get("state", "verified")
        since = sheet["since"]
        if state != "draft":
            at = cast.calendar.moment(since, 11)
            cast.note("submit", association, cast.speakers[slug], at)
        if state in {"verified", "suspended"}:
            cast.note("verify", association, pilot, cast.calendar.moment(since + 2, 14))
        if state == "suspended":
            at = cast.calendar.moment(sheet["insurance_until"] + 1, 8)
            cast.note("suspend", association, pilot, at)


def publish(cast: Cast) -> None:
    """Write the missions, each in its state, with the acts that led there."""
    sheets = sources.missions()
    for slug, sheet in sheets.items():
        cast.missions[slug] = _mission(cast, slug, sheet)
    db.session.add_all(cast.missions.values())
    db.session.flush()
    for slug, sheet in sheets.items():
        _journal_of_mission(cast, slug, sheet)


def _association(calendar: Calendar, slug: str, sheet: Sheet) -> Association:
    state = sheet.get("state", "verified")
    since = calendar.moment(sheet["since"], 10)
    until = sheet.get("insurance_until")
    facts: dict[str, Any] = {name: sheet.get(name) for name in IDENTITY}
    facts |= {name: sheet.get(name, "") for name in WRITTEN}
    return Association(
        token=token("association", slug),
        state=state,
        state_since=calendar.moment(-11, 8) if state == "suspended" else since,
        name=sheet["name"],
        kind=sheet.get("kind", Kind.ASSOCIATION.value),
        description=sheet["description"],
        phone="+33" + sheet["phone"].replace(" ", "")[1:],
        address=sheet["address"],
        commune_code=sheet["commune"],
        insurance_until=None if until is None else calendar.day(until),
        created_at=since,
        decision=sheet.get("reason", ""),
        decision_reason=Decision.INSURANCE.value if state == "suspended" else "",
        **facts,
    )


def _mission(cast: Cast, slug: str, sheet: Sheet) -> Mission:
    calendar = cast.calendar
    state = sheet.get("state", "published")
    since = calendar.moment(sheet["since"], 11)
    published = None if state in UNPUBLISHED else calendar.moment(sheet["since"] + 1, 15)
    return Mission(
        token=token("mission", slug),
        state=state,
        state_since=published or since,
        association_id=cast.associations[sheet["association"]].id,
        title=sheet["title"],
        description=sheet["description"],
        domain=sheet["domain"],
        skills=sheet["skills"],
        publics=sheet["publics"],
        commune_code=sheet["commune"],
        place_detail=sheet["place"],
        hours_per_week=sheet["hours"],
        slots=sheet["slots"],
        places=sheet["places"],
        places_left=sheet["places"],
        french=sheet.get("french"),
        welcome=sheet.get("welcome", ""),
        expenses=sheet.get("expenses", ""),
        transit=sheet.get("bus", ""),
        not_a_job=state != "draft",
        decision=sheet.get("reason", ""),
        decision_reason=Reason.MISSING.value if state == "to_correct" else "",
        created_at=since,
        updated_at=published or since,
        published_at=published,
        **_confirmed(calendar, slug, sheet, published),
        **_where(cast, slug, sheet),
        **_when(calendar, sheet),
        **_needs(sheet["flags"]),
    )


def _confirmed(
    calendar: Calendar, slug: str, sheet: Sheet, published: datetime | None
) -> dict[str, Any]:
    """Say when the association last told that it still needs people: less than a month ago."""
    if published is None:
        return {}
    if "asked" in sheet:
        return {"confirmed_on": calendar.day(-38), "asked_on": calendar.day(sheet["asked"])}
    lately = calendar.day(-1 - draw(f"confirmed {slug}")[0] % 24)
    return {"confirmed_on": max(clock.in_paris(published).date(), lately)}


def _where(cast: Cast, slug: str, sheet: Sheet) -> dict[str, Any]:
    """Set a mission somewhere in its commune, further out in a large one, always the same."""
    if "remote" in sheet["flags"]:
        return {"remote": True, "lat": None, "lon": None}
    commune = cast.communes[sheet["commune"]]
    degrees = math.sqrt(commune.population) / 30_000
    north, east = (byte / 127.5 - 1 for byte in draw(f"place {slug}")[:2])
    return {
        "remote": False,
        "lat": round(commune.lat + north * degrees, 5),
        "lon": round(commune.lon + east * degrees * 1.4, 5),
    }


def _when(calendar: Calendar, sheet: Sheet) -> dict[str, Any]:
    flags = sheet["flags"]
    facts: dict[str, Any] = {"one_off": "one_off" in flags, "flexible": "flexible" in flags}
    if "starts" in sheet:
        facts["starts_on"] = calendar.day(sheet["starts"])
        facts["ends_on"] = calendar.day(sheet["ends"])
        if facts["one_off"]:
            weekday = WEEKDAYS.index(sheet["slots"][0][:3])
            facts["starts_on"] = calendar.falling_on(sheet["starts"], weekday)
            facts["ends_on"] += facts["starts_on"] - calendar.day(sheet["starts"])
    return facts


def _needs(flags: list[str]) -> dict[str, bool | None]:
    """Say what a mission asks; « step_free » left out with « stairs » is unknown, not no."""
    step_free = True if "step_free" in flags else False if "stairs" in flags else None
    needs: dict[str, bool | None] = {
        name: name in flags for name in ("driving_licence", "lifting", "beginners", "trial")
    }
    return {**needs, "step_free": step_free}


def _journal_of_mission(cast: Cast, slug: str, sheet: Sheet) -> None:
    mission, state = cast.missions[slug], sheet.get("state", "published")
    author, pilot = cast.speakers[sheet["association"]], cast.accounts["sophie"]
    moment, since = cast.calendar.moment, sheet["since"]
    acts = [("submit", author, moment(since, 12))] if state != "draft" else []
    if state == "to_correct":
        acts.append(("ask_correction", pilot, moment(since + 1, 9)))
    if state not in UNPUBLISHED:
        acts.append(("publish", pilot, moment(since + 1, 15)))
    if state == "paused":
        acts.append(("pause", author, moment(-10, 9)))
    if state == "ended":
        acts.append(("end", author, moment(sheet["ends"] + 7, 18)))
    for verb, by, at in acts:
        cast.note(verb, mission, by, at)
