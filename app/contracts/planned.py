"""An activity as it is written, before it belongs to a contract."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Planned:
    """An activity, as it is written."""

    setting: str
    title: str
    mission_id: int | None
    hours_per_week: float | None
    since: date | None
    until: date | None
    place: str

    def told(self) -> dict[str, Any]:
        """Give it as plain text and numbers."""
        days = {"since": self.since, "until": self.until}
        return asdict(self) | {k: v.isoformat() if v else None for k, v in days.items()}

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Planned":
        """Read it again from plain text and numbers."""
        days = {k: date.fromisoformat(told[k]) if told.get(k) else None for k in ("since", "until")}
        return cls(**{**told, **days})
