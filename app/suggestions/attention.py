"""What the last look at everyone’s lists changes in the next ones: prices, and who was not seen."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.missions.models import Mission
from app.suggestions.models import Evaluation
from app.suggestions.queries import RECENT
from matching.attention import Attention

KEPT = "suggestions.attention"  # the last one read, in this process


@dataclass(frozen=True)
class Seen:
    """Which missions were in nobody’s first ten, what being shown costs, and since when."""

    evaluation: int | None = None
    at: datetime | None = None
    nobody: frozenset[int] = frozenset()
    prices: Attention | None = None

    def needs_showing(self, mission: Mission) -> bool:
        """Tell whether nobody is shown a mission, or it came after everyone was looked at."""
        if self.at is None:
            return False
        new = mission.published_at is not None and mission.published_at > self.at
        return new or mission.id in self.nobody


def last_seen() -> Seen:
    """Give what the last recent evaluation says, read once in each process."""
    wanted = select(Evaluation.id).where(Evaluation.done_at > clock.now() - RECENT)
    found = db.session.scalar(wanted.order_by(Evaluation.id.desc()).limit(1))
    kept: Seen = current_app.extensions.get(KEPT, Seen())
    if kept.evaluation != found:
        kept = _read(found) if found else Seen()
        current_app.extensions[KEPT] = kept
    return kept


def _read(number: int) -> Seen:
    evaluation = db.session.get_one(Evaluation, number)
    figures = evaluation.figures
    prices = figures.get("prices") or {}
    return Seen(
        evaluation=number,
        at=evaluation.started_at or evaluation.asked_at,
        nobody=frozenset(row["mission"] for row in figures.get("never", [])),
        prices=Attention(prices.get("shown", {}), prices.get("first", {})),
    )
