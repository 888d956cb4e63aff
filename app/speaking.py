"""Which language a page is read in: the person’s, else the browser’s choice, else what it asks."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from app import languages

View = TypeVar("View", bound=Callable[..., Any])
COOKIE = "langue"
A_YEAR = 365 * 24 * 3600
FILES = ("static", "stylesheet")


def in_french(view: View) -> View:
    """Keep a page in French whatever is asked: it is for professionals, or for machines."""
    view.in_french = True  # type: ignore[attr-defined]
    return view


def stays_french() -> bool:
    """Tell whether this page is French for everyone, or for whoever opens it."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "in_french", False):
        return True
    return bool(current_user.is_authenticated and current_user.role != "volunteer")


def chosen() -> str | None:
    """Give the language of this page; who works here, or fills in with someone, reads French."""
    if stays_french():
        return languages.SOURCE
    kept = (getattr(current_user, "language", None), request.cookies.get(COOKIE))
    asked = [tag for tag, _quality in request.accept_languages]
    return next((code for code in kept if code in languages.OFFERED), languages.asked_for(asked))


def remember(response: BaseResponse, code: str) -> None:
    """Keep the language chosen in this browser."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, code, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")


def _listen() -> None:
    is_page = request.endpoint not in FILES and len(languages.OFFERED) > 1
    languages.speak(chosen() if is_page else languages.SOURCE)


def _tell(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = languages.spoken().tag
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def _fall_silent(_error: BaseException | None = None) -> None:
    languages.speak(languages.SOURCE)


def init_app(app: Flask) -> None:
    """Speak to each visitor in their language, and give every template its words."""
    app.before_request(_listen)
    app.after_request(_tell)
    app.teardown_request(_fall_silent)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: languages.current().gettext(text),
        lambda one, many, n: languages.current().ngettext(one, many, n),
        newstyle=True,
    )
    app.jinja_env.globals["language"] = languages.spoken
    app.jinja_env.globals["languages_offered"] = languages.offered
