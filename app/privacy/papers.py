"""The papers about someone: which there are, which are set apart, how one is forgotten.

A signed paper is proof for both sides: it goes to the restricted archive until its term, then its
file, its signatures’ names and their evidence go. The seals stay, so that the chain still holds;
``papers sweep`` removes the files that nothing names, within a day.
"""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from app import clock
from app.accompaniments.models import Episode
from app.accounts.models import Account
from app.contracts.models import Amendment, CivicCommitment, Contract
from app.extensions import db
from app.papers.actions import ERASED
from app.papers.models import Document, Signature
from app.privacy.models import Archive

BINDING: dict[str, Any] = {
    "contracts": Contract, "civic_commitments": CivicCommitment, "amendments": Amendment,
}  # fmt: skip


def _about(model: Any, who: list[int]) -> ColumnElement[bool]:
    bound = Contract if model is Amendment else model
    theirs = select(model.id).where(bound.volunteer_id.in_(who))
    if model is Amendment:
        theirs = theirs.join(Contract, Contract.id == Amendment.contract_id)
    return and_(
        Document.subject_type == model.__tablename__, Document.subject_id.in_(theirs)
    )  # fmt: skip


def of(who: list[int]) -> ColumnElement[bool]:
    """Select the papers that belong to these people, or are about their contracts."""
    return or_(Document.owner_id.in_(who), *(_about(m, who) for m in BINDING.values()))


def _is_signed() -> ColumnElement[bool]:
    """Select what was signed, and the sheets that came back signed on paper."""
    signed = exists().where(Signature.document_id == Document.id)
    scanned = exists().where(Signature.scan_id == Document.id)
    return and_(Document.subject_type.in_(BINDING), or_(signed, scanned))


def last_day(document: Document, months: int) -> date:
    """Give the day until which a signed paper is kept: from the end of the accompaniment."""
    model: Any = BINDING[str(document.subject_type)]
    row = db.session.get(model, document.subject_id)
    bound = row.contract if isinstance(row, Amendment) else row
    episode = db.session.get(Episode, bound.episode_id) if bound else None
    ended = episode.ended_on if episode else None
    return (ended or clock.today()) + relativedelta(months=months)


def set_contracts_apart(who: list[int], months: int) -> tuple[int, int]:
    """Archive the signed contracts of these people; their other papers stay theirs."""
    return _sort(or_(*(_about(model, who) for model in BINDING.values())), months)


def set_apart(who: list[int], months: int) -> tuple[int, int]:
    """Archive the signed papers of these people and forget all the others; count both."""
    return _sort(of(who), months)


def _sort(theirs: ColumnElement[bool], months: int) -> tuple[int, int]:
    archived = forgotten = 0
    known = select(Archive.document_id)
    found = db.session.scalars(
        select(Document).where(theirs, Document.sha256.is_not(None), Document.id.not_in(known))
    ).all()
    signed = set(
        db.session.scalars(
            select(Document.id).where(Document.id.in_([d.id for d in found]), _is_signed())
        )
    )
    for document in found:
        until = last_day(document, months) if document.id in signed else clock.today()
        if document.id in signed and until > clock.today():
            archive(document, until)
            archived += 1
        else:
            forget(document)
            forgotten += 1
    _empty(theirs, Document.sha256.is_(None))
    return archived, forgotten


def archive(document: Document, until: date) -> None:
    """Set a paper apart: it belongs to nobody’s pages any more."""
    db.session.add(Archive(document_id=document.id, keep_until=until))
    db.session.execute(
        update(Document)
        .where(Document.id == document.id)
        .values(owner_id=None, asked_by_id=None, title="", covers=[])
        .execution_options(synchronize_session=False)
    )


def forget(document: Document) -> None:
    """Forget a paper: its file, its words, and who signed it."""
    key = document.id
    for column in (Signature.document_id, Signature.scan_id):
        db.session.execute(
            update(Signature)
            .where(column == key)
            .values(signer_id=None, signer_name="", signer_role="", evidence=ERASED)
            .execution_options(synchronize_session=False)
        )
    _empty(Document.id == key)


def _empty(*where: ColumnElement[bool]) -> None:
    db.session.execute(
        update(Document)
        .where(*where)
        .values(
            owner_id=None, asked_by_id=None, title="", file_name="", words={}, covers=[],
            failure="", sha256=None, size=None, state="failed",
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip


def to_archive(person: Account, months: int) -> list[tuple[Document, date]]:
    """List the signed papers that an erasure would set apart, with their term."""
    signed = select(Document).where(of([person.id]), _is_signed(), Document.sha256.is_not(None))
    found = [(one, last_day(one, months)) for one in db.session.scalars(signed)]
    return [(one, until) for one, until in found if until > clock.today()]
