"""What the page of an introduction shows to each side."""

from typing import Any

from flask import current_app, render_template, url_for

from app import clock
from app.accounts.models import Account
from app.introductions import comparison, forms, queries, release, words
from app.introductions.life import OPEN, RELATED, Side, side_of
from app.introductions.models import Introduction, Refusal, SetAside
from app.letters.actions import may_recall
from app.missions.models import Mission
from app.profiles.models import Profile
from app.profiles.queries import profile_of
from app.suggestions import engine
from app.threads import conversation
from app.threads import queries as threads
from app.threads.forms import DifficultyForm, MessageForm, OutcomeForm
from app.threads.models import Outcome, Theme
from app.web import me

PAGES = {
    Side.VOLUNTEER: "introductions/volunteer.html",
    Side.ASSOCIATION: "introductions/association.html",
    Side.REFERENT: "introductions/referent.html",
}
BLANK: dict[str, Any] = {"formdata": None}
REASONS = {**dict(SetAside.choices()), **dict(Refusal.choices())}


def show(introduction: Introduction, **sent: Any) -> str:
    """Draw the page for whoever reads; ``sent`` are the forms that came back with a fault."""
    side = side_of(me(), introduction)
    assert side is not None  # noqa: S101 - the introduction was found for this account
    build = {Side.VOLUNTEER: _person, Side.ASSOCIATION: _association, Side.REFERENT: _referent}
    shown = {**_common(introduction, side), **build[side](introduction), **sent}
    return render_template(PAGES[side], **shown)


def _common(introduction: Introduction, side: Side) -> dict[str, Any]:
    steps = {step.name for step in introduction.steps_for(me())}
    return {
        "introduction": introduction,
        "mission": introduction.mission,
        "person": introduction.volunteer,
        "side": side.value,
        "now": clock.now(),
        "may": steps,
        "state": words.state_of(introduction, side),
        "said": messages(introduction, side),
        "message_form": MessageForm(**BLANK),
        "difficulty_form": DifficultyForm(**BLANK),
        "difficulties": told_difficulties(introduction, side),
        "themes": dict(Theme.choices()),
        "outcomes": dict(Outcome.choices()),
        "is_related": introduction.state in RELATED,
        "is_open": introduction.state in ("suggested", "asked", "approved", "sent", *RELATED),
    }


def messages(held: Any, side: Side) -> list[conversation.Said]:
    """Give the thread of an introduction, or of its placement, as this side reads it."""
    for_association = side == Side.ASSOCIATION
    reader = conversation.Reader(
        me().acting_for or me(),
        for_association,
        held.mission.association.name,
        current_app.config["SETTINGS"].service_name,
    )
    return conversation.read(threads.messages(held.thread_id, aside=not for_association), reader)


def told_difficulties(held: Any, side: Side) -> list[Any]:
    """Give the difficulties this side may read: all for who mediates, one's own for the others."""
    if side == Side.REFERENT:
        return threads.difficulties(held.thread_id)
    return threads.difficulties(held.thread_id, told_by=me().acting_for or me())


def _person(introduction: Introduction) -> dict[str, Any]:
    profile = profile_of(introduction.volunteer)
    form = forms.ReleaseForm(**BLANK)
    offered = release.choices(profile, introduction.volunteer)
    form.offer(offered, release.BY_DEFAULT)
    return {
        "release_form": form,
        "wish_form": forms.WishForm(**BLANK),
        "lines": _lines(introduction, profile),
        "preview": None,
        "never": release.NEVER,
        "promised": queries.promised_by(introduction),
    }


def _lines(introduction: Introduction, profile: Any) -> list[str]:
    return release.lines(
        introduction.mission,
        introduction.volunteer,
        profile,
        introduction.released,
        introduction.words,
    )


def _association(introduction: Introduction) -> dict[str, Any]:
    is_live = introduction.state == "sent" or introduction.holds_place
    profile = profile_of(introduction.volunteer) if is_live else None
    return {
        "lines": _lines(introduction, profile) if is_live else [],
        "channels": release.channels(introduction),
        "accept_form": forms.AcceptForm(**BLANK),
        "decline_form": forms.DeclineForm(**BLANK),
        "meeting_form": forms.meeting_form(introduction, **BLANK),
    }


def _referent(introduction: Introduction) -> dict[str, Any]:
    profile = profile_of(introduction.volunteer)
    since = introduction.approved_at or introduction.state_since
    return {
        "rows": compared(introduction.volunteer, introduction.mission),
        "lines": _lines(introduction, profile),
        "afterwards": release.after_a_yes(introduction.volunteer, introduction.released),
        "approve_form": forms.ApproveForm(**BLANK),
        "set_aside_form": forms.SetAsideForm(**BLANK),
        "ready_sentences": words.SENTENCES,
        "meeting_form": forms.meeting_form(introduction, **BLANK),
        "outcome_form": OutcomeForm(**BLANK),
        "close_url": lambda difficulty: url_for(
            "introductions.close_difficulty",
            token=introduction.token,
            difficulty_token=difficulty.token,
        ),
        "history": words.told(queries.history(introduction)),
        "is_late": queries.is_late(introduction),
        "may_undo": introduction.state in ("approved", "sent", "set_aside")
        and introduction.origin == "asked"
        and may_recall(introduction, since),
        "reasons": REASONS,
    }


def compared(volunteer: Account, mission: Mission) -> list[comparison.Row]:
    """Compare a person and a mission, line by line."""
    explained = engine.explain(volunteer, mission)
    minutes, mode = (explained.match.minutes, explained.match.mode) if explained else (None, None)
    return comparison.rows(profile_of(volunteer), mission, minutes, mode)


def preview(
    mission: Mission, volunteer: Account, profile: Profile, form: forms.ReleaseForm
) -> dict[str, Any]:
    """Give what the association would read with the choices now on the form."""
    ticked = form.released.data or []
    return {
        "lines": release.lines(mission, volunteer, profile, ticked, form.own_words.data or ""),
        "afterwards": release.after_a_yes(volunteer, ticked),
        "never": release.NEVER,
    }


def sorted_for(
    side: Side, introductions: list[Introduction]
) -> tuple[list[Introduction], list[Introduction], list[Introduction]]:
    """Share a list out: what waits for this side, what goes on, what is closed."""
    waits = {
        Side.VOLUNTEER: ("suggested", "meeting_planned", "met"),
        Side.ASSOCIATION: ("sent", "accepted", "met"),
        Side.REFERENT: ("asked",),
    }[side]
    waiting = [one for one in introductions if one.state in waits]
    live = [one for one in introductions if one.state in OPEN or one.holds_place]
    going = [one for one in live if one not in waiting]
    closed = [one for one in introductions if one not in live]
    return sorted(waiting, key=lambda one: one.state_since), going, closed


def with_undo(words: str) -> str:
    """Say that an act may be taken back for a while."""
    minutes = current_app.config["SETTINGS"].undo_minutes
    return f"{words} Vous pouvez annuler pendant {minutes} minutes : rien n’est encore parti."


def said_of_approval(introduction: Introduction) -> str:
    """Say what an approval did: sent, or waiting for the mission."""
    if introduction.state == "sent":
        return with_undo("C’est validé. La personne et l’association seront prévenues.")
    if introduction.volunteer.is_practice:
        return with_undo("C’est validé. L’exercice s’arrête ici : rien ne part.")
    return with_undo("C’est validé. La demande partira dès que la mission aura une place.")
