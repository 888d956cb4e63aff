"""« Effacer mon compte »: reading what goes and what stays, being sure, changing one’s mind."""

from flask import current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Role
from app.languages import _
from app.privacy import actions, erasing, leaving, telling
from app.privacy.forms import EraseForm
from app.privacy.papers import to_archive
from app.privacy.views import blueprint
from app.web import go, me, only, person, tell

THEIRS = (Role.VOLUNTEER, Role.ASSOCIATION)


@blueprint.route("/mes-donnees/effacer", methods=["GET", "POST"])
@only(*Role)
def erase() -> Response | str:
    """Ask that everything goes, once one has read what it means."""
    someone = person()
    form = EraseForm()
    form.suit(someone)
    stops = _stops()
    if form.submitted() and not stops and form.is_from(someone):
        actions.ask_erasure(someone, by=me())
        tell(_("C’est demandé. Vous pouvez encore changer d’avis jusqu’à cette nuit."))
        return go("privacy.mine")
    return render_template(
        "privacy/erase.html",
        form=form,
        person=someone,
        stops=stops,
        association=erasing.alone_in(someone),
        kinds=telling.summary(someone),
        archived=to_archive(someone, current_app.config["SETTINGS"].keep_archives_months),
        pending=actions.pending(someone),
    )


def _stops() -> str:
    """Say what has to be done before: an accompaniment, a work, an association to hand over."""
    someone = person()
    if someone.role not in THEIRS:
        return "work"
    if actions.pending(someone):
        return "pending"
    if erasing.alone_in(someone):
        return "alone"
    return "followed" if leaving.is_followed(someone) else ""


@blueprint.post("/mes-donnees/effacer/souhait")
@only(Role.VOLUNTEER)
def want_erasure() -> Response:
    """Tell who accompanies one that one wishes to be erased."""
    actions.want_erasure(person(), by=me())
    tell(_("C’est envoyé. On vous appelle pour en parler."))
    return go("privacy.mine")


@blueprint.post("/mes-donnees/effacer/annuler")
@only(*THEIRS)
def keep() -> Response:
    """Change one’s mind."""
    request = actions.pending(person())
    if request is None:
        raise NotFound
    actions.keep_all(request, by=me())
    tell(_("Rien ne sera effacé. Tout est comme avant."))
    return go("privacy.mine")
