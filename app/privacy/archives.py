"""The restricted archive: what it holds, and taking a paper out of it, which is written down."""

from sqlalchemy import insert, select

from app import clock
from app.extensions import db
from app.papers.actions import kept
from app.privacy.models import Access, Archive, What


def every() -> list[Archive]:
    """List the archive, what goes first first."""
    return list(db.session.scalars(select(Archive).order_by(Archive.keep_until, Archive.id)))


def take_out(token: str, reason: str) -> bytes | None:
    """Give the bytes of an archived paper, once the record says so."""
    found = db.session.scalar(select(Archive).where(Archive.token == token))
    if found is None:
        return None
    db.session.execute(
        insert(Access),
        {"at": clock.now(), "reader": "", "role": "admin", "person": "",
         "what": What.ARCHIVE.value, "number": reason.strip()[:40]},
    )  # fmt: skip
    content = kept(found.document)
    db.session.commit()
    return content
