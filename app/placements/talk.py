"""Messages and difficulties of a placement: the thread of its introduction goes on."""

from typing import Any

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.introductions import talk
from app.placements import pages, queries, tidings
from app.placements.models import Placement
from app.placements.views import EVERY_SIDE, blueprint
from app.threads import queries as threads
from app.threads.forms import DifficultyForm, MessageForm, OutcomeForm
from app.web import go, me, only, tell


def _introduction(placement: Placement) -> Any:
    """Give the introduction whose thread goes on."""
    if placement.introduction is None:
        raise NotFound
    return placement.introduction


@blueprint.post("/engagements/<token>/message")
@only(*EVERY_SIDE)
def write(token: str) -> str | Response:
    """Write to the others."""
    placement = queries.find(token, seen_by=me())
    form = MessageForm()
    if not form.submitted():
        return pages.show(placement, message_form=form)
    path = tidings.path_of(placement)
    aside = form.audience.data == "aside"
    talk.say(_introduction(placement), form.body.data, by=me(), aside=aside, path=path)
    tell("Votre message est envoyé.")
    return go(".show", token=token, _anchor="messages")


@blueprint.post("/engagements/<token>/difficulte")
@only(*EVERY_SIDE)
def tell_difficulty(token: str) -> str | Response:
    """Tell what is hard: only who mediates reads it."""
    placement = queries.find(token, seen_by=me())
    form = DifficultyForm()
    if not form.submitted():
        return pages.show(placement, difficulty_form=form)
    path = tidings.path_of(placement)
    talk.tell(_introduction(placement), form.theme.data, form.story.data, by=me(), path=path)
    tell("Merci de l’avoir dit. On vous répond vite.")
    return go(".show", token=token)


@blueprint.post("/engagements/<token>/difficultes/<difficulty_token>")
@only("referent")
def close_difficulty(token: str, difficulty_token: str) -> str | Response:
    """End a mediation, saying how."""
    placement = queries.find(token, seen_by=me())
    difficulty = threads.find_difficulty(difficulty_token, placement.thread_id)
    form = OutcomeForm()
    if not form.submitted():
        return pages.show(placement, outcome_form=form)
    ending, path = form.answer.data, tidings.path_of(placement)
    talk.close(_introduction(placement), difficulty, form.outcome.data, ending, me(), path)
    tell("La difficulté est fermée. La personne qui l’a dite est prévenue.")
    return go(".show", token=token)
