"""Pages where someone says what they can and would like to do, alone or with their référent."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.languages import _
from app.profiles import actions, everyday, queries, questions, wording
from app.profiles.forms import form_for
from app.profiles.questions import Question
from app.web import go, me, only, person, tell

blueprint = Blueprint("profiles", __name__, url_prefix="/mon-profil")


@blueprint.get("")
@only("volunteer")
def summary() -> str:
    """Show what was understood, or invite to begin."""
    profile = queries.profile_of(person())
    if not profile.is_begun:
        return render_template("profiles/begin.html", first=questions.QUESTIONS[0])
    return render_template(
        "profiles/summary.html",
        profile=profile,
        lines=wording.lines(profile),
        progress=wording.progress(profile),
    )


@blueprint.route("/<question>", methods=["GET", "POST"])
@only("volunteer")
def question(question: str) -> Response | str:
    """Ask one question, and keep its answer."""
    asked = questions.find(question)
    profile = queries.profile_of(person())
    if request.method == "POST" and "skip" in request.form:
        actions.skip(profile, asked, by=me())
        return _onward(asked)
    form = form_for(asked, profile)
    if form.submitted():
        actions.answer(profile, asked, form.answers(), by=me())
        return _onward(asked)
    return render_template(
        "profiles/question.html",
        asked=asked,
        form=form,
        number=questions.number(asked),
        total=len(questions.QUESTIONS),
        before=None if _is_changing() else questions.before(asked),
        changing=_is_changing(),
        groups=everyday.GROUPS,
    )


def _is_changing() -> bool:
    """Tell whether the person came from the summary, to change one answer."""
    return "changer" in request.args


def _onward(asked: Question) -> Response:
    """Go to the next question, or to the summary when there is none or it is where one was."""
    following = None if _is_changing() else questions.after(asked)
    if following is None:
        if _is_changing():
            tell(_("C’est gardé."))
        return go("profiles.summary")
    return go("profiles.question", question=following.slug)


@blueprint.post("")
@only("volunteer")
def confirm() -> Response:
    """Note that the summary is right, and go and see the missions."""
    actions.confirm(queries.profile_of(person()), by=me())
    return go("suggestions.listing")


@blueprint.get("/imprimer")
@only("volunteer")
def sheet() -> str:
    """Show a sheet to print and hand over, without what is private."""
    profile = queries.profile_of(person())
    lines = [line for line in wording.lines(profile) if line.answer and not line.private]
    return render_template("profiles/sheet.html", profile=profile, lines=lines)
