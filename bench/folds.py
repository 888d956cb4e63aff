"""How much weights could over-fit: tuned on some people or sets, measured on the others.

`python -m bench.folds` prints one JSON line. The list of each person is scored again from the
values of its criteria, with the arithmetic of the ranking.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from bench.quality import sets
from matching import Ranker
from matching.criteria import CRITERIA, PRIOR, REFUSAL
from matching.evaluation import interval, ndcg
from matching.learning import HAND, observed

FOLDS = 10
FACTORS = (0.0, 0.5, 0.75, 1.33, 2.0)
WORTH_IT = 0.002  # what a change must bring on the people tuned on
NAMES = [criterion.name for criterion in CRITERIA]

Weights = dict[str, float]


@dataclass(frozen=True)
class Person:
    """The graded missions of someone, and what each criterion says of them."""

    set: str
    ids: list[str]
    grades: dict[str, int]
    values: np.ndarray
    refused: np.ndarray

    def ndcg(self, weights: Weights) -> float:
        """How good the list made with these weights is."""
        given = np.array([weights[name] for name in NAMES])
        said = ~np.isnan(self.values)
        votes = PRIOR * 0.5 + (np.nan_to_num(self.values) * given).sum(axis=1)
        score = votes / (PRIOR + (said * given).sum(axis=1)) * (1 - REFUSAL * self.refused)
        order = sorted(zip(-np.round(score, 6), self.ids, strict=True))
        return ndcg([name for _, name in order], self.grades) or 0.0


def people() -> list[Person]:
    """Everyone of every set who has something worth proposing."""
    from judged import load

    found = []
    for name, folder in sets().items():
        judged = load(folder)
        ranker = Ranker().fit(judged.missions)
        for profile in judged.profiles:
            grades = judged.grades[profile.id]
            if any(grades.values()):
                found.append(_person(name, ranker, profile, grades))
    return found


def _person(name: str, ranker: Ranker, profile: Any, grades: dict[str, int]) -> Person:
    query, columns = ranker.read(profile), ranker.columns_
    told = [observed(query, columns, columns.row(mission)) for mission in grades]
    values = np.array([[said.get(n, np.nan) for n in NAMES] for said, _ in told])
    return Person(name, list(grades), grades, values, np.array([refused for _, refused in told]))


def tuned(known: Sequence[Person]) -> Weights:
    """Weights that suit these people best, one changed at a time, from the round ones."""
    weights = dict(HAND)
    best = mean(p.ndcg(weights) for p in known)
    for _ in range(2):
        for name in NAMES:
            for factor in FACTORS:
                other = {**weights, name: HAND[name] * factor}
                found = mean(p.ndcg(other) for p in known)
                if found > best + WORTH_IT:
                    weights, best = other, found
    return weights


def apart(groups: dict[Any, list[Person]]) -> dict[str, Any]:
    """Each group measured with weights tuned on all the others."""
    round_, held, seen = [], [], []
    for group in groups.values():
        known = [p for other in groups.values() if other is not group for p in other]
        weights = tuned(known)
        seen.append(mean(p.ndcg(weights) for p in known))
        held += [p.ndcg(weights) for p in group]
        round_ += [p.ndcg(HAND) for p in group]
    return {
        "round weights": round(mean(round_), 4),
        "tuned, on those tuned on": round(mean(seen), 4),
        "tuned, on those held out": round(mean(held), 4),
        "held out, interval": [round(x, 3) for x in interval(held)],
    }


def left_out(everyone: list[Person], name: str) -> dict[str, float]:
    """One set measured with weights tuned on the others."""
    group = [p for p in everyone if p.set == name]
    weights = tuned([p for p in everyone if p.set != name])
    return {
        "round weights": round(mean(p.ndcg(HAND) for p in group), 4),
        "tuned on the others": round(mean(p.ndcg(weights) for p in group), 4),
    }


def main() -> None:
    """Print held-out figures by volunteer and by set."""
    everyone = people()
    shuffled = random.Random(0).sample(everyone, len(everyone))
    folds = {i: shuffled[i::FOLDS] for i in range(FOLDS)}
    answer = {
        "people": len(everyone),
        "by volunteer": apart(folds),
        "by set": {name: left_out(everyone, name) for name in sets()},
        "tuned on all": {name: round(w, 3) for name, w in tuned(everyone).items()},
    }
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
