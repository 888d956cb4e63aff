"""The papers made of a passport: booklet, attestation, skills; anyone may check each one."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import segno
from flask import current_app
from sqlalchemy import select

from app import clock, phrases
from app.accounts.models import Account
from app.extensions import db, new_token
from app.letters.models import link
from app.papers.actions import keep, queue, typeset
from app.papers.models import Paper
from app.passports import queries
from app.passports.models import Entry, Proof
from app.phrases import after

FORMATS = {"a5": "passport_a5", "a4": "passport_a4", "livret": "passport_a5"}
FOLDED = "livret"


def booklet(volunteer: Account, size: str) -> Proof:
    """Make the passport of today, or give the one already made with the same words."""
    entries = [e for e in queries.entries_of(volunteer) if not e.hidden]
    attested = [e for e in entries if e.is_attested]
    told = [e for e in entries if not e.is_attested and e.replaces_id is None]
    mine = queries.booklet_of(volunteer)
    words: dict[str, Any] = {
        "title": f"{_title()} {after(mine.shown_name, 'de')}",
        "name": mine.shown_name,
        "summary": summary(attested),
        "contact": mine.contact,
        "reasons": mine.reasons,
        "studies": mine.studies,
        "jobs": mine.jobs,
        "attested": [_line(e) for e in attested],
        "told": [_line(e) for e in told],
    }
    if size == FOLDED:
        words["fold"] = True
    paper = Paper("passport", words["title"], f"passeport-{size}.pdf", volunteer.id, volunteer)
    return _proof(FORMATS[size], words, paper, attested)


def summary(attested: list[Entry]) -> str:
    """Say in one line what associations vouch for."""
    if not attested:
        return ""
    spent = sum(entry.hours or 0 for entry in attested)
    told = phrases.plural(len(attested), "mission attestée", "missions attestées")
    return f"{told}, {phrases.hours(spent)}" if spent else told


def portfolio(volunteer: Account) -> Proof:
    """Make the portefeuille de compétences: each skill, and where it was shown."""
    entries = [e for e in queries.entries_of(volunteer) if not e.hidden]
    attested = [e for e in entries if e.is_attested]
    name = queries.booklet_of(volunteer).shown_name
    words: dict[str, Any] = {
        "title": f"Portefeuille de compétences {after(name, 'de')}",
        "name": name,
        "attested": gathered(attested),
        "told": gathered([e for e in entries if not e.is_attested and e.replaces_id is None]),
    }
    paper = Paper("portfolio", words["title"], "competences.pdf", volunteer.id, volunteer)
    return _proof("portfolio", words, paper, attested)


def attestation(entry: Entry) -> Proof:
    """Make the attestation of one line."""
    name = queries.booklet_of(entry.volunteer).shown_name
    words: dict[str, Any] = {
        "title": f"Attestation de bénévolat {after(name, 'de')}",
        "name": name,
        "line": _line(entry),
    }
    paper = Paper("attestation", words["title"], "attestation.pdf", entry.volunteer_id, entry)
    return _proof("attestation", words, paper, [entry], at_once=True)


def sheet_of(entry: Entry) -> dict[str, Any]:
    """Write the words of the page that an association signs by hand."""
    name = queries.booklet_of(entry.volunteer).shown_name
    return {"title": "Attestation à signer", "name": name, "line": _line(entry)}


def gathered(entries: list[Entry]) -> list[dict[str, Any]]:
    """Gather the skills of several lines, each with what shows it."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        for known in entry.known_skills:
            one = found.setdefault(
                known["code"],
                {"simple": known["skill"].simple, "label": _listed(known), "shown": []},
            )
            one["shown"].append(
                {
                    "where": f"{entry.title}, {entry.association_name}",
                    "level": known["level_words"],
                    "example": known.get("example") or "",
                }
            )
    return list(found.values())


def _title() -> str:
    return str(current_app.config["SETTINGS"].passport_title)


def _listed(known: Mapping[str, Any]) -> str:
    skill = known["skill"]
    level = f", niveau {known['level']}" if known.get("level") else ""
    return f"{skill.framework_name} {skill.code.removeprefix('R')}{level}\u00a0: {skill.label}"


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "association": entry.association_name,
        "facts": entry.association_facts,
        "purpose": entry.association_purpose,
        "known": entry.association_id is not None,
        "place": entry.place,
        "period": period(entry),
        "hours": phrases.hours(entry.hours) if entry.hours else "",
        "rhythm": entry.rhythm,
        "context": entry.context,
        "tasks": entry.tasks,
        "results": entry.results,
        "responsibilities": entry.responsibilities,
        "autonomy": entry.autonomy_words,
        "tools": entry.tools,
        "trainings": entry.trainings,
        "comment": entry.comment,
        "statement": entry.statement,
        "attester": ", ".join(w for w in (entry.attester_name, entry.attester_role) if w),
        "attested_on": phrases.day(entry.attested_at) if entry.attested_at else "",
        "skills": [
            {
                "simple": known["skill"].simple,
                "label": _listed(known),
                "level": known["level_words"],
                "example": known.get("example") or "",
            }
            for known in entry.known_skills
        ],
    }


def period(entry: Entry) -> str:
    """Say when a mission was, to the month."""
    start = phrases.month(entry.started_on)
    if entry.ended_on is None:
        return f"depuis {start}"
    end = phrases.month(entry.ended_on)
    return start if start == end else f"de {start} à {end}"


def in_fours(code: str) -> str:
    """Write a code as people copy it: four letters at a time."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def _proof(
    template: str, words: dict[str, Any], paper: Paper, lines: list[Entry], *, at_once: bool = False
) -> Proof:
    """Have a paper made with its code: by the worker, or at once when it is to be signed."""
    told = json.dumps([template, words], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(told.encode()).hexdigest()
    made = db.session.scalar(
        select(Proof).where(
            Proof.words_hash == digest,
            Proof.volunteer_id == paper.owner_id,
            Proof.withdrawn_at.is_(None),
        )
    )
    if made is not None and queries.is_good(made, queries.lines_of(made)):
        return made
    token = new_token()
    page = link("passports.verify", token=token)
    drawn = segno.make(page, error="m", micro=False).svg_inline(omitsize=True, border=0)
    inside = {
        **words,
        "url": page,
        "qr": drawn,
        "code": in_fours(token),
        "on": phrases.day(clock.today()),
    }
    if at_once:
        document = keep(typeset(template, inside), paper, by=None)
    else:
        document = queue(template, inside, paper, by=None)
    proof = Proof(
        token=token,
        volunteer_id=paper.owner_id,
        document=document,
        kind=paper.kind,
        words_hash=digest,
        entries=[entry.token for entry in lines],
    )
    db.session.add(proof)
    db.session.flush()
    return proof
