"""Which addresses open something of someone: each page given to anyone else is written down.

The person is read from the rows the page has just loaded; only when it loaded none is the database
asked. A reader who is the person, or who fills in with them in front of them, is not « opening ».
A GET keeps nothing of its own transaction, so ending it here takes nothing away.
"""

from typing import Any

from flask import Flask, request
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.accounts.models import Account
from app.caseloads.models import EmergencyAccess
from app.contracts.models import CivicCommitment, Contract
from app.extensions import db
from app.introductions.models import Introduction
from app.outreach.models import Referral
from app.papers.models import Document
from app.placements.models import OwnEngagement, Placement
from app.privacy import accesses
from app.privacy.models import What
from app.workshops.models import AmbassadorReferral

# the longest first: the notes of someone before the rest of their file
OPENED: tuple[tuple[str, str, Any, str], ...] = (
    ("/referent/personnes/<token>/notes", What.NOTES, Account, "id"),
    ("/referent/personnes/<token>/entretiens", What.NOTES, Account, "id"),
    ("/referent/personnes/<token>/besoins", What.NOTES, Account, "id"),
    ("/referent/personnes/<token>", What.FILE, Account, "id"),
    ("/referent/acces-exceptionnel/<token>", What.EXCEPTION, EmergencyAccess, "volunteer_id"),
    ("/referent/orientations/<token>", What.FILE, Referral, "volunteer_id"),
    ("/ambassadeur/personnes/<token>", What.FILE, AmbassadorReferral, "volunteer_id"),
    ("/contrats/<token>", What.CONTRACT, Contract, "volunteer_id"),
    ("/engagements-citoyens/<token>", What.CONTRACT, CivicCommitment, "volunteer_id"),
    ("/signer/<kind>/<token>", What.CONTRACT, Contract, "volunteer_id"),
    ("/mises-en-relation/<token>", What.REQUEST, Introduction, "volunteer_id"),
    ("/engagements/<token>", What.REQUEST, Placement, "volunteer_id"),
    ("/autres-missions/<token>", What.REQUEST, OwnEngagement, "volunteer_id"),
    ("/documents/<token>/fichier", What.PAPER, Document, "owner_id"),
)
EXPORTS = {
    "indicators.extraction", "indicators.download", "indicators.rows", "indicators.line",
}  # fmt: skip
FILES = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "application/pdf")  # fmt: skip


def watch(response: Response) -> Response:
    """Note what a page opens, once it is about to be given."""
    rule = str(request.url_rule or "")
    if request.method != "GET" or response.status_code != 200 or not _is_someone():
        return response
    if request.endpoint in EXPORTS and response.mimetype in FILES:
        number = str((request.view_args or {}).get("token", ""))
        accesses.note(accesses.told(current_user, None, What.EXPORT, number))
        return response
    for prefix, what, model, column in OPENED:
        if rule == prefix or rule.startswith(f"{prefix}/"):
            _note(what, model, column)
            break
    return response


def _is_someone() -> bool:
    return bool(current_user.is_authenticated and current_user.acting_for is None)


def _note(what: str, model: Any, column: str) -> None:
    token = (request.view_args or {}).get("token")
    person = _person_of(model, column, token)
    if person is not None and person != current_user.id:
        accesses.note(accesses.told(current_user, person, what))


def _person_of(model: Any, column: str, token: Any) -> int | None:
    for row in db.session.identity_map.values():
        if isinstance(row, model) and row.__dict__.get("token") == token:
            found: int | None = row.__dict__.get(column)
            return found
    return db.session.scalar(select(getattr(model, column)).where(model.token == token))


def init_app(app: Flask) -> None:
    """Watch every page given."""
    app.after_request(watch)
