"""Public pages."""

from flask import Blueprint, current_app, render_template
from werkzeug.exceptions import NotFound

from app.home import gallery
from app.missions.models import Mission
from app.missions.search import Filters, search
from app.speaking import in_french
from app.web import anyone

blueprint = Blueprint("home", __name__)

LOOKED_AT, SHOWN = 20, 3


@blueprint.get("/")
@anyone
def index() -> str:
    """Welcome everyone, with a few missions that are real."""
    return render_template("home/index.html", missions=_a_few())


def _a_few() -> list[Mission]:
    """Choose the latest missions, from as many towns."""
    towns: dict[str, Mission] = {}
    for hit in search(Filters()).page(0, LOOKED_AT):
        towns.setdefault(hit.mission.place, hit.mission)
    return list(towns.values())[:SHOWN]


@blueprint.get("/aide")
@anyone
def help() -> str:  # noqa: A001 - the word people look for
    """Say how the site works and whom to call."""
    return render_template("home/help.html")


@blueprint.get("/accessibilite")
@anyone
def accessibility() -> str:
    """State how accessible the site is."""
    return render_template("home/accessibility.html")


@blueprint.get("/donnees-personnelles")
@anyone
def personal_data() -> str:
    """Say what is kept about people, why, and for how long."""
    return render_template("home/personal_data.html")


@blueprint.get("/mentions-legales")
@anyone
def legal() -> str:
    """Say who publishes the site."""
    return render_template("home/legal.html")


@blueprint.get("/plan-du-site")
@anyone
def site_map() -> str:
    """List every public page."""
    return render_template("home/site_map.html")


@blueprint.get("/composants")
@anyone
@in_french
def components() -> str:
    """Show every component in its states, in the demonstration only."""
    if not current_app.config["SETTINGS"].demo:
        raise NotFound
    return render_template("gallery.html", **gallery.samples())
