"""Who is told what, in a letter, at each step of an introduction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from app.accounts.models import Account
from app.introductions import calendar, queries
from app.introductions.life import Side, side_of
from app.introductions.models import Introduction
from app.letters import answer_links
from app.letters.answer_links import Purpose
from app.letters.models import Channel, public_url, write

ANSWERED_FROM = {
    (Side.ASSOCIATION, "sent"): Purpose.REQUEST,
    (Side.ASSOCIATION, "reminder"): Purpose.REQUEST,
    (Side.ASSOCIATION, "how_was_it"): Purpose.AFTERWARDS,
    (Side.VOLUNTEER, "suggested"): Purpose.PROPOSAL,
    (Side.VOLUNTEER, "suggestion_notice"): Purpose.PROPOSAL,
    (Side.VOLUNTEER, "meeting"): Purpose.MEETING,
    (Side.VOLUNTEER, "meeting_moved"): Purpose.MEETING,
    (Side.VOLUNTEER, "meeting_soon"): Purpose.MEETING,
    (Side.VOLUNTEER, "how_was_it"): Purpose.AFTERWARDS,
}


def path_of(introduction: Introduction, kind: str, to: Account, reader: Side) -> str:
    """Give what a letter leads to: the page to answer from if there is one, else the story’s."""
    purpose = ANSWERED_FROM.get((reader, kind))
    if purpose is None or to.channel == Channel.PAPER:  # who hands it over would read the link
        return f"/mises-en-relation/{introduction.token}"
    return answer_links.path(purpose, introduction, to)


def _tell(
    kind: str, introduction: Introduction, to: Account, reader: Side, **more: Any
) -> None:  # fmt: skip
    referent = introduction.referent
    write(
        f"introductions/{kind}",
        to=to,
        about=introduction,
        introduction=introduction,
        mission=introduction.mission,
        person=introduction.volunteer,
        reader=reader.value,
        mediator=referent.full_name if referent else None,
        path=path_of(introduction, kind, to, reader),
        **more,
    )


def person(kind: str, introduction: Introduction, **more: Any) -> None:
    """Tell the person."""
    _tell(kind, introduction, introduction.volunteer, Side.VOLUNTEER, **more)


def association(
    kind: str, introduction: Introduction, unaware: Collection[int] = (), **more: Any
) -> None:
    """Tell everyone who acts for the association, except those who know nothing of it yet."""
    for member in queries.members_of(introduction):
        if member.id not in unaware:
            _tell(kind, introduction, member, Side.ASSOCIATION, **more)


def mediators(kind: str, introduction: Introduction, by: Any = None, **more: Any) -> None:
    """Tell who mediates, except whoever just acted."""
    for referent in queries.mediators_of(introduction):
        if by is None or referent.id != by.id:
            _tell(kind, introduction, referent, Side.REFERENT, **more)


def stopped(
    kind: str,
    introduction: Introduction,
    by: Any,
    *,
    planned: bool = False,
    unaware: Collection[int] = (),
) -> None:
    """Tell the sides that did not act that it stops here, and take a meeting off their calendars.

    The association hears of it only if it had heard of the request: ``unaware`` are the keys of
    those whose first letter had not left.
    """
    side = side_of(by, introduction)
    more: dict[str, Any] = {}
    if planned:
        introduction.meeting_sequence += 1
        more["attachment"] = calendar.entry(introduction, public_url(), cancelled=True)
    if side != Side.VOLUNTEER:
        person(kind, introduction, **more)
    if side != Side.ASSOCIATION and introduction.sent_at is not None:
        association(kind, introduction, unaware, **more)
    if side != Side.REFERENT:
        mediators(kind, introduction, by=by, **more)


def request(introduction: Introduction) -> None:
    """Tell the person who reads their request and by when, and the référent that it waits."""
    promised = queries.promised_by(introduction)
    mediators("asked", introduction, promised=promised)
    person("received", introduction, promised=promised)


def left(introduction: Introduction, not_before: datetime | None = None) -> None:
    """Tell the person that the request has left, or waits; and the association, if it has left."""
    waits = introduction.state == "approved"
    person("approved", introduction, waits=waits, not_before=not_before)
    if not waits:
        association("sent", introduction, not_before=not_before)


def meeting(kind: str, introduction: Introduction, *, cancelled: bool = False) -> None:
    """Tell the person, the association and who mediates about a meeting, with its calendar file."""
    attachment = calendar.entry(introduction, public_url(), cancelled=cancelled)
    person(kind, introduction, attachment=attachment)
    association(kind, introduction, attachment=attachment)
    mediators(kind, introduction, attachment=attachment)
