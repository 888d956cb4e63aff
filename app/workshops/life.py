"""The steps of a referral to an ambassador, and who may take each."""

from typing import Any

from app.lifecycle import Step


def is_the_ambassador(account: Any, referral: Any) -> bool:
    """Tell whether this is the ambassador the person was put in touch with."""
    return account is not None and account.id == referral.ambassador_id


TAKE = Step(
    "take", {"referred"}, "taken", is_the_ambassador,
    "Je m’en occupe", "C’est noté : vous vous en occupez.",
)  # fmt: skip
DECLINE = Step(
    "decline", {"referred"}, "declined", is_the_ambassador,
    "Je ne peux pas", "C’est noté. Le référent cherchera quelqu’un d’autre.",
)  # fmt: skip
CLOSE = Step(
    "close", {"referred", "taken"}, "closed", is_the_ambassador,
    "Sans suite", "C’est noté : sans suite.",
)  # fmt: skip
STEPS = (TAKE, DECLINE, CLOSE)
