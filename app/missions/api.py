"""The public read interface: what is open, for other sites and for research; no one’s data."""

from datetime import datetime
from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response

from app.extensions import csrf, db
from app.missions import queries
from app.missions.api_description import document
from app.missions.api_reading import BadParameter, read, read_page
from app.missions.models import Mission
from app.missions.posting import absolute
from app.missions.search import search
from app.speaking import in_french
from app.vocabulary import Domain
from app.web import anyone

blueprint = Blueprint("api", __name__, url_prefix="/api")
csrf.exempt(blueprint)

SAID: dict[int, tuple[str, str]] = {
    404: ("not_found", "Cette adresse ne correspond à aucune mission ouverte."),
    405: ("method_not_allowed", "Cette interface se lit seulement : utilisez GET."),
}


@blueprint.get("/v1/missions")
@anyone
@in_french
def listing() -> Response:
    """Give the open missions that answer the parameters, a page at a time."""
    filters, (limit, offset) = read(request.args), read_page(request.args)
    answer = search(filters)
    following = None
    if offset + limit < len(answer):
        kept: dict[str, Any] = {**request.args.to_dict(flat=False), "offset": offset + limit}
        following = absolute("api.listing", **kept)
    return _answered(
        {
            "total": len(answer),
            "limit": limit,
            "offset": offset,
            "next": following,
            "missions": [told(hit.mission) for hit in answer.page(offset, limit)],
        }
    )


@blueprint.get("/v1/missions/<token>")
@anyone
@in_french
def one(token: str) -> Response:
    """Give one open mission."""
    mission = db.session.scalar(queries.published().where(Mission.token == token))
    if mission is None:
        raise NotFound
    response = _answered(told(mission))
    response.last_modified = mission.updated_at
    return response.make_conditional(request)


@blueprint.get("/v1/openapi.json")
@anyone
@in_french
def description() -> Response:
    """Describe this interface, in OpenAPI 3.1."""
    return _answered(document(absolute("home.index").rstrip("/")))


@blueprint.route("/<path:_rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
@anyone
@in_french
def elsewhere(_rest: str) -> Response:
    """Say in JSON that there is nothing here, or that one may only read."""
    if request.method != "GET":
        raise MethodNotAllowed(valid_methods=["GET", "HEAD"])
    raise NotFound


def _answered(body: dict[str, Any]) -> Response:
    response = jsonify(body)
    response.cache_control.public = True
    response.cache_control.max_age = 60
    response.add_etag()
    return response.make_conditional(request)


@blueprint.errorhandler(BadParameter)
def _refused(error: BadParameter) -> tuple[Response, int]:
    told_ = {"code": error.code, "message": error.message, "parameter": error.parameter}
    return jsonify({"error": told_}), 400


@blueprint.errorhandler(HTTPException)
def _failed(error: HTTPException) -> Response:
    status = error.code or 500
    code, message = SAID.get(status, ("error", "Une erreur est arrivée. Réessayez plus tard."))
    response = jsonify({"error": {"code": code, "message": message, "parameter": None}})
    response.status_code = status
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = "GET, HEAD"
    return response


def told(mission: Mission) -> dict[str, Any]:
    """Say a mission in the stable words of the interface: nothing about anyone."""
    plain = {name: getattr(mission, name) for name in AS_THEY_ARE}
    return {
        "id": mission.token,
        "url": absolute("missions.show", token=mission.token),
        "self": absolute("api.one", token=mission.token),
        **plain,
        "domain": _domain(mission.domain),
        "half_days": mission.slots,
        "commune": _commune(mission),
        "location": _location(mission),
        "organisation": _organisation(mission),
        **{name: _written(getattr(mission, name)) for name in DATES},
    }


AS_THEY_ARE = (
    "title", "description", "skills", "publics", "place_detail", "transit", "remote", "flexible",
    "hours_per_week", "one_off", "places", "places_left", "french", "driving_licence", "lifting",
    "step_free", "beginners", "trial", "expenses",
)  # fmt: skip
DATES = ("starts_on", "ends_on", "published_at", "updated_at")


def _written(moment: Any) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat() if moment else None


def _domain(code: str) -> dict[str, str] | None:
    return {"code": code, "label": Domain.said(code)} if code else None


def _commune(mission: Mission) -> dict[str, str] | None:
    place = mission.commune
    if place is None or mission.remote:
        return None
    return {"code": place.code, "name": place.name, "department": place.department}


def _location(mission: Mission) -> dict[str, float] | None:
    if mission.remote or mission.lat is None or mission.lon is None:
        return None
    return {"lat": round(mission.lat, 4), "lon": round(mission.lon, 4)}


def _organisation(mission: Mission) -> dict[str, str | None]:
    body = mission.association
    return {"name": body.name, "kind": body.kind, "rna": body.rna, "siren": body.siren,
            "website": body.website or None}  # fmt: skip
