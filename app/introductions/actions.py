"""What happens to a request to meet: asked, suggested, approved, sent, answered, stopped."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.accounts.models import Account
from app.caseloads.queries import referent_of
from app.extensions import db
from app.introductions import life, queries, tidings
from app.introductions.models import Introduction
from app.languages import _
from app.letters.actions import overtake, recall
from app.letters.models import after_undo
from app.missions.actions import free_place, take_place
from app.missions.models import Mission
from app.suggestions.engine import rank_of
from app.threads.actions import open_thread, say, unsay


class AlreadyAsked(Conflict):
    """The person and the mission are linked already."""

    description = _("Il y a déjà une demande en cours pour cette mission.")


class NotOpen(Conflict):
    """The mission takes nobody today."""

    description = _(
        "Cette mission ne prend plus personne pour le moment. Ce n’est pas à cause de vous."
    )


class NoPlaceLeft(Conflict):
    """The last place went a moment before."""

    description = _(
        "La dernière place de cette mission vient d’être prise. "
        "Vous pouvez ajouter une place à la mission, puis dire oui à cette personne."
    )


@dataclass(frozen=True)
class Release:
    """What the person lets the association read: items, and their own words."""

    items: Iterable[str] = ()
    words: str = ""


def ask(volunteer: Account, mission: Mission, release: Release, by: Any) -> Introduction:
    """Ask to meet, for oneself or with the référent who fills in."""
    if not mission.is_open:
        raise NotOpen
    introduction = _open(volunteer, mission, "asked", by)
    _release(introduction, release)
    journal.record("ask", introduction, by=by)
    tidings.request(introduction)
    return introduction


def choose(introduction: Introduction, release: Release, by: Any) -> None:
    """Change what the association will read, while nobody has let the request leave."""
    if introduction.state != "asked":
        raise Conflict(
            _("Votre demande est déjà partie : ce que l’association lit ne change plus.")
        )
    _release(introduction, release)
    journal.record("choose_release", introduction, by=by)


def suggest(volunteer: Account, mission: Mission, proposal: str, by: Any) -> Introduction:
    """Propose a mission to a person, who alone says yes or no."""
    introduction = _open(volunteer, mission, "suggested", by)
    introduction.proposal = proposal
    introduction.referent_id = by.id
    introduction.referent = by
    journal.record("suggest", introduction, by=by)
    tidings.person("suggested", introduction)
    return introduction


def _open(volunteer: Account, mission: Mission, state: str, by: Any) -> Introduction:
    if queries.live_between(volunteer, mission):
        raise AlreadyAsked
    referent = by if by.acting_for else referent_of(volunteer.id)
    introduction = Introduction(
        state=state,
        origin=state,
        rank=rank_of(volunteer, mission),
        volunteer=volunteer,
        mission=mission,
        referent=referent,
        thread_id=open_thread().id,
    )
    db.session.add(introduction)
    _flush_alone()
    return introduction


def _flush_alone() -> None:
    """Let the database refuse a second live request between the same two."""
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise AlreadyAsked from error


def _release(introduction: Introduction, release: Release) -> None:
    introduction.released = list(release.items)
    introduction.words = release.words


def agree(introduction: Introduction, release: Release, by: Any) -> None:
    """Say yes to a proposal: the person alone decides, and it leaves at once if it can."""
    introduction.take(life.AGREE, by=by)
    _release(introduction, release)
    introduction.approved_at = clock.now()
    _send_if_open(introduction, by)
    tidings.left(introduction)


def decline_suggestion(introduction: Introduction, by: Any) -> None:
    """Say no to a proposal; no reason is asked."""
    introduction.take(life.DECLINE_SUGGESTION, by=by)
    tidings.mediators("said_no", introduction, by=by)


def approve(introduction: Introduction, word: str, by: Any) -> None:
    """Let a request leave for the association, with a word that all three sides read."""
    introduction.take(life.APPROVE, by=by)
    _mediate(introduction, by)
    introduction.approved_at = clock.now()
    _send_if_open(introduction, by)
    if word:
        say(introduction.thread_id, word, by=by)
    tidings.left(introduction, not_before=after_undo())


def _send_if_open(introduction: Introduction, by: Any) -> None:
    if introduction.mission.is_open and not introduction.volunteer.is_practice:
        send(introduction, by=by)


def send(introduction: Introduction, by: Any) -> None:
    """Hand the request to the association; never that of someone who is not real."""
    if introduction.volunteer.is_practice:
        raise Conflict("C’est une personne fictive : sa demande ne part pas vers l’association.")
    introduction.take(life.SEND, by=by)
    introduction.sent_at = clock.now()


def send_at_last(introduction: Introduction) -> None:
    """Hand over a request that waited for a place, or for the mission to open again."""
    send(introduction, by=None)
    tidings.left(introduction)


def set_aside(introduction: Introduction, reason: str, sentence: str, by: Any) -> None:
    """Not follow up: a closed reason for the record, a sentence for the person."""
    introduction.take(life.SET_ASIDE, by=by)
    _mediate(introduction, by)
    introduction.reason = reason
    introduction.sentence = sentence
    tidings.person("set_aside", introduction, not_before=after_undo())


def _mediate(introduction: Introduction, by: Any) -> None:
    """Have whoever acts first from a queue be the one who mediates."""
    if introduction.referent_id is None:
        introduction.referent = by


def undo(introduction: Introduction, by: Any) -> None:
    """Take back an approval or a refusal while none of its letters has left."""
    step = life.UNDO_SET_ASIDE if introduction.state == "set_aside" else life.UNDO_APPROVE
    if introduction.origin != "asked" or not introduction.may_take(step, by):
        raise Conflict("Il n’y a rien à annuler ici.")
    since = introduction.approved_at or introduction.state_since
    recall(introduction, since=since)
    unsay(introduction.thread_id, by, since=since)
    introduction.approved_at = introduction.sent_at = None
    introduction.reason = introduction.sentence = ""
    introduction.take(step, by=by)


def accept(introduction: Introduction, word: str, by: Any) -> None:
    """Say yes for the association: it takes one place, which is never given twice."""
    introduction.take(life.ACCEPT, by=by)
    if not take_place(introduction.mission):
        db.session.rollback()
        raise NoPlaceLeft
    introduction.holds_place = True
    introduction.answered_at = clock.now()
    overtake(introduction)
    if word:
        say(introduction.thread_id, word, by=by)
    tidings.person("accepted", introduction, word=word)
    tidings.mediators("accepted", introduction, word=word)


def decline(introduction: Introduction, reason: str, by: Any) -> None:
    """Say no for the association: a closed reason, never about the person."""
    introduction.take(life.DECLINE, by=by)
    introduction.reason = reason
    introduction.answered_at = clock.now()
    overtake(introduction)
    tidings.person("declined", introduction)
    tidings.mediators("declined", introduction)


def close_unanswered(introduction: Introduction) -> None:
    """Close a request the association has left without an answer."""
    introduction.take(life.CLOSE_UNANSWERED, by=None)
    tidings.stopped("unanswered", introduction, by=None)


def expire(introduction: Introduction) -> None:
    """Close a proposal the person has left without an answer; it changes nothing for them."""
    introduction.take(life.EXPIRE, by=None)
    tidings.person("expired", introduction)
    tidings.mediators("expired", introduction)


def close_with_mission(introduction: Introduction) -> None:
    """Close a request whose mission is over."""
    introduction.take(life.CLOSE_WITH_MISSION, by=None)
    introduction.reason = "mission_closed"
    introduction.sentence = "La mission est finie. Ce n’est pas à cause de vous."
    tidings.person("set_aside", introduction)
    tidings.mediators("mission_closed", introduction)


def not_pursue(introduction: Introduction, by: Any) -> None:
    """Stop after a yes, from either side, in one click and without a reason."""
    planned = introduction.state == "meeting_planned"
    introduction.take(life.NOT_PURSUE, by=by)
    give_place_back(introduction)
    tidings.stopped("not_pursued", introduction, by, planned=planned)


def withdraw(introduction: Introduction, by: Any) -> None:
    """Stop one's own request, at any moment, in one click and without a reason."""
    planned = introduction.state == "meeting_planned"
    introduction.take(life.WITHDRAW, by=by)
    give_place_back(introduction)
    unaware = overtake(introduction)
    tidings.stopped("withdrawn", introduction, by, planned=planned, unaware=unaware)


def place(introduction: Introduction, by: Any) -> None:
    """Have the person at work: the placement that begins keeps the place."""
    introduction.take(life.PLACE, by=by)


def give_place_back(introduction: Introduction) -> None:
    """Free the place this introduction holds, if it holds one."""
    if introduction.holds_place:
        introduction.holds_place = False
        free_place(introduction.mission)
