"""Signing a contract or a sheet: each side signs the same document, on screen or on paper."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal, keys
from app.accounts.models import Account
from app.contracts import drafting, life, papers, rules, tidings
from app.contracts.models import Amendment, CivicCommitment, Contract, Party, PlannedActivity
from app.contracts.planned import Planned
from app.contracts.policy import policy
from app.contracts.rules import CapReached
from app.extensions import db
from app.lifecycle import AlreadyDone, TakenMeanwhile, flush_or_conflict
from app.papers import actions as documents
from app.papers.evidence import Evidence
from app.papers.models import Document, Signer
from app.papers.scanning import Upload
from app.terms import end_of_term

CODE_LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Given:
    """A signature as it was given: what proves it, its day, and the sheet when it is on paper."""

    evidence: Evidence
    on: date
    reason: str = ""
    upload: Upload | None = None
    recipients: frozenset[str] = frozenset()


def sign(thing: Any, side: Party, given: Given, by: Account) -> None:
    """Sign for one side; when the other has signed too, it is concluded."""
    may = life.either if side == Party.PERSON else life.is_the_referent
    if not may(by, thing):
        raise Forbidden
    if thing.state != "proposed":
        raise AlreadyDone if thing.is_decided else TakenMeanwhile
    if getattr(thing, f"{side.value}_signed_on"):
        raise AlreadyDone
    _seal(thing, side, given, by)
    setattr(thing, f"{side.value}_signed_on", given.on)
    flush_or_conflict()
    if side == Party.PERSON and isinstance(thing, Contract):
        _agree_to_share(thing, given)
    journal.record("agree", thing, by=by)
    if thing.person_signed_on and thing.referent_signed_on:
        _conclude(thing, by)
    elif side == Party.PERSON:
        about = thing.contract if isinstance(thing, Amendment) else thing
        tidings.to_who_mediates("answered", about, by=by, said="signed")


def sign_on_paper(thing: Any, given: Given, by: Account) -> None:
    """Note that both signed the printed sheet, whose scan is kept.

    Whoever hands the scan in vouches for it: their own signature is on screen.
    """
    if given.on != clock.today():
        thing.backdating_reason = given.reason
        journal.record("backdate", thing, by=by)
    if not thing.referent_signed_on:
        alone = Given(given.evidence, given.on)
        sign(thing, Party.REFERENT, alone, by)
    sign(thing, Party.PERSON, given, by)


def _seal(thing: Any, side: Party, given: Given, by: Account) -> None:
    document = papers.document_of(thing) or drafting.freeze(thing, by)
    who = thing.volunteer if side == Party.PERSON else by
    role = "la personne" if side == Party.PERSON else "référent"
    signer = Signer(who.id, who.full_name, role)
    if given.upload is None:
        documents.sign(document, signer, given.evidence, by)
        return
    signature = documents.attach_scan(document, given.upload, signer, given.evidence, by)
    scan = db.session.get(Document, signature.scan_id)
    assert scan is not None  # noqa: S101 - kept with the signature
    scan.asked_by_id = None


def _agree_to_share(contract: Contract, given: Given) -> None:
    for consent in contract.consents:
        if consent.token in given.recipients:
            consent.agreed_on, consent.withdrawn_on = given.on, None


def _conclude(thing: Any, by: Account) -> None:
    last = max(thing.person_signed_on, thing.referent_signed_on)
    if isinstance(thing, Amendment):
        _add(thing, last, by)
        return
    if isinstance(thing, Contract):
        _count(thing, last)
    else:
        _date(thing, last)
    before: Any = db.session.get(type(thing), thing.follows_id) if thing.follows_id else None
    thing.decided_on = last
    thing.take(life.SIGN, by=by)
    if before is not None and before.may_take(life.RENEW, by):
        before.take(life.RENEW, by=by)
    tidings.to_the_person("signed", thing)
    tidings.to_who_mediates("answered", thing, by=by, said="concluded")


def _add(amendment: Amendment, last: date, by: Account) -> None:
    """Add to a contract the activity that both signed for."""
    contract = amendment.contract
    if contract.state != "signed":
        raise TakenMeanwhile
    amendment.answered_on = last
    amendment.take(life.SIGN, by=by)
    planned = vars(Planned.read(amendment.activity))
    db.session.add(PlannedActivity(contract_id=contract.id, **planned, added_on=last))
    db.session.expire(contract, ["activities"])
    tidings.to_who_mediates("amended", contract, by=by, yes=True, title=amendment.title)


def _count(contract: Contract, last: date) -> None:
    """Write the days of a contract signed by both."""
    try:
        term = drafting.foreseen(contract, last)
    except CapReached as reached:
        raise Conflict(drafting.cap_words(reached)) from reached
    contract.signed_on = last
    contract.anchor_on, contract.effective_on, contract.ends_on = term.anchor, term.first, term.last
    months = rules.spanned(term.anchor, term.first - rules.DAY)
    contract.number = 1 + months // policy().months
    for activity in contract.activities:
        activity.added_on = last


def _date(sheet: CivicCommitment, last: date) -> None:
    sheet.since = max(sheet.since, last) if sheet.since else last
    if sheet.until is None or sheet.until < sheet.since:
        sheet.until = end_of_term(sheet.since, policy().months)


def send_code(thing: Any, by: Account) -> None:
    """Send the person a code of six figures, which says that it is they who agree."""
    if not life.is_the_referent(by, thing):
        raise Forbidden
    if thing.state != "proposed":
        raise TakenMeanwhile
    code = f"{secrets.randbelow(1_000_000):06d}"
    thing.code_hash, thing.code_sent_at = keys.mark(_told(thing, code)), clock.now()
    journal.record("send_code", thing, by=by)
    tidings.send_code(thing, code)


def is_the_code(thing: Any, typed: str) -> bool:
    """Tell whether this is the code that was sent, in time."""
    if thing.code_hash is None or clock.now() - thing.code_sent_at > CODE_LASTS:
        return False
    figures = "".join(c for c in typed if c.isdigit())
    return keys.is_mark(thing.code_hash, _told(thing, figures))


def _told(thing: Any, code: str) -> str:
    return f"{thing.__tablename__}:{thing.token}:{code}"


def backdate(contract: Contract, on: date, reason: str) -> None:
    """Move the day of signature of a contract further back than a référent may: a command only."""
    contract.person_signed_on = contract.referent_signed_on = contract.decided_on = on
    contract.effective_on = None
    db.session.flush()
    _count(contract, on)
    contract.backdating_reason = reason
    journal.record("backdate", contract, by=None)
