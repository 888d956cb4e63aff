"""The steps of a volunteer at work in a mission, and who may take each."""

from typing import Any

from app.introductions.life import Side, side_of
from app.lifecycle import Step

AT_WORK = ("trial", "active", "paused")


def is_any_side(account: Any, placement: Any) -> bool:
    """Tell whether this account takes part, whatever its side."""
    return side_of(account, placement) is not None


def is_the_person(account: Any, placement: Any) -> bool:
    """Tell whether this is the person, or the référent filling in with them."""
    return side_of(account, placement) == Side.VOLUNTEER


CONTINUE = Step(
    "continue", {"trial"}, "active", is_any_side,
    "L’essai est bon, on continue", "L’essai est fini : la mission continue.",
)  # fmt: skip
PAUSE = Step(
    "pause", {"trial", "active"}, "paused", is_any_side,
    "Faire une pause", "La mission est en pause. Reprenez quand vous voulez.",
)  # fmt: skip
RESUME = Step(
    "resume", {"paused"}, "active", is_any_side,
    "Reprendre", "La mission reprend.",
)  # fmt: skip
COMPLETE = Step(
    "complete", {"trial", "active", "paused"}, "completed", is_any_side,
    "La mission est finie", "La mission est finie. Merci à tous.",
)  # fmt: skip
STOP = Step(
    "stop", {"trial", "active", "paused"}, "stopped", is_any_side,
    "Arrêter", "C’est arrêté. Il n’y a pas besoin de raison, et cela ne change rien.",
)  # fmt: skip

STEPS = (CONTINUE, PAUSE, RESUME, COMPLETE, STOP)
