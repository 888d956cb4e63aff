"""The card of a first meeting, to print and take along."""

from typing import Any

import segno
from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from app import phrases
from app.introductions import queries
from app.introductions.models import Introduction
from app.introductions.views import blueprint
from app.missions.models import Mission
from app.papers import serving
from app.papers.actions import typeset
from app.territories import sketch
from app.web import go, me, only


@blueprint.get("/mises-en-relation/<token>/carte.pdf")
@only("volunteer", "referent")
def meeting_card(token: str) -> Response | BaseResponse:
    """Give the card of the first meeting; it is made anew each time and kept by nobody."""
    introduction = queries.find(token, seen_by=me())
    if introduction.state != "meeting_planned":
        return go(".show", token=token)
    return serving.give(typeset("meeting", card_of(introduction)), "rendez-vous.pdf")


def card_of(introduction: Introduction) -> dict[str, Any]:
    """Write the words of the card, with the place of the mission on a small map."""
    mission, at = introduction.mission, introduction.meeting_at
    assert at is not None  # noqa: S101 - a planned meeting has its hour
    return {
        "title": "Votre premier rendez-vous",
        "day": phrases.day(at),
        "hour": phrases.hour(at),
        "place": introduction.meeting_place,
        "ask_for": introduction.meeting_with,
        "note": introduction.meeting_note,
        "mission": mission.title,
        "association": mission.association.name,
        "transit": mission.transit,
        **_where(mission),
    }


def _where(mission: Mission) -> dict[str, Any]:
    lat, lon = mission.lat, mission.lon
    if lat is None or lon is None or mission.remote:
        return {"map": None, "position": "", "geo": ""}
    return {
        "map": sketch.draw(lat, lon, "La mission"),
        "position": sketch.position(lat, lon),
        "geo": _square(f"geo:{lat:.5f},{lon:.5f}"),
    }


def _square(text: str) -> str:
    drawn = segno.make(text, error="m", micro=False)
    return str(drawn.svg_inline(omitsize=True, border=0))
