"""Fair shares of attention: lists made together, so that not all ask for the same places.

Three steps. Prices rise on missions asked for beyond their share of places, never by more than
`DEAREST`, so that nobody loses much for the sake of others. Each mission nobody would see is then
shown last to the person who loses least. Firsts, at last, are bounded by places.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.columns import Columns, key
from matching.querying import Query, measured, survivors

if TYPE_CHECKING:
    from matching.ranker import Ranker
    from matching.words import Match

DEPTH = 60  # missions kept for each person
ROUNDS = 16
STEP = 0.01
GRAIN = 0.004  # what tells apart missions that suit someone as well
DEAREST = 0.08
SLACK = 1.3  # shares a mission may take before its price rises
FIRSTS = 3.0  # firsts a place may take, in times the mean
RESCUERS = 6  # people remembered for each mission

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


@dataclass(eq=False)
class Board:
    """Each person's best missions; for each mission, the people who lose least to see it."""

    rows: Ints
    scores: Floats
    rescuers: Ints
    regrets: Floats

    @classmethod
    def of(cls, people: int, missions: int, depth: int = DEPTH) -> Self:
        """Start with nothing known of anyone."""
        return cls(
            rows=np.full((people, depth), -1, np.int64),
            scores=np.full((people, depth), -np.inf),
            rescuers=np.full((missions, RESCUERS), -1, np.int64),
            regrets=np.full((missions, RESCUERS), np.inf),
        )


def distribute(ranker: "Ranker", queries: Sequence[Query], k: int) -> dict[str, list["Match"]]:
    """One list per person, attention shared over the places left."""
    columns = ranker.columns_
    board = Board.of(len(queries), len(columns), max(DEPTH, k))
    for person, query in enumerate(queries):
        look(board, person, ranker, query, k)
    prices = settle(board, columns, k)
    lists = [[int(r) for r in chosen if r >= 0] for chosen in best(board, prices, k)[0]]
    _rescue(board, lists, len(columns))
    places = np.maximum(columns.places, 1).astype(np.float64)
    _bound_firsts(lists, places)
    return {
        query.profile.id: _matches(ranker, columns, query, chosen)
        for query, chosen in zip(queries, lists, strict=True)
    }


def look(
    board: Board, person: int, ranker: "Ranker", query: Query, k: int, gone: Collection[str] = ()
) -> None:
    """Put someone’s best missions on the board, but those they will not be shown."""
    columns = ranker.columns_
    found = survivors(query, columns)
    if gone:
        aside = np.isin(columns.key[found.rows], [key(name) for name in gone])
        found = found.at((~aside).nonzero()[0])
    scores = ranker.scores(query, columns, found)
    scores += GRAIN * chance(query.profile.id, columns.key[found.rows])
    order = np.argsort(-scores, kind="stable")
    kept = order[: board.rows.shape[1]]
    board.rows[person, : len(kept)] = found.rows[kept]
    board.scores[person, : len(kept)] = scores[kept]
    if len(order) > k:
        _remember(board, person, found.rows, float(scores[order[k - 1]]) - scores)


def chance(person: str, keys: NDArray[np.int64]) -> Floats:
    """A number from 0 to 1 for each mission, the same each time, that tells equals apart."""
    mixed = (keys ^ np.int64(key(person))).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return np.asarray((mixed >> np.uint64(40)) / 2.0**24)


def _remember(board: Board, person: int, rows: NDArray[np.intp], regrets: Floats) -> None:
    """Keep this person for the missions they would lose little to see."""
    worst = board.regrets[rows].argmax(axis=1)
    better = regrets < board.regrets[rows, worst]
    board.regrets[rows[better], worst[better]] = regrets[better]
    board.rescuers[rows[better], worst[better]] = person


