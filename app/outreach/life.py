"""The steps of a referral and of a prospect, and who may take each."""

from typing import Any

from app.accounts.models import Role
from app.lifecycle import Step, by_the_clock

WAITING = ("received", "asked")
UNDER_WAY = ("spotted", "contacted", "interested")
ANYWHERE = {"spotted", "contacted", "interested", "not_interested"}


def is_referent(account: Any, _thing: Any) -> bool:
    """Tell whether this account is a référent; which referrals each reads is for the queries."""
    return account is not None and account.role == Role.REFERENT


def works_outside(account: Any, _thing: Any) -> bool:
    """Tell whether this account looks for bodies that could welcome volunteers."""
    return account is not None and account.role in {Role.REFERENT, Role.PILOT}


def through_the_link(account: Any, thing: Any) -> bool:
    """Allow a prescriber, who has a personal link and no account."""
    return by_the_clock(account, thing)


ACCEPT = Step(
    "accept", {"received", "asked"}, "accepted", is_referent,
    "Accepter", "C’est accepté. Le prescripteur reçoit une réponse.",
)  # fmt: skip
DECLINE = Step(
    "decline", {"received", "asked"}, "declined", is_referent,
    "Ne pas suivre", "C’est noté. Le prescripteur reçoit votre réponse.",
)  # fmt: skip
ASK = Step(
    "ask", {"received"}, "asked", is_referent,
    "Poser une question", "Votre question est envoyée au prescripteur.",
)  # fmt: skip
REPLY = Step(
    "reply", {"asked"}, "received", through_the_link,
    "Répondre", "Merci. Votre réponse est envoyée au référent.",
)  # fmt: skip
WITHDRAW = Step(
    "withdraw", {"received", "asked"}, "withdrawn", through_the_link,
    "Retirer", "C’est retiré. Personne n’appellera cette personne.",
)  # fmt: skip
STEPS = (ACCEPT, DECLINE, ASK, REPLY, WITHDRAW)

CONTACT = Step(
    "contact", {"spotted", "not_interested"}, "contacted", works_outside,
    "Je l’ai contactée", "C’est noté : contactée.",
)  # fmt: skip
SHOW_INTEREST = Step(
    "show_interest", {"spotted", "contacted", "not_interested"}, "interested", works_outside,
    "Elle est intéressée", "C’est noté : intéressée.",
)  # fmt: skip
TURN_DOWN = Step(
    "turn_down", {"spotted", "contacted", "interested"}, "not_interested", works_outside,
    "Elle n’est pas intéressée", "C’est noté : pas intéressée.",
)  # fmt: skip
REGISTER = Step(
    "register", ANYWHERE, "registered", works_outside,
    "Ouvrir son espace", "Son espace est ouvert.",
)  # fmt: skip
PROSPECT_STEPS = (CONTACT, SHOW_INTEREST, TURN_DOWN, REGISTER)
