"""The convention of mutual commitment, to print, sign and keep, one page for each side."""

from typing import Any

from flask import Response

from app import phrases
from app.papers import serving
from app.papers.actions import typeset
from app.placements import queries
from app.placements.models import Placement
from app.placements.views import EVERY_SIDE, blueprint
from app.web import me, only


@blueprint.get("/engagements/<token>/convention.pdf")
@only(*EVERY_SIDE)
def convention(token: str) -> Response:
    """Give the convention; it is made anew each time and kept by nobody."""
    placement = queries.find(token, seen_by=me())
    return serving.give(typeset("convention", convention_of(placement)), "convention.pdf")


def convention_of(placement: Placement) -> dict[str, Any]:
    """Write the words of a convention: of the person, only the first name."""
    mission, association = placement.mission, placement.mission.association
    until = association.insurance_until
    insured = f", jusqu’au {phrases.day(until)}" if until else ""
    met = placement.introduction.meeting_with if placement.introduction else ""
    places = (mission.place_detail, mission.place)
    return {
        "title": "Convention d’engagement réciproque",
        "mission": mission.title,
        "place": ", ".join(place for place in places if place),
        "when": phrases.half_days(mission.slots) or "les jours se décident ensemble",
        "start": phrases.day(placement.confirmed_on or placement.started_on),
        "trial": "un essai, pour voir" if placement.state == "trial" else "",
        "welcome": met,
        "insurance": f"{association.insurer}{insured}" if association.insurer else "",
        "expenses": mission.expenses,
        "association": association.name,
        "person": placement.volunteer.first_name,
    }
