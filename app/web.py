"""HTTP for every concept: the door, the transaction, the headers and the error pages.

The door: a view says who may open it with ``only(...)`` or ``anyone``; one that says nothing is
closed to all. The transaction: a POST that redirects is kept, everything else leaves no trace.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as Overcrowded
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import (
    Conflict,
    Forbidden,
    HTTPException,
    NotFound,
    SecurityError,
    ServiceUnavailable,
    Unauthorized,
    default_exceptions,
)
from werkzeug.wrappers import Response as BaseResponse

from app import metrics
from app.extensions import db, login
from app.languages import _

View = TypeVar("View", bound=Callable[..., Any])
ANYONE = "anyone"
PAGES = (400, 401, 403, 404, 405, 409, 413, 429, 500, 503)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
FILES = ("static", "stylesheet")
RETRY = 5  # seconds after which a browser may ask again a database that was busy
MADE = r"[a-z][a-z0-9_-]*|\{.*"  # what a box, a list or a passkey sends: no one typed it


def anyone(view: View) -> View:
    """Open a page to everyone, signed in or not."""
    view.readers = ANYONE  # type: ignore[attr-defined]
    return view


def only(*roles: str) -> Callable[[View], View]:
    """Open a page to these roles; « volunteer » includes who fills in with a volunteer."""

    def opened(view: View) -> View:
        view.readers = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return opened


def before_proof(view: View) -> View:
    """Open a page before the second step of entering is set up: it is where one sets it up."""
    view.before_proof = True  # type: ignore[attr-defined]
    return view


def me() -> Any:
    """Give the account that acts: who the journal names."""
    return current_user._get_current_object()  # noqa: SLF001 - flask-login gives no other way


def person() -> Any:
    """Give the person whose things are on screen: oneself, or who one fills in with."""
    return current_user.acting_for or me()


def tell(message: str, category: str = "done") -> None:
    """Show a sentence at the top of the next page."""
    flash(str(message), category)


def go(endpoint: str, **values: Any) -> BaseResponse:
    """Redirect to a page, which keeps what a POST has done."""
    return redirect(url_for(endpoint, **values), code=303)


def may_open(readers: Any, account: Any) -> bool:
    """Tell whether the door of a page opens for this account."""
    if readers == ANYONE:
        return True
    if not account.is_authenticated:
        return False
    return account.role in readers or (account.acting_for is not None and "volunteer" in readers)


def _guard() -> BaseResponse | None:
    g.pop("wrote", None)
    g.pop("keeps", None)
    g.pop("keeps_answer", None)
    g.pop("only_reads", None)
    if "\0" in request.path:  # PostgreSQL refuses it in any text
        raise NotFound
    if request.endpoint is None or request.endpoint in FILES:
        return None
    view = current_app.view_functions[request.endpoint]
    readers = getattr(view, "readers", None)
    if readers is None:
        raise Forbidden
    if may_open(readers, current_user):
        return _ask_for_proof(view) if readers != ANYONE else None
    if current_user.is_authenticated:
        raise Forbidden
    if request.method == "POST" and typed():
        raise Unauthorized
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", suite=wanted), code=303)


def _ask_for_proof(view: Any) -> BaseResponse | None:
    """Lead who has not set up the second step that their role asks for to where it is done."""
    if current_user.is_proven or getattr(view, "before_proof", False):
        return None
    return go("accounts.two_steps")


def keep() -> None:
    """Have this GET keep what it does from here, if it redirects.

    One page asks for it: where a provider sends back who pressed our button, bound to this browser.
    """
    db.session.rollback()
    g.keeps = True


def keep_answer() -> None:
    """Have this POST keep what it did though it answers with a page.

    One asks for it: the one-click stop of a mailbox, which may not be led elsewhere (RFC 8058).
    """
    g.keeps_answer = True


def _is_kept(response: Response) -> bool:
    if g.pop("keeps_answer", False):
        return response.status_code < 400
    led = 300 <= response.status_code < 400
    return led and (request.method == "POST" or g.pop("keeps", False))


def settle(response: Response) -> Response:
    """Keep what a POST that redirects has done; undo everything else."""
    if _is_kept(response):
        try:
            db.session.commit()
        except (StaleDataError, IntegrityError):
            db.session.rollback()
            _keep_cookie()
            return _page(Conflict())
        except OperationalError:
            current_app.logger.exception("the database refused the commit")
            return _sorry()
    elif current_app.testing and g.get("wrote") and response.status_code < 400:
        db.session.rollback()
        raise AssertionError(f"{request.method} {request.path} wrote, then did not redirect")
    else:
        db.session.rollback()
    return response


@event.listens_for(Session, "after_flush")
def _note_the_write(session: Session, _context: Any) -> None:
    if g and (session.new or session.dirty or session.deleted):
        g.wrote = True


def _page(error: HTTPException) -> Response:
    code = error.code or 500
    template = f"errors/{code if code in PAGES else 500}.html"
    kept = typed() if code in {400, 401, 409, 429, 503} and request.method == "POST" else []
    usual = default_exceptions[code].description if code in default_exceptions else None
    sentence = None if error.description == usual else error.description
    page = render_template(
        template, error=error, sentence=sentence, kept=kept, back_url=request.path
    )
    response = current_app.make_response((page, code))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def typed() -> list[tuple[str, str]]:
    """List the texts of the form just sent, so that nobody has to write them again."""
    hidden = ("csrf_token", "password", "code", "digits", "version", "once")
    texts = [
        value
        for name, value in request.form.items()
        if value.strip() and not name.startswith(hidden) and not re.fullmatch(MADE, value)
    ]
    if len(texts) == 1:
        return [(_("Votre réponse"), texts[0])]
    return [(_("Réponse %(number)s", number=number), text) for number, text in enumerate(texts, 1)]


def _failed(error: HTTPException) -> Response:
    db.session.rollback()
    if isinstance(error, SecurityError):  # no page can be drawn under a name that is not ours
        return Response("Adresse inconnue.", 400, mimetype="text/plain")
    if error.response is not None:
        return current_app.make_response(error.response)
    return _page(error)


def _broken(error: OperationalError | Overcrowded | OSError) -> Response:
    current_app.logger.error("the database or the disk does not answer", exc_info=error)
    return _sorry()


def _keep_cookie() -> None:
    """Leave the browser’s cookie as it came: what it was about to say was not kept either."""
    before = current_app.session_interface.open_session(current_app, request)
    session.clear()
    session.update(before or {})


def _sorry() -> Response:
    """Ask to come back in a moment, with what was typed; as to anyone when no base says who."""
    metrics.REFUSALS.inc()
    db.session.rollback()
    _keep_cookie()
    busy = ServiceUnavailable(retry_after=RETRY)
    g.only_reads = True
    try:
        return _page(busy)
    except (OperationalError, Overcrowded):
        db.session.rollback()
        g._login_user = login.anonymous_user()  # noqa: SLF001 - flask-login gives no other way
        return _page(busy)


def _expired(_error: CSRFError) -> Response:
    db.session.rollback()
    page = render_template("errors/400.html", error=_error, sentence=None, kept=typed(),
                           back_url=request.path)  # fmt: skip
    return current_app.make_response((page, 400))


def _policy() -> str:
    """Write the policy; signing out of a provider too goes there from our form."""
    origins = [one.origin for one in current_app.config["SETTINGS"].providers]
    return POLICY.format(forms=" ".join(["'self'", *origins]))


def _protect(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _policy())
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault(
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains"
        )
    if request.endpoint != "static" and "_user_id" in session:
        response.headers["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask) -> None:
    """Put the guards, the transaction, the headers and the error pages in place."""
    app.before_request(_guard)
    app.after_request(_protect)
    app.after_request(settle)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(OperationalError, _broken)
    app.register_error_handler(Overcrowded, _broken)
    app.register_error_handler(OSError, _broken)
    app.register_error_handler(HTTPException, _failed)
