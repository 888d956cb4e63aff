"""Who is told what, in a letter, about ateliers; nothing says why someone comes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.accounts.models import Account
from app.letters.models import public_url, write
from app.workshops import calendar
from app.workshops.models import Enrolment, Session

PATH = "/ateliers"


def enrolled(person: Account, enrolments: Sequence[Enrolment], by: Any) -> None:
    """Tell someone their dates, or that they wait for a place."""
    ordered = sorted(enrolments, key=lambda one: one.session.starts_at)
    seated = [one.session for one in ordered if not one.waiting]
    write(
        "workshops/enrolled",
        to=person,
        about=ordered[0],
        workshop=ordered[0].session.workshop,
        seated=seated,
        waited=[one.session for one in ordered if one.waiting],
        kept_by=_who(person, by),
        path=PATH,
        attachment=calendar.entry(seated, public_url()) if seated else None,
    )


def _who(person: Account, by: Any) -> str | None:
    """Name the référent who keeps a place for someone; nobody when they asked for it."""
    alone = by.acting_for is None and by.id != person.id
    return by.full_name if alone else None


def _write(kind: str, one: Enrolment, **more: Any) -> None:
    write(
        f"workshops/{kind}",
        to=one.volunteer,
        session=one.session,
        workshop=one.session.workshop,
        path=PATH,
        **more,
    )


def place_free(one: Enrolment) -> None:
    """Tell who waited that a place is theirs."""
    _write("place_free", one, about=one, attachment=calendar.entry([one.session], public_url()))


def withdrawn(one: Enrolment) -> None:
    """Tell someone that who enrolled them gave their place back."""
    _write("withdrawn", one, about=one)


def tomorrow(one: Enrolment) -> None:
    """Remind someone, the eve."""
    _write("tomorrow", one, about=one)


def changed(
    kind: str, session: Session, told: Sequence[Enrolment], not_before: datetime | None = None
) -> None:
    """Tell everyone enrolled, or waiting, that a session moved or is cancelled."""
    file = calendar.entry([session], public_url(), cancelled=kind == "cancelled")
    for one in told:
        seated = None if one.waiting else file
        _write(kind, one, about=session, attachment=seated, not_before=not_before)
