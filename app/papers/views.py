"""The page where a paper is waited for, then taken."""

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from app.accounts.models import Role
from app.languages import _
from app.papers import actions, queries, serving
from app.web import go, me, only, tell

blueprint = Blueprint("papers", __name__)
EVERYONE = tuple(role.value for role in Role)


@blueprint.get("/documents/<token>")
@only(*EVERYONE)
def show(token: str) -> Response:
    """Show how far the making of a paper is, then the paper; it reloads until told not to."""
    document = queries.find(token, seen_by=me())
    is_still = "arret" in request.args
    page = render_template("papers/show.html", document=document, is_still=is_still)
    response = make_response(page)
    if document.is_waiting and not is_still:
        response.headers["Refresh"] = "2"
    return response


@blueprint.get("/documents/<token>/fichier")
@only(*EVERYONE)
def download(token: str) -> Response:
    """Give the file."""
    document = queries.find(token, seen_by=me())
    if not document.is_ready:
        raise NotFound
    return serving.send(document)


@blueprint.post("/documents/<token>/recommencer")
@only(*EVERYONE)
def retry(token: str) -> BaseResponse:
    """Make it again."""
    actions.retry(queries.find(token, seen_by=me()), by=me())
    tell(_("Nous recommençons. Cela prend quelques instants."))
    return go(".show", token=token)
