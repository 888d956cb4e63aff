"""The papers of a contract and of a sheet: what they say, and the document that is signed."""

from datetime import date
from typing import Any

from app import phrases
from app.accounts.models import Account
from app.contracts.models import (
    Amendment,
    CivicCommitment,
    Contract,
    Party,
    PlannedActivity,
)
from app.contracts.planned import Planned
from app.contracts.policy import policy, settings
from app.contracts.rules import Term
from app.extensions import db
from app.papers import actions
from app.papers import queries as kept
from app.papers.models import Document, Paper, Signature

OPTIONAL = "C’est vous qui choisissez. Dire non ou arrêter ne change pas vos aides."
PRINTED = "Facultatif, sans effet sur votre allocation en cas de refus ou d’arrêt."
NAMES = {"contracts": ("contract", "Votre contrat", "contrat.pdf"),
         "civic_commitments": ("sheet", "Votre engagement", "feuille.pdf"),
         "amendments": ("amendment", "Votre contrat, avec un ajout", "avenant.pdf")}  # fmt: skip
TEMPLATES = {"amendment": "contract"}


def freeze(thing: Any, words: dict[str, Any], by: Account) -> Document:
    """Keep the very document that both will sign.

    Nobody is kept as the one who asked: who may read it is who may read the contract, today.
    """
    kind, title, name = NAMES[thing.__tablename__]
    content = actions.typeset(f"contracts/{TEMPLATES.get(kind, kind)}", words)
    paper = Paper(kind, title, name, owner_id=thing.volunteer_id, about=thing)
    document = actions.keep(content, paper, by)
    document.asked_by_id = None
    return document


def document_of(thing: Any) -> Document | None:
    """Give the document that was last proposed."""
    found = kept.of(thing, NAMES[thing.__tablename__][0])
    return found[0] if found else None


def signatures_of(thing: Any) -> list[Signature]:
    """List the signatures of the document that was last proposed."""
    document = document_of(thing)
    return kept.signatures(document) if document else []


def scan_of(thing: Any) -> Document | None:
    """Give the sheet of paper that was signed, if there is one."""
    for signature in signatures_of(thing):
        if signature.scan_id:
            return db.session.get(Document, signature.scan_id)
    return None


def contract_words(contract: Contract, term: Term | None) -> dict[str, Any]:
    """Give everything the contract says, as plain words."""
    return {
        "title": contract.kind_words,
        "person": contract.volunteer.full_name,
        "referent": contract.referent.full_name,
        "service": settings().service_name,
        "length": length_words(contract, term),
        "goals": [goal for goal in contract.goals if goal],
        "strengths": contract.strengths,
        "experience": contract.experience,
        "mine": contract.lines_of(Party.PERSON),
        "theirs": contract.lines_of(Party.REFERENT),
        "activities": [activity_words(a) for a in contract.activities],
        "review": phrases.day(contract.review_on) if contract.review_on else "",
        "recipients": [
            {"name": c.recipient, "given": c.is_given, "asked": contract.state != "signed"}
            for c in contract.consents
        ],
        "amendments": [
            f"{phrases.day(a.answered_on)} : {a.title}"
            for a in contract.amendments
            if a.is_decided and a.answered_on
        ],
        **_signed(contract),
    }


def amendment_words(amendment: Amendment) -> dict[str, Any]:
    """Give everything the contract says with the activity to add, for both to sign."""
    contract = amendment.contract
    added = PlannedActivity(**vars(Planned.read(amendment.activity)))
    words = contract_words(contract, None)
    return words | {
        "title": f"{contract.kind_words}, avec un ajout",
        "activities": [*words["activities"], activity_words(added)],
        "amendments": [*words["amendments"], f"À ajouter à la signature : {amendment.title}"],
        "signed": [],
        "seal": "",
    }


def amended(amendment: Amendment) -> Document:
    """Give the document of an amendment."""
    found = document_of(amendment)
    assert found is not None  # noqa: S101 - kept as soon as it is proposed
    return found


def _signed(thing: Any) -> dict[str, Any]:
    """Say who signed, on a copy; nothing on the document itself, which is what they sign."""
    if not thing.is_decided:
        return {"signed": [], "seal": ""}
    document = document_of(thing)
    return {
        "signed": [{"who": s.signer_name, "how": _how(s)} for s in signatures_of(thing)]
        or _days_of_signing(thing),
        "seal": document.sha256 if document else "",
    }


def _how(signature: Signature) -> str:
    seen = signature.evidence.get("identity")
    when = f"le {phrases.day(signature.at)}, {signature.mode_words.lower()}"
    return f"{when} ({seen})" if seen else when


def _days_of_signing(thing: Any) -> list[dict[str, str]]:
    """Say the days that are written where no seal is kept: signed elsewhere."""
    told = ((thing.volunteer.full_name, thing.person_signed_on),
            (thing.referent.full_name, thing.referent_signed_on))  # fmt: skip
    return [{"who": who, "how": f"le {phrases.day(on)}"} for who, on in told if on]


def length_words(contract: Contract, term: Term | None) -> str:
    """Say how long it lasts: its days once signed, the rule before."""
    if contract.effective_on and contract.last_on:
        return f"Du {phrases.day(contract.effective_on)} au {phrases.day(contract.last_on)}."
    months = f"{policy().months} mois"
    if term is None:
        return f"{months}, à partir de la dernière signature."
    until = phrases.day(term.last)
    if contract.wanted_on or contract.follows_id:
        return f"Du {phrases.day(term.first)} au {until}, s’il est signé avant."
    return (
        f"{months}, à partir de la dernière signature. "
        f"Signé par les deux le {phrases.day(term.first)}, il finit le {until}."
    )


def activity_words(activity: PlannedActivity) -> dict[str, str]:
    """Say an activity in a line and its details."""
    return {"title": activity.title, "details": details(activity)}


def details(activity: PlannedActivity | CivicCommitment) -> str:
    """Say where, how many hours, from when to when."""
    hours = activity.hours_per_week
    said = [
        activity.setting_words,
        activity.place,
        f"{phrases.hours(hours)} par semaine environ" if hours else "",
        _between(activity.since, activity.until),
    ]
    return ", ".join(words for words in said if words)


def _between(since: date | None, until: date | None) -> str:
    if since and until:
        return f"du {phrases.day(since)} au {phrases.day(until)}"
    if since:
        return f"à partir du {phrases.day(since)}"
    return f"jusqu’au {phrases.day(until)}" if until else ""


def sheet_words(sheet: CivicCommitment) -> dict[str, Any]:
    """Give everything the sheet says, as plain words; its first line is fixed."""
    return {
        "title": "Votre engagement citoyen",
        "first": OPTIONAL,
        "printed": PRINTED,
        "person": sheet.volunteer.full_name,
        "referent": sheet.referent.full_name,
        "activity": sheet.activity,
        "details": details(sheet),
        "job_link": sheet.job_link,
        **_signed(sheet),
    }
