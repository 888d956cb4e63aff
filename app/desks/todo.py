"""What waits for a référent, as data: sections by kind, items oldest first, acts beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.contacts import spoken


@dataclass(frozen=True)
class Act:
    """A button beside an item: a link, or one click that acts when ``posts`` is true."""

    label: str
    url: str
    posts: bool = False
    main: bool = False


@dataclass(frozen=True)
class Item:
    """One thing that waits; ``late`` says it in words and in colour."""

    title: str
    url: str | None
    detail: str
    acts: Sequence[Act] = ()
    late: bool = False


@dataclass(frozen=True)
class Section:
    """The things of one kind; nothing is shown of a kind that nobody waits for."""

    key: str
    title: str
    things: Sequence[Item]
    more_url: str | None = None


def telephone_act(phone: str | None) -> list[Act]:
    """Offer to call someone who has a telephone."""
    if not phone:
        return []
    return [Act(spoken(phone), f"tel:{phone}")]
