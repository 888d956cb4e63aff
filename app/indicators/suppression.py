"""Hiding small numbers in what leaves the house, so that none of them can be worked out again.

A number of 1 to 4 people is written « < 5 ». Where a total and its other cells are read too,
subtraction would give it back: other cells are then masked, the smallest first, until every hidden
number could still be two different ones at least. Where that is not enough, the whole table is.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LEAST = 5
ROUNDS = 20


class Hidden(StrEnum):
    """What stands in the place of a number."""

    SMALL = "< 5"
    MASKED = "masqué"


Cell = Hashable


@dataclass(frozen=True)
class Table:
    """Cells that add up to a total; with a ``rest`` that is written nowhere, or None without."""

    total: Cell
    cells: tuple[Cell, ...]
    rest: int | None = None


def is_small(value: int) -> bool:
    """Tell whether a number of people is too small to leave."""
    return 0 < value < LEAST


def conceal(
    values: Mapping[Any, int], tables: Iterable[Table], masked: Iterable[Cell] = ()
) -> dict[Any, Hidden]:
    """Say which numbers must be hidden, and how, for none to be worked out.

    ``masked`` are those that must be for a reason from outside.
    """
    hidden: dict[Any, Hidden] = dict.fromkeys(masked, Hidden.MASKED)
    hidden |= {cell: Hidden.SMALL for cell, value in values.items() if is_small(value)}
    known = [t for t in tables if t.cells]
    for _ in range(ROUNDS):
        before = dict(hidden)
        for table in known:
            hidden |= dict.fromkeys(_needed(table, values, hidden), Hidden.MASKED)
        if hidden == before:
            return hidden
    return hidden | dict.fromkeys((cell for t in known for cell in t.cells), Hidden.MASKED)


def _needed(table: Table, values: Mapping[Any, int], hidden: Mapping[Any, Hidden]) -> set[Any]:
    """List what this table must mask besides what is hidden already."""
    secret = {cell for cell in table.cells if cell in hidden}
    if table.total in hidden:
        return _behind_a_hidden_total(table, values, secret)
    if table.rest is not None:
        return set() if secret or not is_small(table.rest) else _least(table, values)
    if len(secret) == len(table.cells) > 1 and Hidden.SMALL not in {hidden[c] for c in secret}:
        return set()
    small = [values[c] for c in secret if hidden[c] == Hidden.SMALL]
    masked = [values[c] for c in secret if hidden[c] == Hidden.MASKED]
    more: set[Any] = set()
    for cell in sorted(table.cells, key=lambda c: (values[c], str(c))):
        if is_safe(small, masked):
            return more
        if cell not in secret and values[cell] >= LEAST:
            masked.append(values[cell])
            more.add(cell)
    return more if is_safe(small, masked) else set(table.cells)


def _behind_a_hidden_total(table: Table, values: Mapping[Any, int], secret: set[Any]) -> set[Any]:
    """Keep a hidden total from being added up again from its cells."""
    return set() if secret or table.rest is not None else _least(table, values)


def _least(table: Table, values: Mapping[Any, int]) -> set[Any]:
    told = [cell for cell in table.cells if values[cell]]
    return {min(told, key=lambda c: (values[c], str(c)))} if told else set()


def is_safe(small: list[int], masked: list[int]) -> bool:
    """Tell whether each hidden number could be another, for who knows what they add up to.

    Who reads knows that a small one is 1 to 4, and a masked one 5 or more.
    """
    if not small and not masked:
        return True
    total, fewest = sum(small) + sum(masked), len(small) + LEAST * len(masked)
    if not masked:
        most = (LEAST - 1) * len(small)
        return len(small) > 1 and fewest < total < most
    room = total - fewest
    if room < 1:
        return False
    return len(masked) > 1 or bool(small)
