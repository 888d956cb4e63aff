"""What Prometheus reads: only with the secret, or from this machine itself."""

import hmac

from flask import Blueprint, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST
from werkzeug.exceptions import NotFound

from app.speaking import in_french
from app.upkeep import figures
from app.web import anyone

blueprint = Blueprint("upkeep", __name__)
HERE = ("127.0.0.1", "::1")


@blueprint.get("/metrics")
@anyone
@in_french
def metrics() -> Response:
    """Give figures to who watches the site; for anyone else, the page does not exist."""
    if not _may_read():
        raise NotFound
    response = Response(figures.written(), content_type=CONTENT_TYPE_LATEST)
    response.cache_control.no_store = True
    return response


def _may_read() -> bool:
    """Ask for the secret; without one, ask that nothing passed the request on from elsewhere."""
    secret = current_app.config["SETTINGS"].metrics_token
    if secret:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {secret}".encode())
    passed_on = {"X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"} & set(request.headers.keys())
    return request.remote_addr in HERE and not passed_on
