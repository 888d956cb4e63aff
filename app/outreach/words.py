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
    """Why a referral is not followed: never about the person’s life."""

    ELSEWHERE = "elsewhere", "La commune n’est pas dans notre territoire"
    FULL = "full", "Nous n’avons plus de place pour le moment"
    KNOWN = "known", "Cette personne est déjà suivie"
    UNREACHABLE = "unreachable", "Nous n’avons pas pu joindre la personne"
    NOT_WISHED = "not_wished", "La personne ne le souhaite pas"
    OTHER_SERVICE = "other_service", "Un autre service répondra mieux"


class ProspectState(Worded):
    """Where we are with a body not yet registered."""

    SPOTTED = "spotted", "Repérée"
    CONTACTED = "contacted", "Contactée"
    INTERESTED = "interested", "Intéressée"
    REGISTERED = "registered", "Inscrite"
    NOT_INTERESTED = "not_interested", "Pas intéressée"
