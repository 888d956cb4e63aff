"""Weights learned from what référents and people decided: small, pulled to the hand-made ones.

A decision is the parts of one explanation and what became of the match. Nothing else is read: who
the person is cannot enter. The weights learned are a handful of numbers in a file; leaving the file
out is the way back.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.criteria import CRITERIA
from matching.words import Explanation

NAMES = tuple(criterion.name for criterion in CRITERIA)
HAND_MADE = np.array([criterion.weight for criterion in CRITERIA])
FEW = 50  # decisions below which nothing is learned
PULL = 0.15  # how strongly weights are pulled back to the hand-made ones
STEPS, STRIDE, SHARP = 400, 0.5, 4.0

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Decision:
    """The parts of a match, whether it went on, and how much this kind of answer counts."""

    parts: tuple[tuple[str, float], ...]
    kept: bool
    count: float = 1.0

    @classmethod
    def of(cls, told: Explanation, *, kept: bool, count: float = 1.0) -> Self:
        """Remember a decision about one explained match."""
        parts = tuple((name, value) for name, value, _ in told.parts if name in NAMES)
        return cls(parts, kept, count)


@dataclass(frozen=True)
class Lesson:
    """Weights learned, from how many decisions, and how well each predicts those set apart."""

    version: int
    weights: dict[str, float]
    decisions: int
    before: float
    after: float

    @property
    def better(self) -> bool:
        """Whether the weights learned order the decisions set apart better than the hand-made."""
        return self.after > self.before

    def save(self, path: Path) -> None:
        """Write the lesson to a file anyone can read."""
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a lesson back."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def learn(decisions: Iterable[Decision], version: int = 1) -> Lesson:
    """Adjust the weights on four decisions in five, and compare on the fifth."""
    known = list(decisions)
    hand_made = dict(zip(NAMES, HAND_MADE.tolist(), strict=True))
    if len(known) < FEW:
        return Lesson(version, hand_made, len(known), 0.0, 0.0)
    apart, kept = known[::5], [d for i, d in enumerate(known) if i % 5]
    learned = _fit(*_table(kept))
    weights = dict(zip(NAMES, (round(float(w), 4) for w in learned), strict=True))
    before, after = _ordered(apart, HAND_MADE), _ordered(apart, learned)
    return Lesson(version, weights, len(known), before, after)


def _table(decisions: Sequence[Decision]) -> tuple[Floats, Floats, Floats]:
    """Parts as numbers, a missing one neutral; outcomes; counts."""
    parts = np.full((len(decisions), len(NAMES)), 0.5)
    for i, decision in enumerate(decisions):
        for name, value in decision.parts:
            parts[i, NAMES.index(name)] = value
    kept = np.array([float(d.kept) for d in decisions])
    return parts - 0.5, kept, np.array([d.count for d in decisions])


def _fit(parts: Floats, kept: Floats, counts: Floats) -> Floats:
    """Logistic regression, never negative, pulled towards the hand-made weights."""
    weights, level = HAND_MADE.copy(), 0.0
    total = counts.sum()
    pull = PULL * FEW / max(float(len(kept)), 1.0) + PULL
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-(SHARP * parts @ weights + level)))
        wrong = counts * (sure - kept) / total
        slope = SHARP * parts.T @ wrong + pull * (weights - HAND_MADE)
        weights = np.maximum(weights - STRIDE * slope, 0)
        level -= STRIDE * float(wrong.sum())
    return np.asarray(weights)


def _ordered(decisions: Sequence[Decision], weights: Floats) -> float:
    """The share of pairs, one kept and one not, that the weights put in the right order."""
    parts, kept, _ = _table(decisions)
    scores = parts @ weights
    good, bad = scores[kept > 0.5], scores[kept < 0.5]
    if not len(good) or not len(bad):
        return 0.5
    return float(np.mean((good[:, None] > bad) + 0.5 * (good[:, None] == bad)))
