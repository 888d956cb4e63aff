"""The steps of an accompaniment and of an interview, and who may take each."""

from typing import Any

from app.caseloads.queries import mediates
from app.lifecycle import Step, by_the_clock

OPEN = ("referred", "started", "suspended")


def is_the_referent(account: Any, thing: Any) -> bool:
    """Tell whether this référent mediates for the person today."""
    return mediates(account, thing.volunteer_id)


def is_the_person(account: Any, thing: Any) -> bool:
    """Tell whether this is the person, or the référent filling in with them."""
    who = account and (account.acting_for or account)
    return who is not None and who.id == thing.volunteer_id


def referent_or_person(account: Any, thing: Any) -> bool:
    """Allow the person and who mediates for them."""
    return is_the_person(account, thing) or is_the_referent(account, thing)


def referent_or_clock(account: Any, thing: Any) -> bool:
    """Allow who mediates, and what the dates bring."""
    return by_the_clock(account, thing) or is_the_referent(account, thing)


START = Step(
    "start", {"referred"}, "started", is_the_referent,
    "Commencer l’accompagnement", "L’accompagnement commence.",
)  # fmt: skip
SUSPEND = Step(
    "suspend", {"started"}, "suspended", is_the_referent,
    "Suspendre", "L’accompagnement est suspendu.",
)  # fmt: skip
RESUME = Step(
    "resume", {"suspended"}, "started", is_the_referent,
    "Reprendre", "L’accompagnement reprend.",
)  # fmt: skip
END = Step(
    "end", {"referred", "started", "suspended"}, "ended", referent_or_clock,
    "Finir l’accompagnement", "L’accompagnement est fini.",
)  # fmt: skip
REOPEN = Step(
    "reopen", {"ended"}, "started", is_the_referent,
    "Rouvrir", "L’accompagnement est rouvert : la sortie ne compte plus.",
)  # fmt: skip
STEPS = (START, SUSPEND, RESUME, END, REOPEN)

HOLD = Step(
    "hold", {"planned"}, "held", is_the_referent,
    "L’entretien a eu lieu", "L’entretien est noté.",
)  # fmt: skip
MISS = Step(
    "miss", {"planned"}, "no_show", is_the_referent,
    "La personne n’est pas venue", "C’est noté. Un mot part pour proposer une autre date.",
)  # fmt: skip
EXCUSE = Step(
    "excuse", {"planned"}, "excused", referent_or_person,
    "La personne a prévenu", "C’est noté : la personne avait prévenu.",
)  # fmt: skip
CANCEL = Step(
    "cancel", {"planned"}, "cancelled", is_the_referent,
    "Annuler le rendez-vous", "Le rendez-vous est annulé.",
)  # fmt: skip
TAKE_BACK = Step(
    "take_back", {"held", "no_show", "excused", "cancelled"}, "planned", is_the_referent,
    "Annuler", "C’est annulé : le rendez-vous est de nouveau à noter.",
)  # fmt: skip
INTERVIEW_STEPS = (HOLD, MISS, EXCUSE, CANCEL, TAKE_BACK)
