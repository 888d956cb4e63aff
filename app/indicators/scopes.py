"""Whose rows a figure is made of: a territory, an operator, a référent, a way, a programme."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.indicators.rows import Row

DIMENSIONS = ("territory", "operator", "referent", "pathway", "programme")


@dataclass(frozen=True)
class Scope:
    """What is asked of a row; nothing asked keeps every row."""

    territory: int | None = None
    operator: int | None = None
    referent: int | None = None
    programme: int | None = None
    pathway: str | None = None

    @property
    def narrowed(self) -> frozenset[str]:
        """The dimensions asked for."""
        return frozenset(f.name for f in fields(self) if getattr(self, f.name) is not None)

    def of(self, rows: list[Row]) -> list[Row]:
        """Keep the rows that belong here."""
        for name in self.narrowed:
            wanted = getattr(self, name)
            at = Row._fields.index(name)
            rows = [row for row in rows if row[at] == wanted]
        return rows

    def within(self, **more: Any) -> "Scope":
        """Narrow it further."""
        return replace(self, **more)


EVERYWHERE = Scope()


def grouped(rows: Iterable[Row], dimension: str) -> dict[Any, list[Row]]:
    """Part rows by where they belong; those that belong nowhere come under None."""
    groups: dict[Any, list[Row]] = {}
    for value, run in groupby(rows, itemgetter(Row._fields.index(dimension))):
        groups.setdefault(value, []).extend(run)
    return groups
