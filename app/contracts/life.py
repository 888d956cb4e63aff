"""The steps of a contract and of an engagement citoyen sheet, and who may take each."""

from typing import Any

from app.accompaniments.life import is_the_referent, referent_or_clock
from app.lifecycle import Step


def is_the_person(account: Any, thing: Any) -> bool:
    """Tell whether this is the person, or the référent filling in with them."""
    who = account and (account.acting_for or account)
    return who is not None and who.id == thing.volunteer_id


def either(account: Any, thing: Any) -> bool:
    """Allow the person and who mediates for them."""
    return is_the_person(account, thing) or is_the_referent(account, thing)


PROPOSE = Step(
    "propose", {"draft"}, "proposed", is_the_referent,
    "Proposer", "C’est proposé. La personne peut lire, changer, dire non.",
)  # fmt: skip
REVISE = Step(
    "revise", {"proposed"}, "draft", is_the_referent,
    "Reprendre le brouillon", "C’est de nouveau un brouillon.",
)  # fmt: skip
SIGN = Step(
    "sign", {"proposed"}, "signed", either,
    "Signer", "C’est signé par les deux.",
)  # fmt: skip
REFUSE = Step(
    "refuse", {"draft", "proposed"}, "refused", either,
    "Je ne le souhaite pas", "C’est noté. Cela ne change rien à vos droits.",
)  # fmt: skip
WITHDRAW = Step(
    "withdraw", {"draft", "proposed"}, "withdrawn", is_the_referent,
    "Retirer", "C’est retiré.",
)  # fmt: skip
RENEW = Step(
    "renew", {"signed"}, "renewed", referent_or_clock,
    "Renouveler", "Le renouvellement est signé.",
)  # fmt: skip
END = Step(
    "end", {"signed"}, "ended", referent_or_clock,
    "Finir", "C’est fini, à la date prévue.",
)  # fmt: skip
TERMINATE = Step(
    "terminate", {"signed"}, "terminated", either,
    "Arrêter avant la fin", "C’est arrêté.",
)  # fmt: skip
STEPS = (PROPOSE, REVISE, SIGN, REFUSE, WITHDRAW, RENEW, END, TERMINATE)
CIVIC_STEPS = (PROPOSE, REVISE, SIGN, REFUSE, WITHDRAW, RENEW, END, TERMINATE)
