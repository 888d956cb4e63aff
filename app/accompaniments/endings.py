"""Pages of the end: the exit, what each side says of it, and six months after."""

from datetime import date

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accompaniments import agenda, follow_ups, leaving, life, notebook, queries
from app.accompaniments.leaving_forms import (
    ExitForm,
    FollowUpForm,
    OwnReviewForm,
    ReviewForm,
    rules_form,
)
from app.accompaniments.models import Episode, FollowUp, Review
from app.accompaniments.rules import counted_kinds, exit_categories, set_rules
from app.accompaniments.views import FILE, blueprint, found, under_way
from app.accompaniments.words import Reached, Situation
from app.languages import _
from app.web import go, me, only, person, tell


@blueprint.route(f"{FILE}/sortie", methods=["GET", "POST"])
@only("referent")
def leave(token: str) -> str | Response:
    """Note the exit of a person."""
    someone = found(token)
    if queries.open_episode(someone) is None:
        return go(".show", token=token)
    episode = under_way(someone)
    form = ExitForm()
    form.offer(exit_categories())
    if form.submitted():
        wanted = form.leaving()
        if not form.refuse(leaving.objections(episode, wanted)):
            leaving.end(episode, wanted, by=me())
            tell(life.END.done)
            return go(".show", token=token)
    return render_template(
        "accompaniments/exit.html",
        person=someone,
        episode=episode,
        attempts=queries.attempts_of(someone),
        form=form,
    )


@blueprint.route(f"{FILE}/bilan", methods=["GET", "POST"])
@only("referent")
def review(token: str) -> str | Response:
    """Write the référent's side of the bilan, and read the person's."""
    someone = found(token)
    episode = _accompanied(queries.episode_of(someone))
    both = queries.reviews_of(episode)
    form = ReviewForm(obj=both.get("referent")).about(*_written(both.get("referent")))
    if form.submitted():
        notebook.review(episode, form.words(), by=me())
        tell("Votre bilan est gardé.")
        return go(".show", token=token)
    return render_template(
        "accompaniments/review.html",
        person=someone,
        episode=episode,
        theirs=both.get("person"),
        form=form,
    )


def _written(row: Review | None) -> tuple[str, ...]:
    return (row.went_well, row.was_hard, row.comes_next) if row else ()


def _accompanied(episode: Episode | None) -> Episode:
    if episode is None or episode.started_on is None:
        raise NotFound
    return episode


@blueprint.route("/moi/bilan", methods=["GET", "POST"])
@only("volunteer")
def own_review() -> str | Response:
    """Say, if one likes, what was good and what was hard."""
    episode = _accompanied(queries.episode_of(person()))
    if episode.ended_on and clock.today() > episode.ended_on + queries.REVIEW_WITHIN:
        raise NotFound
    own = queries.reviews_of(episode).get("person")
    form = OwnReviewForm(obj=own).about(*_written(own))
    if not form.submitted():
        return render_template("accompaniments/own_review.html", form=form)
    notebook.review(episode, form.words(), by=me())
    tell(_("Merci. Vos mots sont gardés."))
    return go("desks.volunteer")


@blueprint.get("/referent/suivis")
@only("referent")
def follow_ups_to_do() -> str:
    """List whom to ask for news, six months after."""
    rows = agenda.follow_ups(me())
    return render_template(
        "accompaniments/follow_ups.html",
        rows=[(row, *window(row)) for row in rows],
        today=clock.today(),
    )


def window(row: FollowUp) -> tuple[date, date]:
    """Give the first and the last day to ask for news."""
    return row.due_on - agenda.OPENS, row.due_on + agenda.CLOSES


@blueprint.route(f"{FILE}/suivi", methods=["GET", "POST"])
@only("referent")
def follow_up(token: str) -> str | Response:
    """Write what a person says six months after."""
    someone = found(token)
    row = queries.latest_follow_up(someone)
    if row is None:
        raise NotFound
    opens, closes = window(row)
    form = FollowUpForm()
    if row.outcome not in follow_ups.CLOSED and form.submitted():
        if form.outcome.data != Reached.REACHED or clock.today() >= opens:
            follow_ups.close(row, form.outcome.data, form.news(), by=me())
            tell("Merci : le suivi est gardé.")
            return go(".follow_ups_to_do")
        form.outcome.errors = ["La période n’a pas commencé : attendez avant d’appeler."]
    return render_template(
        "accompaniments/follow_up.html",
        person=someone,
        row=row,
        opens=opens,
        today=clock.today(),
        closes=closes,
        situation=Situation.said(row.situation),
        closed=row.outcome in follow_ups.CLOSED,
        form=form,
    )


@blueprint.route("/pilotage/regles", methods=["GET", "POST"])
@only("pilot")
def rules() -> str | Response:
    """Set what each exit is called, and what counts as going back to work."""
    form = rules_form(exit_categories(), counted_kinds())
    if form.submitted():
        set_rules(form.rules(), form.counted.data or [], by=me())
        tell("Les règles sont changées. Les chiffres suivent ; les rapports figés restent.")
        return go(".rules")
    return render_template("accompaniments/rules.html", form=form)
