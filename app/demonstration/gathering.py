"""The workshops and collective actions of the demonstration, and who came."""

from datetime import timedelta

from app import clock
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.demonstration.sources import Sheet
from app.extensions import db
from app.workshops.models import Enrolment, Session, Workshop

CAME = (("came", "present"), ("excused", "excused"), ("absent", "absent"))


def gather(cast: Cast) -> None:
    """Write ``workshops.toml``."""
    for slug, sheet in sources.sheets("workshops").items():
        organiser = cast.accounts[sheet["organiser"]]
        workshop = Workshop(
            token=token("workshop", slug),
            kind=sheet["kind"],
            title=sheet["title"],
            about=sheet["about"],
            speaker=sheet.get("speaker", ""),
            programme=cast.programme,
            territory_id=cast.territories[sheet["territory"]].id,
            organiser_id=organiser.id,
            created_at=cast.calendar.moment(min(sheet["days"][0] - 20, -2), 10),
            partners=[cast.associations[sheet["partner"]]] if "partner" in sheet else [],
        )
        db.session.add(workshop)
        db.session.flush()
        for rank, offset in enumerate(sheet["days"]):
            _session(cast, f"{slug} {rank}", sheet, workshop, offset)


def _session(cast: Cast, key: str, sheet: Sheet, workshop: Workshop, offset: int) -> None:
    on = cast.calendar.not_a_sunday(offset)
    past = on < cast.calendar.today
    taken = past and "untaken" not in sheet
    starts = clock.from_paris(on, 14)
    session = Session(
        token=token("session", key),
        workshop=workshop,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        on=on,
        place=sheet["place"],
        capacity=sheet["capacity"],
        guests=sheet.get("guests", 0) if taken else 0,
        attendance_at=starts + timedelta(hours=3) if taken else None,
    )
    db.session.add(session)
    db.session.flush()
    said = (
        [(slug, attendance) for part, attendance in CAME for slug in sheet.get(part, [])]
        if taken
        else [(slug, None) for part in ("enrolled", "waiting") for slug in sheet.get(part, [])]
    )
    for rank, (slug, attendance) in enumerate(said):
        db.session.add(
            Enrolment(
                session_id=session.id,
                volunteer_id=cast.accounts[slug].id,
                enrolled_at=cast.calendar.moment(min(offset - 9, -2), 10) + timedelta(minutes=rank),
                enrolled_by_id=workshop.organiser_id,
                waiting=slug in sheet.get("waiting", []),
                attendance=attendance,
                reminded_at=starts - timedelta(days=1),
            )
        )
