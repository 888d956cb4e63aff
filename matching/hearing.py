"""How much each mission answers what a person wants, knows and refuses: where ranking spends most.

Rows are taken a block at a time into memory that each thread keeps, so that nothing large is
asked of the system for each list.
"""

import threading
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.columns import Columns
from matching.querying import Query, Squares, Survivors
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
        self.concepts = np.empty((BLOCK, WIDTH), np.intp)
        self.weights = np.empty((BLOCK, WIDTH), np.float32)
        self.answers = np.empty((BLOCK, WIDTH), np.float32)

    def lay(self, columns: Columns, rows: Rows) -> int:
        """Put some missions on the desk."""
        count = len(rows)
        columns.concepts.take(rows, axis=0, out=self.stored[:count], mode="wrap")
        columns.weights.take(rows, axis=0, out=self.weights[:count], mode="wrap")
        np.copyto(self.concepts[:count], self.stored[:count])
        return count

    def answer(self, wanted: Squares, count: int) -> NDArray[np.float32]:
        """Add up what each mission on the desk holds of some concepts."""
        wanted.take(self.concepts[:count], out=self.answers[:count], mode="wrap")
        return np.asarray(np.einsum("ij,ij->i", self.weights[:count], self.answers[:count]))


DESK = Desk()


def overlaps(columns: Columns, rows: Rows, asked: list[Squares]) -> list[Scores]:
    """How much of each list of concepts each mission holds: small clues add up, never past 1.

    Squares, so that two half clues are worth less than one clear word.
    """
    shared = np.empty((len(asked), len(rows)), np.float32)
    for start in range(0, len(rows), BLOCK):
        count = DESK.lay(columns, rows[start : start + BLOCK])
        for i, wanted in enumerate(asked):
            shared[i, start : start + count] = DESK.answer(wanted, count)
    shared *= -FIRM
    np.exp(shared, out=shared)
    return list(1 - shared.astype(np.float64))


def hear(query: Query, columns: Columns, found: Survivors) -> Heard:
    """Compare a person's words with each mission's, once for all criteria."""
    asked = [squares for squares in query.squares if squares is not None]
    given = iter(overlaps(columns, found.rows, asked))
    return Heard(*(None if squares is None else next(given) for squares in query.squares))
