"""Who is told what, in a letter, while a volunteer is at work in a mission."""

from typing import Any

from app.accounts.models import Account
from app.caseloads.queries import referents_for
from app.introductions.life import Side
from app.introductions.queries import mediators_of, members_of
from app.letters import answer_links
from app.letters.answer_links import Purpose
from app.letters.models import Channel, write
from app.placements.models import CheckIn, Placement


def path_of(placement: Placement) -> str:
    """Give the page of a placement, for a letter."""
    return f"/engagements/{placement.token}"


def _path(placement: Placement, to: Account, check_in: CheckIn | None) -> str:
    """Give what a letter leads to: the page that asks how it goes, else that of the placement."""
    if check_in is None or to.channel == Channel.PAPER:  # who hands it over would read the link
        return path_of(placement)
    return answer_links.path(Purpose.CHECK_IN, check_in, to)


def readers(placement: Placement, side: Side) -> list[Account]:
    """List who reads on one side."""
    if side == Side.VOLUNTEER:
        return [placement.volunteer]
    if side == Side.ASSOCIATION:
        return members_of(placement)
    if placement.introduction is None:
        return referents_for(placement.volunteer)
    return mediators_of(placement.introduction)


def tell(kind: str, placement: Placement, side: Side, by: Any = None, **more: Any) -> None:
    """Tell one side, except whoever just acted."""
    for reader in readers(placement, side):
        if by is None or reader.id != by.id:
            write(
                f"placements/{kind}",
                to=reader,
                about=placement,
                placement=placement,
                mission=placement.mission,
                person=placement.volunteer,
                reader=side.value,
                path=_path(placement, reader, more.get("check_in")),
                **more,
            )


def others(kind: str, placement: Placement, by: Any, side: Side | None, **more: Any) -> None:
    """Tell the two sides that did not act."""
    for other in Side:
        if other != side:
            tell(kind, placement, other, by=by, **more)
