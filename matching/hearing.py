"""How much each mission answers what a person wants, knows and refuses: where ranking spends most.

Rows are taken a block at a time into memory that each thread keeps, so that nothing large is
asked of the system for each list.
"""

import threading
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import GRAINS, STEPS, Table, unpacked
from matching.columns import Columns
from matching.querying import Query, Survivors
from matching.reading import WIDTH

Scores: TypeAlias = NDArray[np.float64]
Rows: TypeAlias = NDArray[np.intp]

FIRM = 1.7  # one clear word is worth four fifths
BLOCK = 4096  # rows at a time


class Heard(NamedTuple):
    """How much of each mission answers what a person wants, knows and refuses."""

    liked: Scores | None
    able: Scores | None
    refused: Scores | None


class Desk(threading.local):
    """What one thread works on: the concepts of some missions, their weights, what they answer."""

    def __init__(self) -> None:
        self.stored = np.empty((BLOCK, WIDTH), np.int16)
        self.held = np.empty((BLOCK, WIDTH), np.uint8)
        self.concepts = np.empty((BLOCK, WIDTH), np.intp)
        self.weights = np.empty((BLOCK, WIDTH), np.int64)
        self.answers = np.empty((BLOCK, WIDTH), np.int64)

    def sums(self, columns: Columns, rows: Rows, table: Table) -> Table:
        """What some missions answer, all answers at once."""
        count = len(rows)
        columns.concepts.take(rows, axis=0, out=self.stored[:count], mode="wrap")
        columns.weights.take(rows, axis=0, out=self.held[:count], mode="wrap")
        np.copyto(self.concepts[:count], self.stored[:count])
        np.copyto(self.weights[:count], self.held[:count])
        table.take(self.concepts[:count], out=self.answers[:count], mode="wrap")
        return np.asarray(np.einsum("ij,ij->i", self.weights[:count], self.answers[:count]))


DESK = Desk()


def overlaps(columns: Columns, rows: Rows, table: Table, fields: Sequence[int]) -> list[Scores]:
    """How much of each answer each mission holds: small clues add up, never past 1."""
    shared = np.empty((len(fields), len(rows)), np.float32)
    for start in range(0, len(rows), BLOCK):
        sums = DESK.sums(columns, rows[start : start + BLOCK], table)
        for i, field in enumerate(fields):
            shared[i, start : start + len(sums)] = unpacked(sums, field)
    shared *= -FIRM / (GRAINS * STEPS)
    np.exp(shared, out=shared)
    return list(1 - shared.astype(np.float64))


def hear(query: Query, columns: Columns, found: Survivors) -> Heard:
    """Compare a person's words with each mission's, once for all criteria."""
    if not query.heard:
        return Heard(None, None, None)
    given = overlaps(columns, found.rows, query.answers, query.heard)
    said = dict(zip(query.heard, given, strict=True))
    return Heard(said.get(0), said.get(1), said.get(2))
