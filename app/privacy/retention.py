"""How long each thing is kept: the table that the purge follows and that the site tells.

Signs of life, warnings and whole accounts have their own module (``leaving``).
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select

from app import clock
from app.accounts.models import Account, Attempt, Role
from app.alerts.models import Alert
from app.caseloads.calls import CallWish
from app.caseloads.models import EmergencyAccess
from app.extensions import db
from app.journal import Event
from app.letters.answer_links import AnswerLink
from app.letters.models import Letter
from app.outreach.models import OpeningNotice, Referral
from app.papers.models import Document
from app.passports.models import Entry
from app.privacy import accesses, due, erasing, links, papers
from app.privacy.due import dropping, moment, setting
from app.privacy.models import ErasureRequest
from app.privacy.rule import Rule

TAKEN_AWAY = ("my_data", "letters", "week")


def _old_attestations(day: date) -> Select[Any]:
    return (
        select(Entry.id)
        .where(Entry.attested_at < moment(day), Entry.association_id.is_not(None))
        .order_by(Entry.id)
    )


def _dropped_referrals(day: date) -> Select[Any]:
    return (
        select(Referral.id)
        .where(
            Referral.state.in_(("declined", "withdrawn")),
            Referral.state_since < moment(day),
            Referral.last_name != "effacée",
        )
        .order_by(Referral.id)
    )


def _old_letters(day: date) -> Select[Any]:
    over = or_(
        Letter.sent_at < moment(day),
        Letter.failed_at < moment(day),
        Letter.recalled_at < moment(day),
    )
    return select(Letter.id).where(over, Letter.body != "").order_by(Letter.id)


def _old_exports(day: date) -> Select[Any]:
    return (
        select(Document.id)
        .where(
            Document.kind.in_(TAKEN_AWAY),
            Document.created_at < moment(day),
            or_(Document.sha256.is_not(None), Document.file_name != ""),
        )
        .order_by(Document.id)
    )


def _forget_papers(keys: list[int]) -> None:
    for document in db.session.scalars(select(Document).where(Document.id.in_(keys))):
        papers.forget(document)


def _old_exceptions(day: date) -> Select[Any]:
    return (
        select(EmergencyAccess.id)
        .where(EmergencyAccess.opened_at < moment(day), EmergencyAccess.reason != "")
        .order_by(EmergencyAccess.id)
    )


def _old_notices(day: date) -> Select[Any]:
    return (
        select(OpeningNotice.id)
        .where(OpeningNotice.asked_at < moment(day))
        .order_by(OpeningNotice.id)
    )


def _old_links(_day: date) -> Select[Any]:
    month_ago = clock.now() - timedelta(days=30)
    return select(AnswerLink.id).where(AnswerLink.expires_at < month_ago).order_by(AnswerLink.id)


def _old_calls(day: date) -> Select[Any]:
    over = or_(CallWish.done_at < moment(day), CallWish.dropped_at < moment(day))
    return select(CallWish.id).where(over).order_by(CallWish.id)


def _old_alerts(day: date) -> Select[Any]:
    week_ago = clock.now() - timedelta(days=7)
    silent = and_(Alert.confirmed_at.is_(None), Alert.created_at < week_ago)
    return select(Alert.id).where(or_(Alert.confirmed_at < moment(day), silent)).order_by(Alert.id)


def _old_attempts(_day: date) -> Select[Any]:
    return select(Attempt.id).where(Attempt.at < due.a_day_ago()).order_by(Attempt.id)


def _old_events(day: date) -> Select[Any]:
    return select(Event.id).where(Event.at < moment(day)).order_by(Event.at, Event.id)


def _closed_professionals(day: date) -> Select[Any]:
    return (
        select(Account.id)
        .where(
            Account.role != Role.VOLUNTEER,
            Account.closed_at < moment(day),
            Account.first_name != erasing.NOBODY,
        )
        .order_by(Account.id)
    )


def _closed_volunteers(day: date) -> Select[Any]:
    asked = select(ErasureRequest.account_id)
    return (
        select(Account.id)
        .where(
            Account.role == Role.VOLUNTEER,
            Account.closed_at < moment(day),
            Account.first_name != erasing.NOBODY,
            Account.id.not_in(asked),
        )
        .order_by(Account.id)
    )


def _ask_to_erase(keys: list[int]) -> None:
    now = clock.now()
    db.session.add_all(ErasureRequest(account_id=k, due_at=now, by_the_clock=True) for k in keys)


def _empty_accounts(keys: list[int]) -> None:
    for account in db.session.scalars(select(Account).where(Account.id.in_(keys))):
        erasing.empty(account)


GONE_REFERRAL = {
    "first_name": "Personne", "last_name": "effacée", "email": None, "phone": None, "words": "",
    "question": "", "reply": "", "sentence": "",
}  # fmt: skip
RULES = (
    Rule("follow_up", "Notes et mots de l’accompagnement", "keep_follow_up_months",
         due.old_care("follow_up"), due.forget_care),
    Rule("contracts", "Contrats et feuilles", "keep_contracts_months",
         due.old_care("contracts"), due.set_contracts_apart),
    Rule("archives", "Archive des contrats signés", "keep_archives_months",
         due.old_archives, due.forget_archives),
    Rule("requests", "Demandes sans suite, côté association", "keep_refused_months",
         due.closed_requests, due.forget_requests),
    Rule("messages", "Messages et difficultés", "keep_messages_months",
         due.old_threads, due.empty_threads),
    Rule("attestations", "Attestations, côté association", "keep_attestations_months",
         _old_attestations,
         setting(Entry, association_id=None, attester_id=None, attester_email="", ask=None)),
    Rule("referrals", "Orientations refusées ou retirées", "keep_referrals_months",
         _dropped_referrals, setting(Referral, **GONE_REFERRAL)),
    Rule("letters", "Mots des lettres parties", "keep_letters_months", _old_letters,
         setting(Letter, body="", subject="", address="", attachment=None,
                 attachment_name=None)),
    Rule("links", "Liens à usage unique dans les lettres parties", "", links.due, links.remove),
    Rule("answer_links", "Liens pour répondre, une fois passés", "",
         _old_links, dropping(AnswerLink)),
    Rule("calls", "Appels demandés, une fois faits", "keep_refused_months",
         _old_calls, dropping(CallWish)),
    Rule("alerts", "Alertes, et adresses qui n’ont pas confirmé", "keep_alerts_months",
         _old_alerts, dropping(Alert)),
    Rule("notices", "Adresses qui attendent une ouverture", "keep_notices_months",
         _old_notices, dropping(OpeningNotice)),
    Rule("exceptions", "Motifs des accès exceptionnels", "keep_exceptions_months",
         _old_exceptions, setting(EmergencyAccess, reason="")),
    Rule("exports", "Fichiers faits pour être emportés", "keep_exports_months",
         _old_exports, _forget_papers),
    Rule("attempts", "Essais de mot de passe", "", _old_attempts, dropping(Attempt)),
    Rule("accesses", "Journal des consultations", "keep_accesses_months",
         accesses.old, accesses.forget),
    Rule("events", "Journal des actes", "keep_events_months", _old_events, dropping(Event)),
    Rule("closed", "Comptes fermés des bénévoles", "keep_closed_months",
         _closed_volunteers, _ask_to_erase),
    Rule("professionals", "Comptes fermés des professionnels et des associations",
         "keep_closed_months", _closed_professionals, _empty_accounts),
)  # fmt: skip
