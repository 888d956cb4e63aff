"""Pages of placements, and what people do there; each act is one form and leads back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.introductions import queries as introductions
from app.languages import _
from app.placements import actions, forms, life, pages, queries
from app.placements.models import Placement
from app.web import go, me, only, tell

blueprint = Blueprint("placements", __name__)
HEARD = _(
    "Merci de le dire. Nous lisons votre réponse et nous revenons vers vous. Pour en dire plus, "
    "allez à « Quelque chose est difficile ? »."
)
Act = Callable[[Placement, Any], None]
ACTS: dict[str, tuple[Act, str]] = {
    "continuer": (lambda p, by: actions.move(p, life.CONTINUE, by), life.CONTINUE.done),
    "pause": (lambda p, by: actions.move(p, life.PAUSE, by), life.PAUSE.done),
    "reprendre": (lambda p, by: actions.move(p, life.RESUME, by), life.RESUME.done),
    "arreter": (actions.stop, life.STOP.done),
}
EVERY_SIDE = ("volunteer", "association", "referent")


@blueprint.route("/mises-en-relation/<token>/commencer", methods=["GET", "POST"])
@only(*EVERY_SIDE)
def begin(token: str) -> str | Response:
    """Say when the mission starts, by a trial or not."""
    introduction = introductions.find(token, seen_by=me())
    form = forms.BeginForm()
    if form.submitted():
        placement = actions.begin(introduction, form.beginning(), by=me())
        tell(_("C’est noté. Chacun est prévenu."))
        return go(".show", token=placement.token)
    if introduction.state != "met":
        return go("introductions.show", token=token)
    return render_template(
        "placements/begin.html",
        introduction=introduction,
        mission=introduction.mission,
        person=introduction.volunteer,
        form=form,
    )


@blueprint.get("/mises-en-relation/<token>/engagement")
@only(*EVERY_SIDE)
def of(token: str) -> Response:
    """Lead from an introduction to the placement it led to."""
    return go(".show", token=queries.of(introductions.find(token, seen_by=me())).token)


@blueprint.get("/engagements/<token>")
@only(*EVERY_SIDE)
def show(token: str) -> str:
    """Show one placement to whichever side reads."""
    return pages.show(queries.find(token, seen_by=me()))


@blueprint.get("/engagements/<token>/<path:_act>")
@only(*EVERY_SIDE)
def back(token: str, _act: str) -> Response:
    """Lead back to the page from the address of an act, after a conflict or a reload."""
    return go(".show", token=token)


@blueprint.post("/engagements/<token>/<act>")
@only(*EVERY_SIDE)
def do(token: str, act: str) -> Response:
    """Do, in one click, an act that needs no word."""
    placement = queries.find(token, seen_by=me())
    if act not in ACTS:
        raise NotFound
    done, said = ACTS[act]
    done(placement, me())
    tell(said)
    return go(".show", token=token)


@blueprint.post("/engagements/<token>/premier-jour")
@only("volunteer", "association")
def confirm_first_day(token: str) -> str | Response:
    """Say which day was really the first."""
    placement = queries.find(token, seen_by=me())
    form = forms.FirstDayForm()
    if not form.submitted():
        return pages.show(placement, first_day_form=form)
    assert form.first_day.data is not None  # noqa: S101 - the form was right
    actions.confirm_first_day(placement, form.first_day.data, by=me())
    tell(_("Merci. Le premier jour est noté."))
    return go(".show", token=token)


@blueprint.post("/engagements/<token>/fin")
@only(*EVERY_SIDE)
def complete(token: str) -> str | Response:
    """End the mission well, with thanks."""
    placement = queries.find(token, seen_by=me())
    form = forms.EndForm()
    if not form.submitted():
        return pages.show(placement, end_form=form)
    actions.complete(placement, form.ending.data or "", by=me())
    tell(life.COMPLETE.done)
    return go(".show", token=token)


@blueprint.post("/engagements/<token>/points/<day>")
@only("volunteer", "association")
def answer_check_in(token: str, day: str) -> str | Response:
    """Say how it goes."""
    placement = queries.find(token, seen_by=me())
    check_in = queries.find_check_in(day, placement)
    form = forms.CheckInForm()
    if not form.submitted():
        return pages.show(placement, check_in_form=form)
    actions.answer_check_in(check_in, form.mood.data, form.mood_words.data or "", by=me())
    if form.mood.data == "hard":
        tell(HEARD, "info")
    else:
        tell(_("Merci de votre réponse."))
    return go(".show", token=token)


@blueprint.post("/engagements/<token>/points/<day>/vu")
@only("referent")
def note_seen(token: str, day: str) -> Response:
    """Say that the answers were read."""
    placement = queries.find(token, seen_by=me())
    actions.note_seen(queries.find_check_in(day, placement), by=me())
    tell(_("C’est noté : vous l’avez lu."))
    return go(".show", token=token)


@blueprint.post("/engagements/<token>/heures")
@only("volunteer", "association")
def declare_hours(token: str) -> str | Response:
    """Count the hours of a month."""
    placement = queries.find(token, seen_by=me())
    form = pages.hours_form(placement)
    if not form.submitted():
        return pages.show(placement, hours_form=form)
    month, hours = form.counted()
    actions.declare_hours(placement, month, hours, by=me())
    other = _("La personne") if me().role == "association" else _("L’association")
    tell(_("C’est noté. %(other)s va confirmer.", other=other))
    return go(".show", token=token, _anchor="heures")


@blueprint.post("/engagements/<token>/heures/<month>/oui")
@only("volunteer", "association")
def confirm_hours(token: str, month: str) -> Response:
    """Agree with the other side's figure."""
    placement = queries.find(token, seen_by=me())
    actions.confirm_hours(queries.find_hours(month, placement), by=me())
    tell(_("Les heures sont confirmées."))
    return go(".show", token=token, _anchor="heures")


@blueprint.post("/engagements/<token>/heures/<month>/autre")
@only(*EVERY_SIDE)
def count_otherwise(token: str, month: str) -> str | Response:
    """Give another figure; from who mediates, it settles the matter."""
    placement = queries.find(token, seen_by=me())
    row = queries.find_hours(month, placement)
    form = forms.OtherHoursForm()
    if not form.submitted():
        return pages.show(placement, other_hours_form=form)
    assert form.other_hours.data is not None  # noqa: S101 - the form was right
    figure = float(form.other_hours.data)
    if me().role == "referent" and me().acting_for is None:
        actions.settle_hours(row, figure, by=me())
        tell(_("Les heures sont réglées. Les deux côtés sont prévenus."))
    else:
        actions.count_otherwise(row, figure, by=me())
        tell(_("C’est noté. Les deux nombres restent visibles. On en parle ensemble."), "info")
    return go(".show", token=token, _anchor="heures")
