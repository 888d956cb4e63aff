"""The steps of a volunteer at work in a mission, and who may take each."""

from typing import Any

from app.associations.models import is_member
from app.caseloads.queries import mediates
from app.introductions.life import Side, side_of
from app.languages import _
from app.lifecycle import Step

AT_WORK = ("trial", "active", "paused")


def is_any_side(account: Any, placement: Any) -> bool:
    """Tell whether this account takes part, whatever its side."""
    return side_of(account, placement) is not None


def is_the_person(account: Any, placement: Any) -> bool:
    """Tell whether this is the person, or the référent filling in with them."""
    return side_of(account, placement) == Side.VOLUNTEER


def may_confirm(account: Any, own: Any) -> bool:
    """Tell whether this account is the association that was named, or who mediates."""
    if account is None or account.acting_for is not None:
        return False
    if (
        own.association_id is not None
        and own.asks_association
        and is_member(account, own.association_id)
    ):
        return True
    return mediates(account, own.volunteer_id)


def may_end(account: Any, own: Any) -> bool:
    """Allow the person and who may confirm."""
    return is_the_owner(account, own) or may_confirm(account, own)


def is_the_owner(account: Any, own: Any) -> bool:
    """Tell whether this is the person who told of it, or the référent filling in with them."""
    who = account and (account.acting_for or account)
    return who is not None and who.id == own.volunteer_id


def may_correct(account: Any, own: Any) -> bool:
    """Allow the person, whoever fills in with them, and who mediates for them."""
    return is_the_owner(account, own) or mediates(account, own.volunteer_id)


CONTINUE = Step(
    "continue", {"trial"}, "active", is_any_side,
    _("L’essai est bon, on continue"), _("L’essai est fini : la mission continue."),
)  # fmt: skip
PAUSE = Step(
    "pause", {"trial", "active"}, "paused", is_any_side,
    _("Faire une pause"), _("La mission est en pause. Reprenez quand vous voulez."),
)  # fmt: skip
RESUME = Step(
    "resume", {"paused"}, "active", is_any_side,
    _("Reprendre"), _("La mission reprend."),
)  # fmt: skip
COMPLETE = Step(
    "complete", {"trial", "active", "paused"}, "completed", is_any_side,
    _("La mission est finie"), _("La mission est finie. Merci à tous."),
)  # fmt: skip
STOP = Step(
    "stop", {"trial", "active", "paused"}, "stopped", is_any_side,
    _("Arrêter"), _("C’est arrêté. Il n’y a pas besoin de raison, et cela ne change rien."),
)  # fmt: skip

CONFIRM = Step(
    "confirm", {"declared"}, "confirmed", may_confirm,
    _("Confirmer"), _("C’est confirmé : cette mission compte comme les autres."),
)  # fmt: skip
DISOWN = Step(
    "disown", {"declared"}, "unconfirmed", may_confirm,
    _("Je ne la connais pas"), _("C’est noté. La personne peut corriger."),
)  # fmt: skip
CORRECT = Step(
    "correct", {"declared", "unconfirmed"}, "declared", may_correct,
    _("Corriger"), _("C’est corrigé. On vous dit quand c’est confirmé."),
)  # fmt: skip
FINISH = Step(
    "finish", {"declared", "confirmed"}, "finished", may_end,
    _("C’est fini"), _("C’est noté : cette mission est finie."),
)  # fmt: skip
TAKE_BACK = Step(
    "take_back", {"declared", "unconfirmed"}, "taken_back", may_correct,
    _("Retirer"), _("C’est retiré."),
)  # fmt: skip
OWN_STEPS = (CONFIRM, DISOWN, CORRECT, FINISH, TAKE_BACK)
STEPS = (CONTINUE, PAUSE, RESUME, COMPLETE, STOP)
