"""The purge: every rule in turn, then accounts; what it did is kept as a row of numbers."""

from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.papers import rendering
from app.privacy import leaving
from app.privacy.models import Purge
from app.privacy.retention import RULES
from app.worker import duty

log = structlog.get_logger("app.privacy")
NIGHT = range(1, 6)
A_DAY = timedelta(hours=20)
SHORT = {"links": "jusqu’à l’envoi", "attempts": "1 jour"}
ACCOUNTS = (
    ("warned", "Comptes sans nouvelles\u00a0: premier avertissement"),
    ("warned_again", "Comptes sans nouvelles\u00a0: second avertissement"),
    ("accounts", "Comptes sans nouvelles\u00a0: effacement"),
    ("erased", "Personnes effacées"),
    ("forgotten_files", "Accompagnements ouverts sans nouvelles, à fermer par un référent"),
)


def lines(figures: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Give the report of a run: what, kept how long, how many."""
    rules = [(r.title, SHORT.get(r.key) or f"{r.months} mois", r.key) for r in RULES]
    told = [*rules, *((title, "", key) for key, title in ACCOUNTS)]
    return [(title, kept, int(figures.get(key, 0))) for title, kept, key in told]


def foreseen() -> dict[str, Any]:
    """Count what a run would do; nothing is written."""
    figures: dict[str, Any] = {rule.key: rule.count() for rule in RULES}
    return {**figures, **leaving.foreseen(), "forgotten_files": leaving.forgotten_files()}


def run() -> Purge:
    """Purge everything that is due, and keep the report."""
    report = Purge()
    db.session.add(report)
    db.session.commit()
    figures: dict[str, Any] = {rule.key: rule.run() for rule in RULES}
    figures |= leaving.warn()
    figures["erased"] = leaving.carry_out()
    figures["forgotten_files"] = leaving.forgotten_files()
    rendering.sweep()
    report.figures, report.ended_at = figures, clock.now()
    db.session.commit()
    log.info("purge done", **figures)
    return report


def latest(limit: int = 30) -> list[Purge]:
    """List the last reports, the latest first."""
    found = select(Purge).order_by(Purge.started_at.desc(), Purge.id.desc()).limit(limit)
    return list(db.session.scalars(found))


@duty("privacy purge", every=1800)
def each_night() -> Purge | None:
    """Purge once a night, whatever the number of workers that wake up."""
    recent = select(Purge.id).where(Purge.started_at > clock.now() - A_DAY).limit(1)
    is_night = clock.in_paris(clock.now()).hour in NIGHT
    return run() if is_night and db.session.scalar(recent) is None else None


@duty("privacy erase", every=900)
def erase() -> int:
    """Carry out the erasures that are due."""
    return leaving.carry_out()
