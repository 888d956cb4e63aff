"""Making, keeping, scanning and signing papers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.extensions import db
from app.lifecycle import AlreadyDone
from app.papers import files, scanning
from app.papers.evidence import Evidence
from app.papers.models import (
    PDF,
    Document,
    DocumentState,
    Paper,
    Signature,
    SignatureMode,
    Signer,
)
from app.papers.scanning import RefusedScan as RefusedScan
from app.papers.scanning import Upload
from app.papers.typesetting import CannotTypeset as CannotTypeset
from app.papers.typesetting import typeset as typeset

FIRST_SEAL = "0" * 64
ERASED = {"effacé": True}  # in place of the evidence, once its law’s time is over
CHAIN = 7_201_805  # the advisory lock of the seals, on PostgreSQL
ENDINGS = {PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def keep(content: bytes, paper: Paper, by: journal.Actor | None, media_type: str = PDF) -> Document:
    """Keep a file made now."""
    document = _named(paper, by)
    document.state, document.media_type = DocumentState.READY, media_type
    document.sha256, document.size = files.put(content), len(content)
    document.made_at, document.done = clock.now(), 1
    db.session.add(document)
    journal.record("keep_paper", document, by=by)
    return document


def queue(
    template: str,
    words: Mapping[str, Any],
    paper: Paper,
    by: journal.Actor | None,
    parts: Sequence[Mapping[str, Any]] = (),
) -> Document:
    """Have the worker make a file; its parts, if any, are counted one by one."""
    document = _named(paper, by)
    document.state, document.template = DocumentState.QUEUED, template
    document.words = {**words, "title": paper.title}
    if parts:
        document.words = {**document.words, "parts": [dict(part) for part in parts]}
    document.total = max(1, len(parts))
    db.session.add(document)
    journal.record("ask_paper", document, by=by)
    return document


def _named(paper: Paper, by: journal.Actor | None) -> Document:
    about = paper.about
    return Document(
        kind=paper.kind,
        title=paper.title[:200],
        file_name=paper.file_name,
        owner_id=paper.owner_id,
        asked_by_id=by.id if by else None,
        subject_type=about.__tablename__ if about is not None else None,
        subject_id=about.id if about is not None else None,
        covers=list(paper.covers),
    )


def retry(document: Document, by: journal.Actor) -> None:
    """Make a file again that could not be made."""
    if document.state != DocumentState.FAILED:
        raise AlreadyDone
    document.state, document.failure = DocumentState.QUEUED, ""
    document.done = document.attempts = 0
    document.lease_until = None
    journal.record("ask_paper", document, by=by)


def kept(document: Document) -> bytes:
    """Give the bytes of a document, once their fingerprint was checked again."""
    if document.sha256 is None:
        raise Conflict("Ce document n’est pas encore prêt.")
    return files.read(document.sha256)


def scan(upload: Upload, paper: Paper, by: journal.Actor | None) -> Document:
    """Keep a picture or a PDF that someone sends, once it was really read."""
    content, media_type = scanning.checked(upload)
    name = paper.file_name.removesuffix(".pdf") + ENDINGS[media_type]
    named = Paper(paper.kind, paper.title, name, paper.owner_id, paper.about)
    return keep(content, named, by, media_type)


def sign(
    document: Document, signer: Signer, evidence: Evidence, by: journal.Actor | None = None
) -> Signature:
    """Sign on screen the very bytes that are kept."""
    return _sealed(document, signer, evidence, by)


def attach_scan(
    document: Document,
    upload: Upload,
    signer: Signer,
    evidence: Evidence,
    by: journal.Actor,
) -> Signature:
    """Sign on paper: the sheet comes back as a scan, kept beside what was printed."""
    named = Paper("scan", document.title, document.file_name, document.owner_id)
    sheet = scan(upload, named, by)
    sheet.subject_type, sheet.subject_id = document.subject_type, document.subject_id
    db.session.flush()
    return _sealed(document, signer, evidence, by, sheet)


def _sealed(
    document: Document,
    signer: Signer,
    evidence: Evidence,
    by: journal.Actor | None,
    sheet: Document | None = None,
) -> Signature:
    files.read(str(document.sha256))
    db.session.flush()
    _one_at_a_time()
    last = db.session.scalar(select(Signature.seal).order_by(Signature.id.desc()).limit(1))
    signature = Signature(
        document=document,
        document_sha256=document.sha256,
        signer_id=signer.account_id,
        signer_name=signer.name,
        signer_role=signer.role,
        mode=SignatureMode.PAPER if sheet else SignatureMode.SCREEN,
        scan_id=sheet.id if sheet else None,
        evidence={**evidence.told(), "scan_sha256": sheet.sha256 if sheet else None},
        at=clock.now().replace(microsecond=0),
        previous_seal=last or FIRST_SEAL,
    )
    signature.seal = seal_of(signature)
    db.session.add(signature)
    journal.record("sign_paper", document, by=by)
    db.session.flush()
    return signature


def _one_at_a_time() -> None:
    """Have the seals follow one another; SQLite lets one transaction write at a time already."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(CHAIN)))


def seal_of(signature: Signature) -> str:
    """Compute the seal: the fingerprint of all that was signed, tied to the seal before."""
    told = {
        "document": signature.document_sha256,
        "name": signature.signer_name,
        "role": signature.signer_role,
        "mode": str(signature.mode),
        "at": signature.at.isoformat(),
        "evidence": signature.evidence,
        "previous": signature.previous_seal,
    }
    canonical = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
