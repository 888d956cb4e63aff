"""Attention shared over places, against each person's own best: everyone at once, or live."""

import time
from collections import Counter
from collections.abc import Collection
from typing import Any

import numpy as np

from bench import world
from bench.rankers import ranker_of
from matching import Ranker, attention
from matching.evaluation import dcg, gini
from matching.querying import read, survivors

POOL = 60  # missions a live list is made from


def _ndcg(lists: dict[str, list[Any]], ideal: dict[str, list[Any]]) -> float:
    """How much of the personal lists' worth is kept, position by position."""
    kept = []
    for person, best in ideal.items():
        whole = dcg([m.score for m in best])
        if whole:
            kept.append(dcg([m.score for m in lists[person]]) / whole)
    return float(np.mean(kept))


def shares(people: int, count: int, k: int) -> dict[str, Any]:
    """Attention shared over places, together or list by list, against each person's own best."""
    ranker, _ = ranker_of(count)
    given = [read(p, ranker.reader_) for p in world.profiles(people)]
    feasible: set[int] = set()
    for query in given:
        feasible.update(survivors(query, ranker.columns_).rows.tolist())
    pools = ranker.rank_many(given, POOL)
    own = {person: found[:k] for person, found in pools.items()}
    started = time.perf_counter()
    fair = ranker.distribute(given, k)
    spent = time.perf_counter() - started
    new = set(_new(ranker))
    started = time.perf_counter()
    nightly = attention.shares(_without(ranker, new), ((q, ()) for q in given), people)
    answer: dict[str, Any] = {"people": people, "missions": count, "k": k, "seconds": spent}
    answer["prices_seconds"] = time.perf_counter() - started
    places = {ranker.columns_.name(i): max(1, int(ranker.columns_.places[i])) for i in feasible}
    unseen = set(places) - set(nightly.counts)
    live = {
        person: shown_to(nightly.attention.order(person, found, new), unseen, k)
        for person, found in pools.items()
    }
    mean = people / sum(places.values())
    for label, lists in (("own", own), ("shared", fair), ("live", live)):
        shown = Counter(m.mission_id for found in lists.values() for m in found)
        first = Counter(found[0].mission_id for found in lists.values() if found)
        answer[f"{label}_coverage"] = len(shown) / len(feasible)
        answer[f"{label}_gini"] = gini([shown.get(n, 0) for n in places])
        answer[f"{label}_firsts_in_times_the_mean"] = (
            max(first[n] / places[n] for n in first) / mean
        )
        answer[f"{label}_kept"] = _ndcg(lists, own)
    answer["new_missions"] = len(new & set(places)) / len(places)
    answer["live_new_attention"] = _attention(live, new)
    answer["own_new_attention"] = _attention(own, new)
    return answer


def _new(ranker: Ranker) -> list[str]:
    """One mission in twenty: published since the prices of the night."""
    columns = ranker.columns_
    return sorted(columns.name(row) for row in range(len(columns)))[::20]


def _without(ranker: Ranker, gone: Collection[str]) -> Ranker:
    before = Ranker()
    before.columns_ = ranker.columns_
    return before.update(removed=gone)


def _attention(lists: dict[str, list[Any]], of: Collection[str]) -> float:
    """The share of all that is shown that these missions have."""
    shown = Counter(m.mission_id for found in lists.values() for m in found)
    return sum(shown[name] for name in of) / max(1, shown.total())


def shown_to(found: list[Any], unseen: set[str], k: int) -> list[Any]:
    """A live list: its last place, when it is whole, goes to a mission nobody sees."""
    if k < attention.FLOOR:
        return found[:k]
    put_forward = [m for m in found[k - 1 :] if m.mission_id in unseen]
    return [*found[: k - 1], *(put_forward or found[k - 1 :])[:1]]
