"""Weights learned from what people decided, never far from the weights written by hand.

A small logistic model whose coefficients are the very weights of the ranking. It minimises
``Σ log-loss + STRENGTH · ‖w − w₀‖²``, each weight between nothing and ``MOST`` times its hand
weight, by accelerated projected gradient: plain, deterministic, one solution. Each row holds the
criterion values of one decision, how it ended, and how much it counts: nothing of who decided.

>>> row = Row({"near": 0.9, "time": 0.5}, outcome=1.0)
>>> learn([row] * 20, strength=1e9).after["near"]
0.2
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.columns import Columns
from matching.criteria import CRITERIA, REFUSAL, parts
from matching.querying import Query, measured

Floats: TypeAlias = NDArray[np.float64]
Weights: TypeAlias = dict[str, float]

HAND: Weights = {criterion.name: criterion.weight for criterion in CRITERIA}
STRENGTH = 400.0  # about five hundred decisions are needed before they speak as loud as we did
MOST = 2.5  # times its hand weight, at most
NEUTRAL = 0.5  # a value that says nothing, for or against
SCALE, SCALES = 6.0, (1.0, 20.0)
FOLDS = 5
SHARE = 0.05  # of all that is learned, the most that one decider weighs
STEPS = 3000


@dataclass(frozen=True)
class Row:
    """One decision: what each criterion said, how it ended, and how much it counts."""

    values: Mapping[str, float]
    outcome: float
    weight: float = 1.0
    refused: float = 0.0
    fold: int = 0


@dataclass(frozen=True)
class Learned:
    """The weights before and after, and how well each foretells decisions not learned from."""

    before: Weights
    after: Weights
    rows: int
    held_out: "HeldOut | None"


@dataclass(frozen=True)
class HeldOut:
    """Log-loss and share of pairs in the right order, before and after, on rows set apart."""

    loss_before: float
    loss_after: float
    order_before: float
    order_after: float


@dataclass(frozen=True)
class Sample:
    """Rows as arrays; an absent value says nothing."""

    x: Floats
    offset: Floats
    y: Floats
    weight: Floats
    fold: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Sample":
        """Line the rows up, in the order of the criteria."""
        values = [[row.values.get(name, NEUTRAL) for name in HAND] for row in rows]
        refused = np.array([row.refused for row in rows], np.float64)
        return cls(
            x=np.array(values, np.float64).reshape(len(rows), len(HAND)) - NEUTRAL,
            offset=-REFUSAL * refused,
            y=np.clip([row.outcome for row in rows], 0, 1),
            weight=np.array([max(0.0, row.weight) for row in rows], np.float64),
            fold=np.array([row.fold for row in rows], np.intp),
        )

    def take(self, chosen: NDArray[np.bool_]) -> "Sample":
        """Keep some rows."""
        return Sample(
            self.x[chosen], self.offset[chosen], self.y[chosen], self.weight[chosen],
            self.fold[chosen],
        )  # fmt: skip


def learn(rows: Sequence[Row], strength: float = STRENGTH) -> Learned:
    """Learn the weights, and measure them on the fifth of the rows set apart, each in turn."""
    sample = Sample.of(rows)
    learned = _fit(sample, strength)[0] if len(rows) else _hand()
    return Learned(dict(HAND), _named(learned), len(rows), held_out(sample, strength))


def held_out(sample: Sample, strength: float = STRENGTH) -> HeldOut | None:
    """How well hand weights and learned ones foretell rows not learned from."""
    folds = sample.fold % FOLDS
    found = []
    for fold in range(FOLDS):
        apart, known = sample.take(folds == fold), sample.take(folds != fold)
        if apart.weight.sum() and known.weight.sum():
            learned, base, scale = _fit(known, strength)
            losses = [_loss(apart, w, base, scale) for w in (_hand(), learned)]
            orders = [_ordered(apart, w) for w in (_hand(), learned)]
            found.append(([*losses, *orders], float(apart.weight.sum())))
    if not found:
        return None
    whole = np.array([weight for _, weight in found])
    means = whole @ np.array([values for values, _ in found]) / whole.sum()
    return HeldOut(*(round(float(mean), 4) for mean in means))


def _hand() -> Floats:
    return np.array(list(HAND.values()))


def _named(weights: Floats) -> Weights:
    """Keep the sum of the hand weights, so that only what counts more than what changes."""
    whole = float(weights.sum())
    kept = weights * (sum(HAND.values()) / whole) if whole else _hand()
    return {name: round(float(w), 4) for name, w in zip(HAND, kept, strict=True)}


def _fit(sample: Sample, strength: float) -> tuple[Floats, float, float]:
    """The weights, and the two numbers that turn a score into a chance, set on hand weights."""
    hand = _hand()
    score = sample.x @ hand + sample.offset
    line = np.stack([np.ones(len(score)), score], axis=1)
    start = np.array([0.0, SCALE])
    base, scale = _descend(
        Sample(line, np.zeros(len(score)), sample.y, sample.weight), start,
        (np.array([-6.0, SCALES[0]]), np.array([6.0, SCALES[1]])), np.array([0.5, 0.5]),
    )  # fmt: skip
    steep = Sample(scale * sample.x, base + scale * sample.offset, sample.y, sample.weight)
    weights = _descend(
        steep, hand, (np.zeros(len(hand)), MOST * hand), np.full(len(hand), strength)
    )
    return weights, float(base), float(scale)


def _descend(sample: Sample, start: Floats, bounds: tuple[Floats, Floats], ridge: Floats) -> Floats:
    """The one minimum of the log-loss and the ridge towards ``start``, within bounds."""
    curved = sample.x * sample.weight[:, None]
    steep = float(np.linalg.eigvalsh(sample.x.T @ curved)[-1]) if len(sample.y) else 0.0
    step = 1 / (0.25 * max(0.0, steep) + 2 * float(ridge.max()))
    at, ahead, pace = start, start, 1.0
    for _ in range(STEPS):
        chance = _sigmoid(sample.x @ ahead + sample.offset)
        slope = sample.x.T @ (sample.weight * (chance - sample.y)) + 2 * ridge * (ahead - start)
        to = np.clip(ahead - step * slope, *bounds)
        if float(np.abs(to - ahead).max()) < 1e-10:
            return np.asarray(to)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = to + (pace - 1) / faster * (to - at)
        at, pace = to, faster
    return np.asarray(at)


def _sigmoid(z: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -40, 40))))


def _loss(sample: Sample, weights: Floats, base: float, scale: float) -> float:
    z = np.clip(base + scale * (sample.x @ weights + sample.offset), -40, 40)
    each = np.logaddexp(0, z) - sample.y * z
    return float(sample.weight @ each / sample.weight.sum())


def _ordered(sample: Sample, weights: Floats) -> float:
    """The share of pairs, one that went well and one not, put in the right order."""
    scores = np.round(sample.x @ weights + sample.offset, 9)
    good, bad = scores[sample.y > NEUTRAL], np.sort(scores[sample.y < NEUTRAL])
    if not len(good) or not len(bad):
        return 0.5
    below = np.searchsorted(bad, good, "left") + np.searchsorted(bad, good, "right")
    return float(below.mean() / 2 / len(bad))


def capped(weights: Sequence[float], deciders: Sequence[str], most: float = SHARE) -> list[float]:
    """Lower what the busiest deciders weigh, so that none weighs more than a share of the whole.

    With fewer deciders than the share allows, each may weigh as much as the others, no more.
    """
    held: dict[str, float] = {}
    for weight, who in zip(weights, deciders, strict=True):
        held[who] = held.get(who, 0.0) + max(0.0, weight)
    present = [w for w in held.values() if w > 0]
    if not present:
        return [0.0 for _ in weights]
    ceiling = _ceiling(sorted(present), max(most, 1 / len(present)))
    return [
        max(0.0, w) * min(1.0, ceiling / held[d]) if held[d] else 0.0
        for w, d in zip(weights, deciders, strict=True)
    ]


def _ceiling(held: list[float], share: float) -> float:
    """The greatest amount that stays within a share once all above it are lowered to it."""
    below = 0.0
    for lowered, own in zip(range(len(held), 0, -1), held, strict=True):
        room = 1 - share * lowered
        if room > 1e-12 and share * below / room <= own:
            return share * below / room
        below += own
    return held[-1]


def observed(query: Query, columns: Columns, row: int) -> tuple[Weights, float]:
    """What each criterion says of one pair, and how much of it is refused: numbers only."""
    found = measured(query, columns, np.array([row], np.intp))
    said, refused = parts(query, columns, found, {})
    values = {criterion.name: float(value[0]) for criterion, value in said}
    return values, float(refused[0]) if refused is not None else 0.0
