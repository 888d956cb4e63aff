"""Messages and difficulties of an introduction, or of the placement that continues it."""

from typing import Any

from werkzeug.exceptions import Forbidden

from app.accounts.models import Account
from app.introductions import queries
from app.introductions.life import BEFORE_SENT, Side, side_of
from app.introductions.models import Introduction
from app.letters.models import write
from app.threads import actions
from app.threads.models import Difficulty


def say(
    introduction: Introduction, body: str, by: Any, *, aside: bool = False, path: str = ""
) -> None:
    """Write to the others; before the request is sent, the association is not one of them."""
    side = _side(introduction, by)
    unknown = introduction.state in BEFORE_SENT or introduction.sent_at is None
    aside = side != Side.ASSOCIATION and (aside or unknown)
    actions.say(introduction.thread_id, body, by=by, aside=aside)
    readers = _readers(introduction, side, by, aside=aside)
    names = {r.id: _name(by, reads_as) for r, reads_as in readers}
    actions.announce(
        introduction.thread_id, [r for r, _ in readers], path or _path(introduction), names
    )  # fmt: skip


def _side(introduction: Introduction, by: Any) -> Side:
    side = side_of(by, introduction)
    if side is None:
        raise Forbidden
    return side


def _path(introduction: Introduction) -> str:
    return f"/mises-en-relation/{introduction.token}"


def _readers(
    introduction: Introduction, side: Side, by: Any, *, aside: bool
) -> list[tuple[Account, Side]]:
    found: list[tuple[Account, Side]] = []
    if side != Side.VOLUNTEER:
        found.append((introduction.volunteer, Side.VOLUNTEER))
    if side != Side.ASSOCIATION and not aside:
        found += [(m, Side.ASSOCIATION) for m in queries.members_of(introduction)]
    if side != Side.REFERENT:
        found += [(r, Side.REFERENT) for r in queries.mediators_of(introduction) if r.id != by.id]
    return found


def _name(by: Any, reader: Side) -> str | None:
    """Name who wrote; None stands for the service, the only name an association reads."""
    if by.acting_for is not None:
        return str(by.acting_for.first_name)
    if by.role == "referent":
        return None if reader == Side.ASSOCIATION else str(by.full_name)
    return str(by.first_name)


def tell(introduction: Introduction, theme: str, body: str, by: Any, path: str = "") -> None:
    """Tell what is hard to who mediates, and to nobody else."""
    side = _side(introduction, by)
    difficulty = actions.tell(introduction.thread_id, introduction.volunteer_id, theme, body, by)
    for referent in queries.mediators_of(introduction):
        if referent.id != by.id:
            write(
                "threads/difficulty",
                to=referent,
                about=difficulty,
                person=introduction.volunteer,
                mission=introduction.mission,
                side=side.value,
                path=path or _path(introduction),
            )


def close(
    introduction: Introduction,
    difficulty: Difficulty,
    outcome: str,
    words: str,
    by: Any,
    path: str = "",
) -> None:
    """End a mediation and tell who told it."""
    if _side(introduction, by) != Side.REFERENT:
        raise Forbidden
    actions.close(difficulty, outcome, words, by)
    if difficulty.told_by_id != by.id:
        write(
            "threads/difficulty_closed",
            to=difficulty.told_by,
            about=difficulty,
            words=words,
            mission=introduction.mission,
            path=path or _path(introduction),
        )
