"""Pages that machines read: how the site is doing, what robots may visit, every address."""

from flask import Response, jsonify, render_template

from app.home import queries
from app.home.views import blueprint
from app.missions.posting import absolute
from app.speaking import in_french
from app.upkeep import health as watching
from app.web import anyone

PAGES = (
    "home.index", "missions.listing", "home.help", "suggestions.how", "home.accessibility",
    "home.personal_data", "home.legal", "home.site_map",
)  # fmt: skip
PRIVATE = (
    "/moi", "/mon-", "/suggestions", "/mises-en-relation", "/engagements", "/association/",
    "/referent", "/pilotage", "/operateur", "/ambassadeur", "/technique", "/connexion", "/code",
)  # fmt: skip


@blueprint.get("/healthz")
@anyone
@in_french
def health() -> tuple[Response, int]:
    """Say whether the database, the letters and the index answer."""
    found, status = watching.examine()
    response = jsonify(found)
    response.cache_control.no_store = True
    return response, status


@blueprint.get("/robots.txt")
@anyone
@in_french
def robots() -> Response:
    """Keep robots out of what is someone’s own."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    lines += ["", f"Sitemap: {absolute('home.addresses')}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
@anyone
@in_french
def addresses() -> Response:
    """List every public address."""
    pages = [(absolute(endpoint), None) for endpoint in PAGES]
    missions = [(absolute("missions.show", token=t), at) for t, at in queries.addresses()]
    document = render_template("home/addresses.xml", addresses=[*pages, *missions])
    return Response(document, mimetype="application/xml")
