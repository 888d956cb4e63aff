"""« Rencontres »: the log of meetings, and the page one prints for prescribers."""

import segno
from flask import render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.letters.models import public_url
from app.outreach import queries, reaching
from app.outreach.forms import EncounterForm
from app.outreach.views import blueprint
from app.speaking import in_french
from app.web import anyone, go, me, only, tell


@blueprint.get("/reseau/rencontres")
@only(Role.REFERENT, Role.PILOT)
def encounters() -> str:
    """List the meetings, newest first."""
    chosen = queries.territory(request.args.get("territoire"))
    found = queries.encounters(chosen)
    year = clock.today().year
    return render_template(
        "outreach/encounters.html",
        encounters=found,
        territories=queries.territories(),
        chosen=chosen,
        year=year,
        this_year=[one for one in found if one.on.year == year],
    )


@blueprint.route("/reseau/rencontres/noter", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def note_encounter() -> Response | str:
    """Write a meeting in the log."""
    form = EncounterForm(data={"on": clock.today()})
    if form.submitted():
        reaching.note_encounter(form.facts(), by=me())
        tell("La rencontre est notée.")
        return go("outreach.encounters")
    return render_template("outreach/encounter_form.html", form=form, encounter=None)


@blueprint.route("/reseau/rencontres/<token>", methods=["GET", "POST"])
@only(Role.REFERENT, Role.PILOT)
def encounter(token: str) -> Response | str:
    """Correct a line of the log."""
    found = queries.find_encounter(token)
    names = ("on", "with_whom", "subject", "people", "follow_up")
    known = {name: getattr(found, name) for name in names}
    place = found.territory.token if found.territory else ""
    form = EncounterForm(data={**known, "territory": place})
    if form.submitted():
        reaching.correct_encounter(found, form.facts(), by=me())
        tell("La rencontre est corrigée.")
        return go("outreach.encounters")
    return render_template("outreach/encounter_form.html", form=form, encounter=found)


@blueprint.get("/presentation")
@anyone
@in_french
def presentation() -> str:
    """Present the scheme on one page to print, for those who could send us people."""
    drawn = segno.make(public_url(), error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
    return render_template(
        "outreach/presentation.html",
        qr=Markup(svg),  # noqa: S704 - drawn here
        address=public_url().removeprefix("https://").removeprefix("http://").rstrip("/"),
    )
