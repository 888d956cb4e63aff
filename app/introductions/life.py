"""The steps of a request to meet, and who may take each."""

from typing import Any

from app.associations.models import is_member
from app.caseloads.queries import mediates
from app.languages import _
from app.lifecycle import Step, by_the_clock
from app.vocabulary import Worded


class Side(Worded):
    """The three sides of an introduction, as the other two read them."""

    VOLUNTEER = "volunteer", _("La personne")
    ASSOCIATION = "association", _("L’association")
    REFERENT = "referent", _("Le service")


BEFORE_SENT = ("suggested", "asked", "approved")
OPEN = (*BEFORE_SENT, "sent", "accepted", "meeting_planned", "met")
RELATED = ("accepted", "meeting_planned", "met", "placed")
SEEN_BY_ASSOCIATION = ("sent", *RELATED, "declined", "unanswered", "not_pursued")


def side_of(account: Any, introduction: Any) -> Side | None:
    """Tell on which side this account stands; asked once for each account and introduction."""
    if account is None:
        return None
    known = introduction.__dict__.setdefault("_sides", {})
    helped = account.acting_for.id if account.acting_for else None
    key = (account.id, helped)
    if key not in known:
        known[key] = _side(account, helped, introduction)
    found: Side | None = known[key]
    return found


def _side(account: Any, helped: int | None, introduction: Any) -> Side | None:
    if introduction.volunteer_id in (account.id, helped):
        return Side.VOLUNTEER
    if helped is not None:
        return None
    if mediates(account, introduction.volunteer_id):
        return Side.REFERENT
    if is_member(account, introduction.mission.association_id):
        return Side.ASSOCIATION
    return None


def is_the_person(account: Any, introduction: Any) -> bool:
    """Tell whether this is the person, or the référent filling in with them."""
    return side_of(account, introduction) == Side.VOLUNTEER


def is_the_association(account: Any, introduction: Any) -> bool:
    """Tell whether this account acts for the association of the mission."""
    return side_of(account, introduction) == Side.ASSOCIATION


def mediates_it(account: Any, introduction: Any) -> bool:
    """Tell whether this référent mediates for the person."""
    return side_of(account, introduction) == Side.REFERENT


def is_any_side(account: Any, introduction: Any) -> bool:
    """Tell whether this account takes part, whatever its side."""
    return side_of(account, introduction) is not None


def hosts_or_mediates(account: Any, introduction: Any) -> bool:
    """Tell whether this is the association or who mediates."""
    return side_of(account, introduction) in (Side.ASSOCIATION, Side.REFERENT)


def follows_the_yes(account: Any, introduction: Any) -> bool:
    """Tell whether the request may leave: in the act that approves it, or later by the clock."""
    return account is None or is_the_person(account, introduction) or mediates_it(
        account, introduction
    )  # fmt: skip


AGREE = Step(
    "agree", {"suggested"}, "approved", is_the_person,
    _("Oui, je veux bien"), _("Merci. L’association reçoit votre demande."),
)  # fmt: skip
DECLINE_SUGGESTION = Step(
    "decline_suggestion", {"suggested"}, "declined_by_person", is_the_person,
    _("Non merci"), _("C’est noté. Dire non ne change rien pour vous."),
)  # fmt: skip
EXPIRE = Step(
    "expire", {"suggested"}, "expired", by_the_clock,
    _("Fermer la proposition"), _("La proposition est fermée."),
)  # fmt: skip
APPROVE = Step(
    "approve", {"asked"}, "approved", mediates_it,
    _("Valider et prévenir"), _("C’est validé."),
)  # fmt: skip
UNDO_APPROVE = Step(
    "undo_approve", {"approved", "sent"}, "asked", mediates_it,
    _("Annuler la validation"), _("La validation est annulée. Rien n’est parti."),
)  # fmt: skip
SET_ASIDE = Step(
    "set_aside", {"asked"}, "set_aside", mediates_it,
    _("Ne pas donner suite"), _("La demande est fermée. La personne reçoit votre phrase."),
)  # fmt: skip
UNDO_SET_ASIDE = Step(
    "undo_set_aside", {"set_aside"}, "asked", mediates_it,
    _("Annuler"), _("C’est annulé. La demande est de nouveau à valider. Rien n’est parti."),
)  # fmt: skip
CLOSE_WITH_MISSION = Step(
    "close_with_mission", {"suggested", "asked", "approved", "sent"}, "set_aside", by_the_clock,
    _("Fermer avec la mission"), _("La mission est finie : la demande est fermée."),
)  # fmt: skip
SEND = Step(
    "send", {"approved"}, "sent", follows_the_yes,
    _("Envoyer à l’association"), _("L’association a la demande."),
)  # fmt: skip
ACCEPT = Step(
    "accept", {"sent"}, "accepted", is_the_association,
    _("Oui, nous voulons la rencontrer"), _("Merci. La personne est prévenue."),
)  # fmt: skip
DECLINE = Step(
    "decline", {"sent"}, "declined", is_the_association,
    _("Pas cette fois"), _("C’est noté. Nous l’annonçons à la personne avec tact."),
)  # fmt: skip
CLOSE_UNANSWERED = Step(
    "close_unanswered", {"sent"}, "unanswered", by_the_clock,
    _("Fermer sans réponse"), _("La demande est fermée : l’association n’a pas répondu."),
)  # fmt: skip
PLAN = Step(
    "plan", {"accepted"}, "meeting_planned", hosts_or_mediates,
    _("Proposer ce rendez-vous"), _("Le rendez-vous est proposé. Chacun est prévenu."),
)  # fmt: skip
MOVE_MEETING = Step(
    "move_meeting", {"meeting_planned"}, "meeting_planned", hosts_or_mediates,
    _("Changer le rendez-vous"), _("Le rendez-vous est changé. Chacun est prévenu."),
)  # fmt: skip
CANCEL_MEETING = Step(
    "cancel_meeting", {"meeting_planned"}, "accepted", is_any_side,
    _("Annuler ce rendez-vous"), _("Le rendez-vous est annulé. Chacun est prévenu."),
)  # fmt: skip
MEET = Step(
    "meet", {"meeting_planned"}, "met", is_any_side,
    _("Oui, la rencontre a eu lieu"), _("C’est noté. Et maintenant ?"),
)  # fmt: skip
PLACE = Step(
    "place", {"met"}, "placed", is_any_side,
    _("On commence"), _("C’est parti. Merci à tous."),
)  # fmt: skip
NOT_PURSUE = Step(
    "not_pursue", {"accepted", "meeting_planned", "met"}, "not_pursued", is_any_side,
    _("On ne continue pas"), _("C’est noté. Il n’y a pas besoin de raison."),
)  # fmt: skip
WITHDRAW = Step(
    "withdraw", {"asked", "approved", "sent", "accepted", "meeting_planned", "met"}, "withdrawn",
    is_the_person,
    _("J’arrête ma demande"), _("Votre demande est arrêtée. Cela ne change rien pour vous."),
)  # fmt: skip

STEPS = (
    AGREE, DECLINE_SUGGESTION, EXPIRE, APPROVE, UNDO_APPROVE, SET_ASIDE, UNDO_SET_ASIDE,
    CLOSE_WITH_MISSION, SEND, ACCEPT, DECLINE, CLOSE_UNANSWERED, PLAN, MOVE_MEETING,
    CANCEL_MEETING, MEET, PLACE, NOT_PURSUE, WITHDRAW,
)  # fmt: skip
