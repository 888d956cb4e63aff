"""The association’s word: attest a line, or ask for a change; what follows from it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload
from werkzeug.exceptions import Forbidden

from app import clock
from app.extensions import db
from app.papers.actions import attach_scan, sign
from app.papers.evidence import Evidence
from app.papers.models import Signer
from app.papers.scanning import Upload
from app.passports import badges, life, printing, tidings
from app.passports.models import Entry, Proof


@dataclass(frozen=True)
class Attestation:
    """Who attests, in which role, with which words."""

    name: str
    role: str
    statement: str


def attest(entry: Entry, told: Attestation, evidence: Evidence, by: Any) -> None:
    """Attest a line: it is written on a paper, sealed, and issued as a credential."""
    entry.attester_id = by.id if by else None
    proof = _write(entry, told, by)
    sign(proof.document, Signer(entry.attester_id, told.name, told.role), evidence, by=by)
    _conclude(entry)


def attest_on_paper(
    entry: Entry, told: Attestation, upload: Upload, evidence: Evidence, by: Any
) -> None:
    """Attest a line by the sheet that the association signed by hand, brought back as a scan.

    Only who fills in with the person brings it: nobody attests for themselves.
    """
    if by.acting_for is None:
        raise Forbidden
    if entry.is_open:
        entry.agreed_at = entry.asked_at = clock.now()
        entry.take(life.AGREE, by=by)
    entry.ask = None
    proof = _write(entry, told, None)
    attach_scan(proof.document, upload, Signer(None, told.name, told.role), evidence, by=by)
    _conclude(entry)


def _write(entry: Entry, told: Attestation, by: Any) -> Proof:
    entry.attester_name, entry.attester_role = told.name, told.role
    entry.statement = told.statement
    entry.attested_at = clock.now()
    entry.take(life.ATTEST, by=by)
    if (old := _replaced(entry)) is not None:
        old.take(life.CORRECT, by=by)
        badges.revoke(old)
    return printing.attestation(entry)


def _conclude(entry: Entry) -> None:
    tidings.forget(entry)
    badges.issue(entry)
    tidings.back("attested", entry)


def _replaced(entry: Entry) -> Entry | None:
    if entry.replaces_id is None:
        return None
    old = db.session.get(Entry, entry.replaces_id, options=[joinedload(Entry.association)])
    return old if old is not None and old.is_attested else None


def send_back(entry: Entry, remark: str, by: Any) -> None:
    """Ask the person for a change, with a sentence; the link stays good for the next version."""
    entry.remark = remark
    entry.take(life.SEND_BACK, by=by)
    tidings.back("sent_back", entry)
