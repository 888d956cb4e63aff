"""The steps of a contract and of an engagement citoyen sheet, and who may take each."""

from typing import Any

from app.accompaniments.life import is_the_referent, referent_or_clock
from app.languages import _
from app.lifecycle import Step, by_the_clock

DECIDED = ("signed", "renewed", "ended", "terminated")
TO_SIGN = ("draft", "proposed")
DROPPED = ("refused", "withdrawn", "cancelled")


def is_the_person(account: Any, thing: Any) -> bool:
    """Tell whether this is the person, or the référent filling in with them."""
    who = account and (account.acting_for or account)
    return who is not None and who.id == thing.volunteer_id


def either(account: Any, thing: Any) -> bool:
    """Allow the person and who mediates for them."""
    return is_the_person(account, thing) or is_the_referent(account, thing)


def either_or_clock(account: Any, thing: Any) -> bool:
    """Allow the person, who mediates for them, and what the dates bring."""
    return by_the_clock(account, thing) or either(account, thing)


PROPOSE = Step(
    "propose", {"draft"}, "proposed", is_the_referent,
    "Proposer", "C’est proposé. La personne peut lire, signer ou dire non.",
)  # fmt: skip
REVISE = Step(
    "revise", {"proposed"}, "draft", is_the_referent,
    "Reprendre le brouillon", "C’est de nouveau un brouillon. Les signatures sont à refaire.",
)  # fmt: skip
SIGN = Step(
    "sign", {"proposed"}, "signed", either,
    "Signer", "C’est signé par les deux.",
)  # fmt: skip
REFUSE = Step(
    "refuse", {"proposed"}, "refused", either,
    _("Je ne suis pas d’accord"), _("C’est noté. Vous pouvez en parler ensemble quand "
"vous voulez."),
)  # fmt: skip
WITHDRAW = Step(
    "withdraw", {"draft", "proposed"}, "withdrawn", is_the_referent,
    "Retirer", "C’est retiré.",
)  # fmt: skip
RENEW = Step(
    "renew", {"signed", "ended"}, "renewed", either,
    "Renouveler", "Le renouvellement est signé.",
)  # fmt: skip
END = Step(
    "end", {"signed"}, "ended", referent_or_clock,
    "Finir", "C’est fini, à la date prévue.",
)  # fmt: skip
TERMINATE = Step(
    "terminate", {"signed"}, "terminated", referent_or_clock,
    "Arrêter avant la fin", "C’est arrêté.",
)  # fmt: skip
CANCEL = Step(
    "cancel", {"signed", "ended"}, "cancelled", is_the_referent,
    "Annuler : c’était une erreur", "C’est annulé : ce contrat ne compte nulle part.",
)  # fmt: skip
RESTORE = Step(
    "restore", {"renewed"}, "signed", is_the_referent,
    _("Remettre"), _("Le contrat d’avant est de nouveau en cours."),
)  # fmt: skip
STEPS = (PROPOSE, REVISE, SIGN, REFUSE, WITHDRAW, RENEW, END, TERMINATE, CANCEL, RESTORE)

SAY_NO = Step(
    "refuse", {"proposed"}, "refused", either,
    _("Je ne le souhaite pas"), _("C’est noté. Cela ne change rien à vos aides."),
)  # fmt: skip
STOP = Step(
    "stop", {"signed"}, "terminated", either_or_clock,
    _("J’arrête"), _("C’est arrêté. Cela ne change rien à vos aides."),
)  # fmt: skip
CIVIC_STEPS = (PROPOSE, REVISE, SIGN, SAY_NO, WITHDRAW, RENEW, END, STOP, CANCEL, RESTORE)
AMENDMENT_STEPS = (SIGN, REFUSE, WITHDRAW)
