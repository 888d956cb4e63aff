"""Finding papers, and checking that none was touched."""

from typing import Any

from sqlalchemy import or_, select
from werkzeug.exceptions import NotFound

from app.extensions import db
from app.papers import actions, files
from app.papers.models import Document, Signature


def find(token: str, seen_by: Any) -> Document:
    """Find a paper by the token of its address, for who asked for it or owns it."""
    person = seen_by.acting_for or seen_by
    found = db.session.scalar(
        select(Document).where(
            Document.token == token,
            or_(Document.asked_by_id == seen_by.id, Document.owner_id == person.id),
        )
    )
    if found is None:
        raise NotFound
    return found


def of(about: Any, kind: str | None = None) -> list[Document]:
    """List the papers about a row, the latest first."""
    found = select(Document).where(
        Document.subject_type == about.__tablename__, Document.subject_id == about.id
    )
    if kind:
        found = found.where(Document.kind == kind)
    return list(db.session.scalars(found.order_by(Document.id.desc())))


def asked(kind: str, by: Any, limit: int = 5) -> list[Document]:
    """List the last papers of a kind that someone asked for, the latest first."""
    found = select(Document).where(Document.kind == kind, Document.asked_by_id == by.id)
    return list(db.session.scalars(found.order_by(Document.id.desc()).limit(limit)))


def signatures(document: Document) -> list[Signature]:
    """List who signed a paper, the first first."""
    found = select(Signature).where(Signature.document_id == document.id)
    return list(db.session.scalars(found.order_by(Signature.id)))


def broken_seals() -> list[Signature]:
    """List the signatures whose seal no longer matches what was signed, or who came before.

    Of one erased by law, only its place in the chain can still be checked.
    """
    broken, previous = [], actions.FIRST_SEAL
    for signature in db.session.scalars(select(Signature).order_by(Signature.id)):
        is_whole = signature.evidence == actions.ERASED or (
            actions.seal_of(signature) == signature.seal
        )
        if signature.previous_seal != previous or not is_whole:
            broken.append(signature)
        previous = signature.seal
    return broken


def damaged() -> list[Document]:
    """List the papers whose file is missing or is no longer what was kept."""
    found = []
    for document in db.session.scalars(select(Document).where(Document.sha256.is_not(None))):
        try:
            files.read(str(document.sha256))
        except files.Damaged:
            found.append(document)
    return found


def named() -> set[str]:
    """Name every file that a paper holds."""
    return set(db.session.scalars(select(Document.sha256).where(Document.sha256.is_not(None))))
