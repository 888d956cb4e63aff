"""Pages of an accompaniment: where it is, its start, its pauses, what comes next."""

from typing import Any

from flask import Blueprint, render_template
from werkzeug.exceptions import Conflict, NotFound
from werkzeug.wrappers import Response

from app.accompaniments import actions, agenda, forms, leaving, life, queries
from app.accompaniments.models import Episode
from app.accompaniments.words import ExitType
from app.accounts.models import Account
from app.phrases import short_day
from app.web import go, me, only, tell

blueprint = Blueprint("accompaniments", __name__)
FILE = "/referent/personnes/<token>"


def found(token: str) -> Account:
    """Give the person of the address, whom this référent follows or covers."""
    return queries.find_followed(token, seen_by=me())


def under_way(person: Account) -> Episode:
    """Give the accompaniment under way of a person."""
    episode = queries.open_episode(person)
    if episode is None:
        raise Conflict("Il n’y a pas d’accompagnement en cours.")
    return episode


@blueprint.get(f"{FILE}/accompagnement")
@only("referent")
def show(token: str) -> str:
    """Show where the accompaniment of a person is."""
    return _show(found(token))


def _show(person: Account, **shown: Any) -> str:
    standing = agenda.standing(person)
    episode = standing.episode
    programmes = queries.programmes(person, episode.programme_id if episode else None)
    page: dict[str, Any] = {
        "start_form": forms.StartForm(formdata=None),
        "way_form": forms.WayForm(formdata=None),
        "pause_form": forms.PauseForm(formdata=None),
        "resume_form": forms.ResumeForm(formdata=None),
        **shown,
    }
    for form in (page["start_form"], page["way_form"]):
        form.offer(programmes)
    if episode is not None and "way_form" not in shown:
        page["way_form"].fill(episode, programmes)
    return render_template(
        "accompaniments/show.html",
        person=person,
        standing=standing,
        episode=episode,
        pauses=queries.pauses_of(episode) if episode else [],
        reviews=queries.reviews_of(episode) if episode else {},
        follow_up=queries.follow_up_of(episode) if episode else None,
        may_reopen=episode is not None and queries.may_reopen(episode),
        exit_words=[ExitType.said(t) for t in (episode.exit_type, *episode.exit_also)]
        if episode and episode.exit_type
        else [],
        programmes={p.id: p.name for p in programmes},
        **page,
    )


@blueprint.post(f"{FILE}/accompagnement")
@only("referent")
def start(token: str) -> str | Response:
    """Start accompanying someone."""
    person = found(token)
    form = forms.StartForm()
    form.offer(queries.programmes(person))
    if form.submitted():
        wanted = form.start(queries.programme_id(form.programme.data))
        fault = actions.wrong_start(person, wanted.on)
        if fault is None:
            actions.begin(person, wanted, by=me())
            tell(life.START.done)
            return go(".show", token=token)
        form.on.errors = [fault]
    return _show(person, start_form=form)


@blueprint.post(f"{FILE}/accompagnement/parcours")
@only("referent")
def change_way(token: str) -> str | Response:
    """Say on which way someone is."""
    person = found(token)
    episode = under_way(person)
    form = forms.WayForm()
    programmes = queries.programmes(person, episode.programme_id)
    form.offer(programmes)
    form.compare(episode, programmes)
    if not form.submitted():
        return _show(person, way_form=form)
    pathway, programme = form.way()
    actions.change_way(episode, pathway, queries.programme_id(programme), by=me())
    tell("C’est noté.")
    return go(".show", token=token)


@blueprint.post(f"{FILE}/accompagnement/pause")
@only("referent")
def suspend(token: str) -> str | Response:
    """Pause an accompaniment."""
    person = found(token)
    episode = under_way(person)
    form = forms.PauseForm()
    if form.submitted() and form.since.data is not None:
        fault = actions.wrong_pause(episode, form.since.data)
        if fault is None:
            actions.suspend(episode, form.since.data, form.reason.data, by=me())
            tell(life.SUSPEND.done)
            return go(".show", token=token)
        form.since.errors = [fault]
    return _show(person, pause_form=form)


@blueprint.post(f"{FILE}/accompagnement/reprise")
@only("referent")
def resume(token: str) -> str | Response:
    """Take up again after a pause."""
    person = found(token)
    form = forms.ResumeForm()
    if not form.submitted() or form.on.data is None:
        return _show(person, resume_form=form)
    actions.resume(under_way(person), form.on.data, by=me())
    tell(life.RESUME.done)
    return go(".show", token=token)


@blueprint.post(f"{FILE}/accompagnement/rouvrir")
@only("referent")
def reopen(token: str) -> Response:
    """Take back an exit of the last thirty days."""
    episode = queries.episode_of(found(token))
    if episode is None:
        raise NotFound
    leaving.reopen(episode, by=me())
    tell(life.REOPEN.done)
    return go(".show", token=token)


@blueprint.get(f"{FILE}/accompagnement/<path:_act>")
@only("referent")
def back(token: str, _act: str) -> Response:
    """Lead back to the page from the address of an act, after a conflict or a reload."""
    return go(".show", token=found(token).token)


@blueprint.route(f"{FILE}/prochaine-etape", methods=["GET", "POST"])
@only("referent")
def next_step(token: str) -> str | Response:
    """Write what comes next."""
    person = found(token)
    episode = queries.open_episode(person)
    if episode is None:
        tell("Commencez l’accompagnement : la prochaine étape s’y note.", "info")
        return go(".show", token=token)
    form = forms.NextStepForm(obj=episode)
    form.about(episode.next_step, episode.next_step_on and short_day(episode.next_step_on))
    if not form.submitted():
        return render_template("accompaniments/next_step.html", person=person, form=form)
    words = form.next_step.data or ""
    actions.say_next_step(episode, words, form.next_step_on.data, by=me())
    tell("La prochaine étape est notée." if words else "Il n’y a plus de prochaine étape.")
    return go("desks.person", token=token)