def settle(board: Board, columns: Columns, k: int) -> Floats:
    """The price of each mission, raised until it is asked for no more than its share."""
    places = np.maximum(columns.places, 1).astype(np.float64)
    seen = np.unique(board.rows[board.rows >= 0])
    asked = np.minimum((board.rows >= 0).sum(axis=1), k).sum()
    share = np.maximum(1.0, SLACK * asked * places / max(1.0, places[seen].sum()))
    prices, kept = np.zeros(len(columns) + 1), np.where(board.rows < 0, len(columns), board.rows)
    for turn in range(ROUNDS):
        values = board.scores - prices[kept]
        top = np.argpartition(-values, k - 1, axis=1)[:, :k]
        shown = np.bincount(np.take_along_axis(kept, top, 1).ravel(), minlength=len(prices))
        excess = np.clip(shown[:-1] / share - 1, -1, 3)
        prices[:-1] = np.clip(prices[:-1] + STEP * excess / (1 + turn / 4), 0, DEAREST)
    return prices


def best(board: Board, prices: Floats, k: int) -> tuple[Ints, Floats]:
    """Each person’s k best rows once prices are taken away, and what they are worth then."""
    values = np.round(board.scores - prices[board.rows], 9)
    order = np.argsort(-values, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(board.rows, order, 1), np.take_along_axis(values, order, 1)


def _rescue(board: Board, lists: list[list[int]], count: int) -> None:
    """Show each mission nobody sees to the person who loses least, once a person."""
    shown = np.bincount([r for chosen in lists for r in chosen], minlength=count)
    spent: set[int] = set()
    known = board.regrets.min(axis=1, initial=np.inf)
    for row in np.argsort(known, kind="stable"):
        if shown[row] or not np.isfinite(known[row]):
            continue
        for slot in np.argsort(board.regrets[row], kind="stable"):
            person = int(board.rescuers[row, slot])
            if person >= 0 and person not in spent and shown[lists[person][-1]] > 1:
                shown[lists[person][-1]] -= 1
                lists[person][-1] = int(row)
                shown[row] += 1
                spent.add(person)
                break


def most_firsts(people: int, places: Floats, seen: Sequence[int]) -> Floats:
    """How many times each mission may come first: some times the mean, by its places."""
    return np.maximum(1.0, FIRSTS * people / max(1.0, float(places[seen].sum())) * places)


def _bound_firsts(lists: list[list[int]], places: Floats) -> None:
    """Put first, in each list, the best mission that has not yet had its share of firsts."""
    seen = {row for chosen in lists for row in chosen}
    if not seen:
        return
    most = most_firsts(len(lists), places, sorted(seen))
    held: dict[int, list[int]] = {row: [] for row in seen}  # who sees each mission first
    for person in sorted(range(len(lists)), key=lambda p: (len(lists[p]), p)):
        if lists[person]:
            _put_first(lists, person, _free(lists[person], held, most), held, most)


def _free(chosen: list[int], held: dict[int, list[int]], most: Floats) -> int | None:
    """The best mission of a list that has not yet had its share of firsts."""
    return next((row for row in chosen if len(held[row]) + 1 <= most[row]), None)


def _put_first(
    lists: list[list[int]], person: int, row: int | None, held: dict[int, list[int]], most: Floats
) -> None:
    """Put a mission first; when all have had their share, one that someone can leave."""
    if row is None:
        row = _left_by_another(lists, person, held, most)
    if row is None:
        row = min(lists[person], key=lambda r: len(held[r]) / most[r])
    lists[person].remove(row)
    lists[person].insert(0, row)
    held[row].append(person)


def _left_by_another(
    lists: list[list[int]], person: int, held: dict[int, list[int]], most: Floats
) -> int | None:
    for row in lists[person]:
        for other in held[row]:
            free = _free(lists[other], held, most)
            if free is not None:
                held[row].remove(other)
                _put_first(lists, other, free, held, most)
                return row
    return None


def _matches(ranker: "Ranker", columns: Columns, query: Query, chosen: list[int]) -> list["Match"]:
    found = measured(query, columns, np.array(chosen, np.intp))
    scores = ranker.scores(query, columns, found)
    return ranker.matches(query, columns, found, scores)
