"""Giving a file out: under its neutral name, inert, and kept by no one on the way."""

from flask import Response

from app.papers.actions import kept
from app.papers.models import Document

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def send(document: Document) -> Response:
    """Give a kept file to download, for the view that has checked who reads."""
    return give(kept(document), document.file_name, document.media_type)


def give(content: bytes, file_name: str, media_type: str = "application/pdf") -> Response:
    """Give bytes to download."""
    response = Response(content, mimetype=media_type)
    response.headers.update(HEADERS)
    response.headers.set("Content-Disposition", "attachment", filename=file_name)
    return response
