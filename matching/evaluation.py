"""How good rankings are on judged pairs: the shares of what a référent would propose first."""

import math
import random
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import TypeAlias

Rankings: TypeAlias = Mapping[str, Sequence[str]]
Grades: TypeAlias = Mapping[str, Mapping[str, int]]


def dcg(grades: Sequence[int]) -> float:
    """Gain of a list of grades, discounted by rank."""
    return float(sum((2**g - 1) / math.log2(i + 2) for i, g in enumerate(grades)))


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], k: int = 10) -> float | None:
    """Gain of a ranking over the best possible one; None when nothing is worth proposing."""
    ideal = dcg(sorted(grades.values(), reverse=True)[:k])
    if ideal == 0:
        return None
    return dcg([grades.get(mission, 0) for mission in ranking[:k]]) / ideal


def each(
    rankings: Rankings, grades: Grades, set_aside: Rankings | None = None, k: int = 10
) -> dict[str, float]:
    """The ndcg of each person."""
    found = {}
    for person, judged in grades.items():
        skip = set((set_aside or {}).get(person, ()))
        kept = [m for m in dict.fromkeys(rankings.get(person, ())) if m not in skip]
        value = ndcg(kept, judged, k)
        if value is not None:
            found[person] = value
    return found


def evaluate(
    rankings: Rankings, grades: Grades, set_aside: Rankings | None = None, k: int = 10
) -> dict[str, float]:
    """Mean ndcg, its interval over people, recall of the best, share of unjudged missions."""
    values = each(rankings, grades, set_aside, k)
    low, high = interval(list(values.values()))
    recalls, shown, wrong = [], 0, 0
    for person, judged in grades.items():
        skip = set((set_aside or {}).get(person, ()))
        top = [m for m in dict.fromkeys(rankings.get(person, ())) if m not in skip][:k]
        shown, wrong = shown + len(top), wrong + sum(m not in judged for m in top)
        best = {m for m, g in judged.items() if g == 3}
        if best:
            recalls.append(len(best & set(top)) / len(best))
    return {
        f"ndcg@{k}": mean(values.values()) if values else 0.0,
        "low": low,
        "high": high,
        f"recall@{k}": mean(recalls) if recalls else 0.0,
        "violations": wrong / shown if shown else 0.0,
        "people": float(len(values)),
    }


def interval(values: Sequence[float], draws: int = 2000, seed: int = 0) -> tuple[float, float]:
    """A 95 % bootstrap interval of the mean."""
    if not values:
        return 0.0, 0.0
    dice = random.Random(seed)  # noqa: S311
    means = sorted(mean(dice.choices(values, k=len(values))) for _ in range(draws))
    return means[int(draws * 0.025)], means[int(draws * 0.975)]


def never_shown(rankings: Rankings, missions: Sequence[str]) -> list[str]:
    """The missions in nobody's list."""
    shown = {mission for ranking in rankings.values() for mission in ranking}
    return sorted(set(missions) - shown)


def gini(counts: Sequence[float]) -> float:
    """How unequal attention is: 0 when the same for all, near 1 when one has it all."""
    ordered = sorted(counts)
    whole = sum(ordered)
    if not whole:
        return 0.0
    weighted = sum((i + 1) * c for i, c in enumerate(ordered))
    return 2 * weighted / (len(ordered) * whole) - (len(ordered) + 1) / len(ordered)
