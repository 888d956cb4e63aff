"""What people do on the page of an introduction; each act is one form and leads back to it."""

from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.introductions import actions, forms, life, meetings, pages, queries, talk
from app.introductions.models import Introduction
from app.introductions.views import blueprint
from app.languages import _
from app.threads import queries as threads
from app.threads.forms import DifficultyForm, MessageForm, OutcomeForm
from app.web import go, me, only, tell

Act = Callable[[Introduction, Any], None]
ACTS: dict[str, tuple[Act, str]] = {
    "non-merci": (actions.decline_suggestion, life.DECLINE_SUGGESTION.done),
    "arreter": (actions.withdraw, life.WITHDRAW.done),
    "ne-pas-continuer": (actions.not_pursue, life.NOT_PURSUE.done),
    "je-viens": (meetings.confirm, _("C’est noté : vous venez. L’association est prévenue.")),
    "annuler-le-rendez-vous": (meetings.cancel, life.CANCEL_MEETING.done),
    "accompagner": (meetings.accompany, _("C’est noté. Chacun est prévenu.")),
    "rencontre-faite": (meetings.meet, life.MEET.done),
}


@blueprint.post("/mises-en-relation/<token>/<act>")
@only("volunteer", "association", "referent")
def do(token: str, act: str) -> Response:
    """Do, in one click, an act that needs no word."""
    introduction = queries.find(token, seen_by=me())
    if act not in ACTS:
        raise NotFound
    done, said = ACTS[act]
    done(introduction, me())
    tell(said)
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/valider")
@only("referent")
def approve(token: str) -> str | Response:
    """Let the request leave for the association."""
    introduction = queries.find(token, seen_by=me())
    form = forms.ApproveForm()
    if not form.submitted():
        return pages.show(introduction, approve_form=form)
    actions.approve(introduction, form.word.data or "", by=me())
    tell(pages.said_of_approval(introduction))
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/sans-suite")
@only("referent")
def set_aside(token: str) -> str | Response:
    """Not follow up, with a sentence for the person."""
    introduction = queries.find(token, seen_by=me())
    form = forms.SetAsideForm()
    if not form.submitted():
        return pages.show(introduction, set_aside_form=form)
    actions.set_aside(introduction, form.reason.data, form.sentence.data, by=me())
    tell(pages.with_undo(life.SET_ASIDE.done))
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/annuler")
@only("referent")
def undo(token: str) -> Response:
    """Take back what was just approved or set aside, while nothing has left."""
    actions.undo(queries.find(token, seen_by=me()), by=me())
    tell("C’est annulé. Rien n’est parti. La demande est à valider.")
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/accepter")
@only("association")
def accept(token: str) -> str | Response:
    """Say yes, with a word of welcome."""
    introduction = queries.find(token, seen_by=me())
    form = forms.AcceptForm()
    if not form.submitted():
        return pages.show(introduction, accept_form=form)
    actions.accept(introduction, form.welcome.data or "", by=me())
    tell("Merci. Proposez maintenant un premier rendez-vous.")
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/refuser")
@only("association")
def decline(token: str) -> str | Response:
    """Say no, with a closed reason."""
    introduction = queries.find(token, seen_by=me())
    form = forms.DeclineForm()
    if not form.submitted():
        return pages.show(introduction, decline_form=form)
    actions.decline(introduction, form.refusal.data, by=me())
    tell(life.DECLINE.done)
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/rendez-vous")
@only("association", "referent")
def plan(token: str) -> str | Response:
    """Propose the first meeting, or change it."""
    introduction = queries.find(token, seen_by=me())
    form = forms.MeetingForm()
    if not form.submitted():
        return pages.show(introduction, meeting_form=form)
    meetings.plan(introduction, form.meeting(), by=me())
    tell(life.PLAN.done)
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/autre-moment")
@only("volunteer")
def ask_another_time(token: str) -> str | Response:
    """Say that the moment does not suit."""
    introduction = queries.find(token, seen_by=me())
    form = forms.WishForm()
    if not form.submitted():
        return pages.show(introduction, wish_form=form)
    meetings.ask_another_time(introduction, form.wish.data, by=me())
    tell(_("C’est noté. On vous propose un autre moment."))
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/message")
@only("volunteer", "association", "referent")
def write(token: str) -> str | Response:
    """Write to the others."""
    introduction = queries.find(token, seen_by=me())
    form = MessageForm()
    if not form.submitted():
        return pages.show(introduction, message_form=form)
    talk.say(introduction, form.body.data, by=me(), aside=form.audience.data == "aside")
    tell(_("Votre message est envoyé."))
    return go(".show", token=token, _anchor="messages")


@blueprint.post("/mises-en-relation/<token>/difficulte")
@only("volunteer", "association", "referent")
def tell_difficulty(token: str) -> str | Response:
    """Tell what is hard: only who mediates reads it."""
    introduction = queries.find(token, seen_by=me())
    form = DifficultyForm()
    if not form.submitted():
        return pages.show(introduction, difficulty_form=form)
    talk.tell(introduction, form.theme.data, form.story.data, by=me())
    tell(_("Merci de l’avoir dit. On vous répond vite."))
    return go(".show", token=token)


@blueprint.post("/mises-en-relation/<token>/difficultes/<difficulty_token>")
@only("referent")
def close_difficulty(token: str, difficulty_token: str) -> str | Response:
    """End a mediation, saying how."""
    introduction = queries.find(token, seen_by=me())
    difficulty = threads.find_difficulty(difficulty_token, introduction.thread_id)
    form = OutcomeForm()
    if not form.submitted():
        return pages.show(introduction, outcome_form=form)
    talk.close(introduction, difficulty, form.outcome.data, form.answer.data, by=me())
    tell("La difficulté est fermée. La personne qui l’a dite est prévenue.")
    return go(".show", token=token)
