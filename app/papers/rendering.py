"""Making queued papers: claimed one by one under a lease, so that a dead worker loses none."""

import time
from datetime import timedelta
from typing import Any

import structlog
import typst
from sqlalchemy import update

from app import clock, leases
from app.extensions import db
from app.papers import files, queries
from app.papers.folding import folded
from app.papers.models import Document, DocumentState
from app.papers.typesetting import CannotTypeset, typeset
from app.worker import duty

log = structlog.get_logger("app.papers")
LEASE = timedelta(minutes=5)
TRIES = 3
STEP = 10
ORPHAN = 24 * 3600.0
NOT_MADE = "Ce document n’a pas pu être fait. Réessayez. Si cela recommence, appelez-nous."


@duty("papers render", every=2)
def render() -> None:
    """Make what is queued, leaving their turn to the other duties."""
    render_due(seconds=20.0)


def render_due(seconds: float = 20.0) -> int:
    """Make every paper that waits, for so many seconds at most; count them."""
    made, end = 0, time.monotonic() + seconds
    while time.monotonic() < end and (document := claim()):
        _make(document)
        made += 1
    return made


def claim() -> Document | None:
    """Take the oldest paper that waits, detached: no transaction is open while it is made."""
    due = (Document.state == DocumentState.QUEUED.value, Document.is_free(clock.now()))
    return leases.claim(Document, due, (Document.id,), LEASE)


def _make(document: Document) -> None:
    try:
        content = _typeset(document)
        written: dict[str, Any] = {
            "state": DocumentState.READY.value, "sha256": files.put(content), "size": len(content),
            "words": {}, "done": document.total, "made_at": clock.now(), "lease_until": None,
        }  # fmt: skip
    except CannotTypeset as error:
        written = {"state": DocumentState.FAILED.value, "failure": str(error.description)[:500]}
    except (typst.TypstError, OSError):
        log.exception("paper not made", document=document.token, template=document.template)
        written = {"failure": NOT_MADE, "lease_until": clock.now() + timedelta(seconds=30)}
        if document.attempts >= TRIES:
            written["state"] = DocumentState.FAILED.value
    _write(document, written)


def _typeset(document: Document) -> bytes:
    """Check each part alone, to count it and to name the one that no font can print."""
    parts = document.words.get("parts", [])
    for number, part in enumerate(parts, 1):
        try:
            typeset(document.template, {**document.words, "parts": [part]})
        except CannotTypeset as error:
            named = part.get("name") or f"page {number}"
            error.description = f"{named}\u00a0: {error.description}"
            raise
        if number % STEP == 0:
            _write(document, {"done": number, "lease_until": clock.now() + LEASE})
    made = typeset(document.template, document.words)
    return folded(made) if document.words.get("fold") else made


def _write(document: Document, values: dict[str, Any]) -> None:
    """Write where it is, unless another worker took it over meanwhile."""
    mine = (Document.id == document.id, Document.attempts == document.attempts)
    db.session.execute(update(Document).where(*mine).values(values))
    db.session.commit()


@duty("papers sweep", every=24 * 3600)
def sweep() -> int:
    """Forget the files that no paper names: their transaction was undone."""
    kept, gone = queries.named(), 0
    db.session.commit()
    for name in list(files.older_than(ORPHAN, time.time())):
        if name not in kept:
            files.remove(name)
            gone += 1
    return gone
