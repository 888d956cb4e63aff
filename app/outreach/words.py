"""The closed lists of outreach, each value with its French words."""

from app.vocabulary import Worded


class ReferralState(Worded):
    """Where a referral is, as the prescriber reads it."""

    RECEIVED = "received", "Reçue, en attente de réponse"
    ASKED = "asked", "Un référent vous pose une question"
    ACCEPTED = "accepted", "Acceptée"
    DECLINED = "declined", "Pas suivie"
    WITHDRAWN = "withdrawn", "Retirée par vous"


class DeclineReason(Worded):
    """Why a referral is not followed; what is about the person is never told to the prescriber."""

    ELSEWHERE = "elsewhere", "La commune n’est pas dans notre territoire"
    FULL = "full", "Nous n’avons plus de place pour le moment"
    OTHER_SERVICE = "other_service", "Un autre service répondra mieux"
    UNREACHABLE = "unreachable", "Nous n’avons pas pu joindre la personne (gardé pour nous)"
    NOT_WISHED = "not_wished", "La personne ne le souhaite pas (gardé pour nous)"


OURS = frozenset({DeclineReason.UNREACHABLE, DeclineReason.NOT_WISHED})


def told(reason: str | None) -> str:
    """Give the reason that a prescriber may read: saying no has no consequence for anyone."""
    return "" if reason in OURS else DeclineReason.said(reason)


class ProspectState(Worded):
    """Where we are with a body not yet registered."""

    SPOTTED = "spotted", "Repérée"
    CONTACTED = "contacted", "Contactée"
    INTERESTED = "interested", "Intéressée"
    REGISTERED = "registered", "Inscrite"
    NOT_INTERESTED = "not_interested", "Pas intéressée"
