"""Where an introduction is and what happened to it, in the words of each side."""

from dataclasses import dataclass
from datetime import datetime

from app.introductions.life import Side
from app.introductions.models import Introduction
from app.journal import Event
from app.languages import _

STATES: dict[Side, dict[str, tuple[str, str]]] = {
    Side.VOLUNTEER: {
        "suggested": (_("Une mission vous est proposée"), "warn"),
        "asked": (_("Nous lisons votre demande"), "info"),
        "approved": (_("Votre demande attend une place"), "info"),
        "sent": (_("L’association a votre demande"), "info"),
        "accepted": (_("L’association veut vous rencontrer"), "good"),
        "meeting_planned": (_("Rendez-vous prévu"), "good"),
        "met": (_("Vous vous êtes rencontrés"), "good"),
        "placed": (_("Vous avez commencé"), "good"),
        "declined_by_person": (_("Vous avez dit non"), "neutral"),
        "expired": (_("La proposition est fermée"), "neutral"),
        "set_aside": (_("La demande est fermée"), "neutral"),
        "declined": (_("Pas possible cette fois"), "neutral"),
        "unanswered": (_("L’association n’a pas répondu"), "neutral"),
        "not_pursued": (_("La rencontre s’est arrêtée là"), "neutral"),
        "withdrawn": (_("Vous avez arrêté"), "neutral"),
    },
    Side.ASSOCIATION: {
        "sent": ("Attend votre réponse", "warn"),
        "accepted": ("À rencontrer", "info"),
        "meeting_planned": ("Rendez-vous prévu", "good"),
        "met": ("Rencontre faite", "good"),
        "placed": ("En mission", "good"),
        "set_aside": ("Fermée", "neutral"),
        "declined": ("Vous avez dit non", "neutral"),
        "unanswered": ("Fermée sans réponse", "neutral"),
        "not_pursued": ("Ne continue pas", "neutral"),
        "withdrawn": ("La personne a arrêté", "neutral"),
    },
    Side.REFERENT: {
        "suggested": ("Proposée, la personne n’a pas répondu", "info"),
        "asked": ("À valider", "warn"),
        "approved": ("Validée, attend une place", "info"),
        "sent": ("Chez l’association", "info"),
        "accepted": ("Acceptée, rendez-vous à fixer", "good"),
        "meeting_planned": ("Rendez-vous prévu", "good"),
        "met": ("Rencontre faite", "good"),
        "placed": ("En mission", "good"),
        "declined_by_person": ("La personne a dit non", "neutral"),
        "expired": ("Proposition sans réponse", "neutral"),
        "set_aside": ("Sans suite", "neutral"),
        "declined": ("L’association a dit non", "neutral"),
        "unanswered": ("Sans réponse de l’association", "neutral"),
        "not_pursued": ("Ne continue pas", "neutral"),
        "withdrawn": ("La personne a arrêté", "neutral"),
    },
}
HAPPENED = {
    "suggest": "Mission proposée à la personne",
    "ask": "Demande de la personne",
    "choose_release": "La personne a changé ce que l’association lira",
    "agree": "La personne a dit oui",
    "decline_suggestion": "La personne a dit non",
    "expire": "Proposition fermée, sans réponse en 14 jours",
    "approve": "Demande validée",
    "undo_approve": "Validation annulée, rien n’était parti",
    "set_aside": "Sans suite",
    "undo_set_aside": "Retour à valider, rien n’était parti",
    "close_with_mission": "Fermée avec la mission",
    "send": "Demande donnée à l’association",
    "remind": "Rappel envoyé à l’association",
    "accept": "L’association a dit oui",
    "decline": "L’association a dit non",
    "close_unanswered": "Fermée, sans réponse en 28 jours",
    "plan": "Rendez-vous proposé",
    "move_meeting": "Rendez-vous changé",
    "confirm_meeting": "La personne vient au rendez-vous",
    "ask_another_time": "La personne demande un autre moment",
    "cancel_meeting": "Rendez-vous annulé",
    "accompany": "Accompagnement au rendez-vous : changé",
    "meet": "La rencontre a eu lieu",
    "place": "La mission commence",
    "not_pursue": "La rencontre s’arrête là",
    "withdraw": "La personne a arrêté sa demande",
}
SENTENCES = {
    "no_place": "Il n’y a plus de place dans cette mission. Ce n’est pas à cause de vous.",
    "another_mission": "J’ai une autre idée de mission pour vous. Parlons-en.",
    "not_now": "Le moment n’est pas idéal pour cette mission. On en reparle quand vous voulez.",
    "talked": "Comme nous en avons parlé, on attend un peu. Vous pourrez redemander.",
    "too_hard_now": "Il reste un point pratique à régler. On le regarde ensemble.",
    "mission_closed": "Cette mission n’est plus proposée. Ce n’est pas à cause de vous.",
}


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    at: datetime
    title: str
    text: str | None = None
    private: bool = False


def state_of(introduction: Introduction, side: Side) -> tuple[str, str]:
    """Give the words and the tone of where an introduction is, for one side."""
    if introduction.state == "placed" and not introduction.holds_place:
        return ("Mission finie", "neutral")
    if introduction.state == "approved" and introduction.volunteer.is_practice:
        return ("Validée : l’exercice s’arrête ici", "info")
    return STATES[side].get(introduction.state, ("Fermée", "neutral"))


def told(events: list[Event]) -> list[Happening]:
    """Tell the history in sentences."""
    return [Happening(e.at, HAPPENED[e.verb]) for e in events if e.verb in HAPPENED]
