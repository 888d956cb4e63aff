"""Chance with a seed, days counted from today, and rows written by the thousand."""

import random
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast

from sqlalchemy import Table, func, insert, select, text

from app import clock
from app.extensions import Model, db

Thing = TypeVar("Thing")
YEARS = 5
AT_ONCE = 5_000


class Dice(random.Random):
    """What happens by chance, the same for the same day, and the rows it makes."""

    def __init__(self, scale: float = 1.0, seed: int = 2026) -> None:
        super().__init__(seed)
        self.scale = scale
        self.now = clock.now().replace(minute=0, second=0, microsecond=0)
        self.today = clock.today()
        self.begins = self.today - timedelta(days=365 * YEARS)
        self.rows: dict[Table, list[dict[str, Any]]] = {}
        self.last: dict[Table, int] = {}

    def count(self, full: int) -> int:
        """Give that number at the scale asked, and at least one."""
        return max(1, round(full * self.scale))

    def token(self) -> str:
        """Give an identifier for an address."""
        return urlsafe_b64encode(self.randbytes(16)).decode().rstrip("=")

    def chance(self, share: float) -> bool:
        """Happen in that share of cases."""
        return self.random() < share

    def weighed(self, things: Sequence[tuple[Thing, float]]) -> Thing:
        """Choose one thing, each by its weight."""
        return self.choices([t for t, _ in things], weights=[w for _, w in things])[0]

    def day_between(self, first: date, last: date) -> date:
        """Choose a day, both included; the first when there is no other."""
        return first + timedelta(days=self.randint(0, max(0, (last - first).days)))

    def at(self, day: date, hour: int | None = None) -> datetime:
        """Give an hour of that day, before now when the day is not to come."""
        moment = clock.from_paris(day, hour or self.randint(9, 17))
        return moment if day > self.today else min(moment, self.now)

    def put(self, model: type[Model], **values: Any) -> int:
        """Keep a row to write, and give the key it will have."""
        table = cast(Table, model.__table__)
        if table not in self.last:
            self.last[table] = db.session.scalar(select(func.max(table.c.id))) or 0
        self.last[table] += 1
        if "token" in table.c:
            values.setdefault("token", self.token())
        self.link(table, id=self.last[table], **values)
        return self.last[table]

    def link(self, table: Table, **values: Any) -> None:
        """Keep a row of a table without a key of its own."""
        self.rows.setdefault(table, []).append(values)

    def write(self) -> dict[str, int]:
        """Write every row, tables in the order of their keys, and tell how many of each."""
        for table in db.metadata.sorted_tables:
            rows = self.rows.get(table, [])
            _complete(table, rows)
            for start in range(0, len(rows), AT_ONCE):
                db.session.execute(insert(table), rows[start : start + AT_ONCE])
        if db.engine.dialect.name == "postgresql":
            self._continue_sequences()
        db.session.execute(text("ANALYZE"))
        return {table.name: len(rows) for table, rows in self.rows.items()}

    def _continue_sequences(self) -> None:
        after = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
        for table, last in self.last.items():
            db.session.execute(after, {"name": table.name, "last": last})


def _complete(table: Table, rows: list[dict[str, Any]]) -> None:
    """Give every row the same columns, each with its usual value where nothing was said."""
    names = {name for row in rows for name in row}
    for name in sorted(names):
        default = table.c[name].default
        usual = getattr(default, "arg", None)
        for row in rows:
            if name not in row:
                row[name] = usual(None) if callable(usual) else usual
