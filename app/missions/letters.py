"""Letters about a mission, to everyone who acts for its association."""

from app.associations.queries import members_of
from app.letters import answer_links
from app.letters.answer_links import Purpose
from app.letters.models import write
from app.missions.models import Mission


def published(mission: Mission) -> None:
    """Say that the mission is online, and what happens next."""
    _to_members("missions/published", mission)


def to_correct(mission: Mission) -> None:
    """Say what to change, so that it can go online."""
    _to_members("missions/to_correct", mission)


def refused(mission: Mission) -> None:
    """Say why the mission will not be online."""
    _to_members("missions/refused", mission)


def still_current(mission: Mission) -> None:
    """Ask whether the mission still needs people."""
    for membership in members_of(mission.association):
        to = membership.account
        path = answer_links.path(Purpose.STILL_CURRENT, mission, to)
        write("missions/still_current", to=to, about=mission, mission=mission, path=path)


def paused(mission: Mission) -> None:
    """Say that the mission is paused, nobody having answered."""
    _to_members("missions/paused", mission)


def ended(mission: Mission) -> None:
    """Say that the last day is past, and that the mission can be copied."""
    _to_members("missions/ended", mission)


def _to_members(kind: str, mission: Mission) -> None:
    for membership in members_of(mission.association):
        write(kind, to=membership.account, about=mission, mission=mission)
