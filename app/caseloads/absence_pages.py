"""« Mes absences »: a colleague stands in; pilote and operator arrange it for someone ill."""

from flask import render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.accounts.models import Account, Role
from app.caseloads import confiding, covers, queries
from app.caseloads.relay_forms import AbsenceForm
from app.caseloads.views import blueprint
from app.phrases import short_day
from app.web import go, me, only, tell


@blueprint.route("/referent/absences", methods=["GET", "POST"])
@only(Role.REFERENT)
def absences() -> Response | str:
    """Say when one is away and who stands in; see whom one stands in for."""
    return _arrange(me(), covers.about(me()), "caseloads/absences.html")


@blueprint.route("/pilotage/equipe/<token>/absence", methods=["GET", "POST"])
@only(Role.PILOT)
def arrange_absence(token: str) -> Response | str:
    """Arrange the absence of a référent, for someone ill."""
    return _arrange_for(queries.find_colleague(token))


@blueprint.route("/operateur/referents/<token>/absence", methods=["GET", "POST"])
@only(Role.OPERATOR)
def arrange_absence_here(token: str) -> Response | str:
    """Arrange the absence of a référent of one’s own operator."""
    found = next((one for one in queries.colleagues_of(me()) if one.token == token), None)
    if found is None:
        raise NotFound
    return _arrange_for(found)


def _arrange_for(absent: Account) -> Response | str:
    if absent.role != Role.REFERENT:
        raise NotFound
    known = [cover for cover in covers.arranged_in(me()) if cover.absent_id == absent.id]
    return _arrange(absent, known, "caseloads/arrange_absence.html")


def _arrange(absent: Account, known: list[covers.Cover], template: str) -> Response | str:
    form = AbsenceForm()
    colleagues = confiding.colleagues(absent, by=me())
    form.colleague.choices = [(one.token, one.full_name) for one in colleagues]
    if form.submitted():
        chosen = confiding.colleague(form.colleague.data, absent, by=me())
        covers.arrange(absent, chosen, form.days(), by=me())
        until = short_day(form.days().until)
        tell(f"C’est noté : {chosen.first_name} remplace {absent.first_name} jusqu’au {until}.")
        return Response(status=303, headers={"Location": request.path})
    return render_template(template, form=form, absent=absent, covers=known)


@blueprint.post("/absences/<token>/finir")
@only(Role.REFERENT, Role.PILOT, Role.OPERATOR)
def end_absence(token: str) -> Response:
    """Stop an absence that is over sooner, or that will not be."""
    cover = covers.find(token, seen_by=me())
    absent = cover.absent
    covers.end(cover, by=me())
    tell("C’est noté : l’absence est finie.")
    if me().role == Role.PILOT:
        return go("caseloads.arrange_absence", token=absent.token)
    if me().role == Role.OPERATOR:
        return go("caseloads.arrange_absence_here", token=absent.token)
    return go("caseloads.absences")
