"""The steps of a referral to an ambassador, and who may take each."""

from typing import Any

from app.caseloads.queries import mediates
from app.languages import _
from app.lifecycle import Step


def is_the_ambassador(account: Any, referral: Any) -> bool:
    """Tell whether this is the ambassador the person was put in touch with."""
    return account is not None and account.id == referral.ambassador_id


def may_stop(account: Any, referral: Any) -> bool:
    """Allow the person, whoever fills in with them, and who mediates for them."""
    if account is None:
        return False
    who = account.acting_for or account
    return who.id == referral.volunteer_id or mediates(account, referral.volunteer_id)


TAKE = Step(
    "take", {"referred"}, "taken", is_the_ambassador,
    "Je m’en occupe", "C’est noté : vous vous en occupez. Le référent est prévenu.",
)  # fmt: skip
DECLINE = Step(
    "decline", {"referred"}, "declined", is_the_ambassador,
    "Je ne peux pas", "C’est noté. Le référent cherchera quelqu’un d’autre.",
)  # fmt: skip
CLOSE = Step(
    "close", {"referred", "taken"}, "closed", is_the_ambassador,
    "C’est terminé", "C’est noté : c’est terminé. Le référent est prévenu.",
)  # fmt: skip
STOP = Step(
    "stop", {"referred", "taken"}, "closed", may_stop,
    _("Arrêter"), _("C’est arrêté. Cela ne change rien."),
)  # fmt: skip
OPEN = ("referred", "taken")
STEPS = (TAKE, DECLINE, CLOSE, STOP)
