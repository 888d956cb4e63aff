"""The steps of a mission's life, and who may take each."""

from typing import Any

from app.associations.models import is_member, pilots
from app.lifecycle import Step, by_the_clock
from app.vocabulary import Worded


class State(Worded):
    """Where a mission is in its life, in the words the association reads."""

    DRAFT = "draft", "Brouillon"
    SUBMITTED = "submitted", "En relecture"
    TO_CORRECT = "to_correct", "À corriger"
    REFUSED = "refused", "Refusée"
    PUBLISHED = "published", "En ligne"
    FILLED = "filled", "Complète"
    PAUSED = "paused", "En pause"
    ENDED = "ended", "Terminée"
    CANCELLED = "cancelled", "Annulée"


class Reason(Worded):
    """Why a pilote asks for a correction or refuses, in words the association can act on."""

    CONTENT = "content", "Le texte ne suffit pas pour comprendre ce qu’on fait"
    MISSING = "missing", "Il manque une information : le lieu, les jours ou l’accueil"
    DATES = "dates", "Les dates ne vont pas"
    JOB = "job", "Cela ressemble à un emploi salarié"
    HARD_TO_READ = "hard_to_read", "Le texte est difficile à lire"
    TWICE = "twice", "Cette mission est déjà en ligne"
    PERSONAL = "personal", "Le texte donne le nom ou le numéro de quelqu’un"
    OLD = "old", "Cette mission a plus de six mois"
    CHARTER = "charter", "La mission ne respecte pas nos règles"
    OTHER = "other", "Autre chose"


READY = {
    Reason.CONTENT: "Racontez une demi-journée : ce qu’on fait, avec qui, à quoi cela sert.",
    Reason.MISSING: "Ajoutez où cela se passe, quels jours, et qui accueille la personne.",
    Reason.DATES: "Vérifiez le premier et le dernier jour, puis renvoyez la mission.",
    Reason.JOB: "Un bénévole ne remplace personne. Dites ce qu’il fait en plus de l’équipe.",
    Reason.HARD_TO_READ: "Coupez les phrases longues et gardez des mots de tous les jours.",
    Reason.TWICE: "Gardez une seule annonce : vous pouvez y changer le nombre de places.",
    Reason.PERSONAL: "Enlevez le nom et le numéro : la rencontre se prépare avec nous.",
    Reason.OLD: "Relisez-la, mettez les dates à jour, puis renvoyez-la.",
    Reason.CHARTER: "Appelez-nous : nous regardons ensemble ce qui est possible.",
    Reason.OTHER: "",
}

SEEN = (State.PUBLISHED, State.FILLED, State.PAUSED, State.ENDED)


def is_ours(account: Any, mission: Any) -> bool:
    """Tell whether this account acts for the association of the mission."""
    return is_member(account, mission.association_id)


def is_ours_or_due(account: Any, mission: Any) -> bool:
    """Tell whether this is the association, or the clock, or an import run beside the site."""
    return account is None or is_ours(account, mission)


def may_publish(account: Any, mission: Any) -> bool:
    """Tell whether this pilote may publish: only for an association already verified."""
    return pilots(account, mission) and mission.association.state == "verified"


SUBMIT = Step(
    "submit", {State.DRAFT, State.TO_CORRECT}, State.SUBMITTED, is_ours_or_due,
    "Envoyer pour relecture", "C’est envoyé. Nous relisons votre mission sous deux jours ouvrés.",
)  # fmt: skip
REREAD = Step(
    "reread", {State.PUBLISHED, State.PAUSED, State.FILLED}, State.SUBMITTED, is_ours_or_due,
    "Changer et renvoyer", "C’est gardé. Nous relisons ce changement avant de remettre en ligne.",
)  # fmt: skip
PUBLISH = Step(
    "publish", {State.SUBMITTED}, State.PUBLISHED, may_publish,
    "Publier", "La mission est en ligne. L’association reçoit une lettre.",
)  # fmt: skip
ASK_CORRECTION = Step(
    "ask_correction", {State.SUBMITTED, State.PUBLISHED}, State.TO_CORRECT, pilots,
    "Demander une correction", "L’association reçoit votre demande et peut corriger.",
)  # fmt: skip
REFUSE = Step(
    "refuse", {State.SUBMITTED}, State.REFUSED, pilots,
    "Refuser", "La mission est refusée. L’association reçoit la raison.",
)  # fmt: skip
FILL = Step(
    "fill", {State.PUBLISHED}, State.FILLED, by_the_clock,
    "Compléter", "La mission n’a plus de place.",
)  # fmt: skip
REOPEN = Step(
    "reopen", {State.FILLED}, State.PUBLISHED, by_the_clock,
    "Rouvrir", "Une place s’est libérée.",
)  # fmt: skip
PAUSE = Step(
    "pause", {State.PUBLISHED, State.FILLED}, State.PAUSED, is_ours_or_due,
    "Mettre en pause", "La mission est en pause. Personne ne peut plus la demander.",
)  # fmt: skip
RESUME = Step(
    "resume", {State.PAUSED}, State.PUBLISHED, is_ours,
    "Remettre en ligne", "La mission est de nouveau en ligne.",
)  # fmt: skip
END = Step(
    "end", {State.PUBLISHED, State.FILLED, State.PAUSED}, State.ENDED, is_ours_or_due,
    "Terminer", "La mission est terminée. Vous pouvez la relancer ou la copier.",
)  # fmt: skip
CANCEL = Step(
    "cancel",
    {
        State.DRAFT, State.SUBMITTED, State.TO_CORRECT,
        State.PUBLISHED, State.FILLED, State.PAUSED,
    },
    State.CANCELLED, is_ours,
    "Annuler la mission", "La mission est annulée.",
)  # fmt: skip
RELAUNCH = Step(
    "relaunch", {State.ENDED, State.CANCELLED}, State.DRAFT, is_ours,
    "Relancer", "La mission est redevenue un brouillon. Relisez-la, puis envoyez-la.",
)  # fmt: skip

STEPS = (
    SUBMIT, REREAD, PUBLISH, ASK_CORRECTION, REFUSE, FILL, REOPEN, PAUSE, RESUME, END, CANCEL,
    RELAUNCH,
)  # fmt: skip
