"""One category of what is kept: its setting, which rows are due, and what happens to them.

What was treated is no longer due, so that a run cut short is taken up by the next, and running
twice changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from flask import current_app
from sqlalchemy import Select, func, select

from app import clock
from app.extensions import db

BATCH = 500


@dataclass(frozen=True)
class Rule:
    """One category: what it is called, its setting, which rows are due, what is done to them."""

    key: str
    title: str
    setting: str
    due: Callable[[date], Select[Any]]
    treat: Callable[[list[Any]], object]

    @property
    def months(self) -> int:
        """How many months, here."""
        return int(getattr(current_app.config["SETTINGS"], self.setting)) if self.setting else 0

    @property
    def limit(self) -> date:
        """The day before which rows are due."""
        return clock.today() - relativedelta(months=self.months)

    def count(self) -> int:
        """Count the rows that are due."""
        wanted = self.due(self.limit).order_by(None).subquery()
        return int(db.session.scalar(select(func.count()).select_from(wanted)) or 0)

    def run(self) -> int:
        """Treat every row that is due, batch by batch; count them."""
        done, last = 0, None
        while True:
            found = list(db.session.scalars(self.due(self.limit).limit(BATCH)))
            if not found or found == last:  # a batch that stays due would never end
                return done
            self.treat(found)
            db.session.commit()
            done, last = done + len(found), found
