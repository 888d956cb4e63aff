"""What a page weighs: one stylesheet, addresses that change with the file, and compression.

A compressed page whose size an observer could measure must not tell the secrets it holds (BREACH):
each answer carries a random number of bytes that mean nothing, in the name that gzip allows.
"""

import gzip
import hashlib
import io
import secrets
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

from app.web import anyone

STATIC = Path(__file__).resolve().parent.parent / "static"
SHEETS = ("identity.css", "site.css")
SMALL = 600  # bytes: below, compressing costs more than it saves
TEXTS = frozenset(
    {
        "text/html", "text/css", "text/plain", "text/csv", "text/javascript", "image/svg+xml",
        "application/json", "application/xml", "application/javascript",
    }
)  # fmt: skip
YEAR = 365 * 24 * 3600


@cache
def _sheet() -> bytes:
    return b"\n".join((STATIC / name).read_bytes() for name in SHEETS)


def _print_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


@cache
def _fingerprint(name: str) -> str:
    return _print_of((STATIC / name).read_bytes())


def static_url(name: str) -> str:
    """Give the address of a static file, which changes when the file does."""
    return url_for("static", filename=name, v=_fingerprint(name))


def style_url() -> str:
    """Give the address of the stylesheet: the identity of the site, then its components."""
    return url_for("stylesheet", v=_print_of(_sheet()))


@anyone
def stylesheet() -> Response:
    """Send the whole style in one file."""
    response = Response(_sheet(), mimetype="text/css")
    response.cache_control.public, response.cache_control.max_age = True, YEAR
    response.set_etag(_print_of(_sheet()))
    response.make_conditional(request)
    return response


def compress(response: Response) -> Response:
    """Compress a text for a browser that accepts it."""
    if response.mimetype not in TEXTS or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or "Content-Encoding" in response.headers:
        return response
    response.direct_passthrough = False
    file = response.response
    content = response.get_data()
    if callable(close := getattr(file, "close", None)):
        close()
    if len(content) < SMALL:
        return response
    response.set_data(_compressed(content, request.path if _is_file() else None))
    response.headers["Content-Encoding"] = "gzip"
    if response.headers.get("ETag"):
        response.set_etag(response.get_etag()[0] or "", weak=True)
    return response


def _is_file() -> bool:
    return request.endpoint in {"static", "stylesheet"}


KEPT: dict[tuple[str, str], bytes] = {}


def _compressed(content: bytes, path: str | None) -> bytes:
    """Compress a file once and for all, a page each time."""
    if path is None:
        return _gzipped(content, 6, secrets.token_hex(secrets.randbelow(50) + 1))
    key = (path, _print_of(content))
    if key not in KEPT:
        KEPT[key] = _gzipped(content, 9, "")
    return KEPT[key]


def _gzipped(content: bytes, level: int, name: str) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(name, "wb", level, packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()


def init_app(app: Flask) -> None:
    """Serve the stylesheet; compress last, once every header is set."""
    app.add_url_rule("/style.css", "stylesheet", stylesheet)
    app.after_request(compress)
    app.jinja_env.globals["static_url"] = static_url
    app.jinja_env.globals["style_url"] = style_url
