"""Pages of introductions: the list, one introduction, asking, proposing, saying yes."""

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from app.accounts.models import Role
from app.caseloads.queries import referents_for
from app.introductions import actions, calendar, forms, pages, queries, release, words
from app.introductions.actions import Release
from app.introductions.life import Side
from app.languages import _
from app.missions import queries as missions
from app.profiles.queries import profile_of
from app.suggestions import engine
from app.web import go, me, only, person, tell

blueprint = Blueprint("introductions", __name__)
SIDES = {
    Role.VOLUNTEER: Side.VOLUNTEER,
    Role.ASSOCIATION: Side.ASSOCIATION,
    Role.REFERENT: Side.REFERENT,
}


@blueprint.get("/mises-en-relation")
@only("volunteer", "association", "referent")
def mine() -> str:
    """List the introductions of whoever reads, in their words, what waits for them first."""
    side = Side.VOLUNTEER if me().acting_for else SIDES[me().role]
    waiting, going, closed = pages.sorted_for(side, queries.all_for(me()))
    return render_template(
        "introductions/mine.html",
        side=side.value,
        waiting=waiting,
        going=going,
        closed=closed,
        state_of=lambda one: words.state_of(one, side),
        is_late=queries.is_late,
    )


@blueprint.get("/mises-en-relation/<token>")
@only("volunteer", "association", "referent")
def show(token: str) -> str:
    """Show one introduction to whichever side reads."""
    return pages.show(queries.find(token, seen_by=me()))


@blueprint.get("/mises-en-relation/<token>/<path:_act>")
@only("volunteer", "association", "referent")
def back(token: str, _act: str) -> BaseResponse:
    """Lead back to the page from the address of an act, after a conflict or a reload."""
    return go(".show", token=token)


@blueprint.get("/mises-en-relation/<token>/rendez-vous.ics")
@only("volunteer", "association", "referent")
def meeting_file(token: str) -> Response | BaseResponse:
    """Give the meeting as a calendar file."""
    introduction = queries.find(token, seen_by=me())
    if introduction.state != "meeting_planned":
        return go(".show", token=token)
    name, text = calendar.entry(introduction, current_app.config["SETTINGS"].public_url)
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="text/calendar", headers=head)


@blueprint.route("/missions/<token>/demander", methods=["GET", "POST"])
@only("volunteer")
def ask(token: str) -> str | BaseResponse:
    """Ask to meet: the person chooses what the association reads, and reads it first."""
    mission = missions.find(token, seen_by=person())
    if known := queries.live_between(person(), mission):
        tell(_("Vous avez déjà une demande pour cette mission. La voici."), "info")
        return go(".show", token=known.token)
    profile = profile_of(person())
    form = forms.ReleaseForm()
    form.offer(release.choices(profile, person()), release.BY_DEFAULT)
    if form.submitted() and "preview" not in request.form:
        chosen = Release(form.released.data, form.own_words.data or "")
        introduction = actions.ask(person(), mission, chosen, by=me())
        tell(_("Merci. Votre demande est notée. Vous pouvez l’arrêter quand vous voulez."))
        return go(".show", token=introduction.token)
    return render_template(
        "introductions/ask.html",
        mission=mission,
        form=form,
        similar=[] if mission.is_open else engine.alike(mission),
        readers=referents_for(person()),
        **pages.preview(mission, person(), profile, form),
    )


@blueprint.route("/missions/<token>/interesse", methods=["GET", "POST"])
@only("volunteer")
def ask_at_once(token: str) -> BaseResponse:
    """Ask to meet in one act: the association reads a first name and free days, no more."""
    mission = missions.find(token, seen_by=person())
    if request.method == "GET" or not mission.is_open or queries.live_between(person(), mission):
        return go(".ask", token=token)
    offered = release.choices(profile_of(person()), person())
    chosen = Release([code for code, _ in offered if code in release.BY_DEFAULT])
    introduction = actions.ask(person(), mission, chosen, by=me())
    tell(_("Merci. Votre demande est notée. Vous pouvez l’arrêter quand vous voulez."))
    return go(".show", token=introduction.token)


@blueprint.route("/mises-en-relation/<token>/choisir", methods=["GET", "POST"])
@only("volunteer")
def choose(token: str) -> str | BaseResponse:
    """Choose again what the association will read, as long as it reads nothing yet."""
    introduction = queries.find(token, seen_by=me())
    if introduction.state != "asked":
        return go(".show", token=token)
    profile = profile_of(person())
    form = forms.ReleaseForm()
    form.offer(release.choices(profile, person()), tuple(introduction.released))
    if form.submitted() and "preview" not in request.form:
        chosen = Release(form.released.data, form.own_words.data or "")
        actions.choose(introduction, chosen, by=me())
        tell(_("C’est gardé."))
        return go(".show", token=token)
    if request.method == "GET":
        form.own_words.data = introduction.words
    return render_template(
        "introductions/choose.html",
        introduction=introduction,
        form=form,
        **pages.preview(introduction.mission, person(), profile, form),
    )


@blueprint.route("/mises-en-relation/<token>/dire-oui", methods=["GET", "POST"])
@only("volunteer")
def agree(token: str) -> str | BaseResponse:
    """Say yes to a proposal: the person chooses what the association reads."""
    introduction = queries.find(token, seen_by=me())
    profile = profile_of(person())
    form = forms.ReleaseForm()
    form.offer(release.choices(profile, person()), release.BY_DEFAULT)
    if form.submitted() and "preview" not in request.form:
        chosen = Release(form.released.data, form.own_words.data or "")
        actions.agree(introduction, chosen, by=me())
        tell(_("Merci. C’est parti. Vous pouvez arrêter quand vous voulez."))
        return go(".show", token=token)
    if introduction.state != "suggested":
        return go(".show", token=token)
    return render_template(
        "introductions/agree.html",
        introduction=introduction,
        mission=introduction.mission,
        form=form,
        **pages.preview(introduction.mission, person(), profile, form),
    )


@blueprint.route(
    "/referent/personnes/<token>/proposer/<mission_token>", methods=["GET", "POST"]
)  # fmt: skip
@only("referent")
def suggest(token: str, mission_token: str) -> str | BaseResponse:
    """Propose a mission to a person, with a word; only they say yes or no."""
    volunteer = queries.find_person(token, seen_by=me())
    mission = missions.find(mission_token, seen_by=me())
    if known := queries.live_between(volunteer, mission):
        tell("Il y a déjà une demande en cours entre cette personne et cette mission.", "info")
        return go(".show", token=known.token)
    form = forms.SuggestForm()
    if form.submitted():
        introduction = actions.suggest(volunteer, mission, form.proposal.data or "", by=me())
        tell(f"C’est proposé. {volunteer.first_name} a 14 jours pour répondre.")
        return go(".show", token=introduction.token)
    return render_template(
        "introductions/suggest.html",
        person=volunteer,
        mission=mission,
        form=form,
        rows=pages.compared(volunteer, mission),
    )
