"""The latest missions as an Atom feed, for readers, town halls and other sites."""

from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import current_app, make_response, request
from werkzeug.wrappers import Response

from app.missions.models import Mission
from app.missions.posting import absolute
from app.missions.search import Filters, search
from app.missions.views import blueprint
from app.phrases import half_days
from app.speaking import in_french
from app.web import anyone
from config import Settings

ATOM = "http://www.w3.org/2005/Atom"
LATEST = 50
EPOCH = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


@blueprint.get("/flux/missions.xml")
@anyone
@in_french
def feed() -> Response:
    """Give the fifty latest missions."""
    missions = [hit.mission for hit in search(Filters()).page(0, LATEST)]
    updated = max((m.updated_at for m in missions), default=EPOCH)
    document = _document(current_app.config["SETTINGS"], missions, updated)
    response = make_response(document)
    response.mimetype = "application/atom+xml"
    response.last_modified = updated
    response.cache_control.public = True
    response.cache_control.max_age = 300
    response.add_etag()
    return response.make_conditional(request)


def _document(site: Settings, missions: list[Mission], updated: datetime) -> bytes:
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    _text(root, "id", _tag(site, "missions"))
    _text(root, "title", f"{site.site_name} : nouvelles missions")
    _text(root, "updated", updated.isoformat(timespec="seconds"))
    SubElement(root, "link", {"rel": "self", "href": absolute("missions.feed"),
                              "type": "application/atom+xml"})  # fmt: skip
    SubElement(root, "link", {"rel": "alternate", "href": absolute("missions.listing"),
                              "type": "text/html"})  # fmt: skip
    _text(SubElement(root, "author"), "name", site.site_name)
    for mission in missions:
        _entry(root, site, mission)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Element, site: Settings, mission: Mission) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "id", _tag(site, f"missions/{mission.token}"))
    _text(entry, "title", mission.title)
    address = absolute("missions.show", token=mission.token)
    SubElement(entry, "link", {"rel": "alternate", "href": address, "type": "text/html"})
    if mission.published_at:
        _text(entry, "published", mission.published_at.isoformat(timespec="seconds"))
    _text(entry, "updated", mission.updated_at.isoformat(timespec="seconds"))
    _text(SubElement(entry, "author"), "name", mission.association.name)
    if mission.domain:
        SubElement(entry, "category", {"term": mission.domain})
    _text(entry, "summary", " · ".join(filter(None, (mission.place, half_days(mission.slots)))))
    _text(entry, "content", mission.description).set("type", "text")


def _tag(site: Settings, name: str) -> str:
    """Give an identifier that never changes, whatever becomes of the address."""
    return f"tag:{urlsplit(site.public_url).hostname},2026:{name}"


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = "".join(c for c in text if c in "\n\t" or ord(c) >= 32)
    return element
