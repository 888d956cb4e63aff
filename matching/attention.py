"""Fair shares in live lists: prices worked out for everyone at night, taken away list by list.

`distribute` makes all lists together; a live list is made alone, when someone opens their page.
What joins them is a price per mission, the same for everybody and small: a mission asked for
beyond its share of places comes a little lower, and one that would come first too often leaves
the first place to another. A mission published since costs nothing yet, so it is shown more than
others; but it does not take the first place, until its price is known.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from matching.columns import key
from matching.exposure import (
    GRAIN,
    STEP,
    Board,
    Floats,
    Ints,
    best,
    chance,
    look,
    most_firsts,
    settle,
)
from matching.querying import Query
from matching.words import Match

if TYPE_CHECKING:
    from matching.ranker import Ranker

Looker: TypeAlias = tuple[Query, Collection[str]]  # someone, and what they are not shown

TOP = 3  # what people see at once: the places that prices share
FLOOR = 10  # the length of a whole list
TURNS = 80
AIM = 0.8  # of what is allowed, for prices swing around what they aim at
DEAREST_FIRST = 0.4  # among three that suit, which one comes first matters less


@dataclass(frozen=True)
class Attention:
    """What each mission costs, and what it costs to come first, by mission id."""

    shown: Mapping[str, float] = field(default_factory=dict)
    first: Mapping[str, float] = field(default_factory=dict)

    def order(
        self, person: str, matches: Sequence[Match], new: Collection[str] = ()
    ) -> list[Match]:
        """Someone’s missions, best first once each has paid its price; new ones have none yet."""
        keys = np.array([key(m.mission_id) for m in matches], np.int64)
        luck = GRAIN * chance(person, keys)
        worth = [
            m.score - self.shown.get(m.mission_id, 0.0) + float(bit)
            for m, bit in zip(matches, luck, strict=True)
        ]
        places = sorted(range(len(matches)), key=lambda i: (-worth[i], matches[i].mission_id))
        priced = [i for i in places if matches[i].mission_id not in new][:TOP]
        if priced:
            first = max(priced, key=lambda i: worth[i] - self.first.get(matches[i].mission_id, 0.0))
            places.remove(first)
            places.insert(0, first)
        return [matches[i] for i in places]


@dataclass(frozen=True)
class Shares:
    """Prices, and how often each mission is in the first lists made with them."""

    attention: Attention
    counts: Counter[str]


def shares(ranker: "Ranker", lookers: Iterable[Looker], people: int) -> Shares:
    """Work out the price of every mission from what this many people would be shown."""
    columns = ranker.columns_
    board = Board.of(people, len(columns))
    for person, (query, gone) in enumerate(lookers):
        look(board, person, ranker, query, TOP, gone)
    prices = settle(board, columns, TOP)
    rows, worth = best(board, prices, FLOOR)
    places = np.maximum(columns.places, 1).astype(np.float64)
    firsts = _firsts(rows[:, :TOP], worth[:, :TOP], places)
    counts = np.bincount(rows[rows >= 0], minlength=len(columns))
    return Shares(
        Attention(*(_named(ranker, p) for p in (prices[:-1], firsts))),
        Counter({columns.name(int(r)): int(counts[r]) for r in np.flatnonzero(counts)}),
    )


def _named(ranker: "Ranker", prices: Floats) -> dict[str, float]:
    columns = ranker.columns_
    return {columns.name(int(r)): round(float(prices[r]), 4) for r in np.flatnonzero(prices)}


def _firsts(rows: Ints, worth: Floats, places: Floats) -> Floats:
    """What coming first costs, raised on missions that would come first too often."""
    there = rows[:, 0] >= 0
    rows, worth = rows[there], worth[there]
    prices = np.zeros(len(places) + 1)
    if not len(rows):
        return prices[:-1]
    kept = np.where(rows < 0, len(places), rows)
    most = most_firsts(len(rows), places, np.unique(rows[rows >= 0]).tolist())
    for turn in range(TURNS):
        chosen = (worth - prices[kept]).argmax(axis=1)
        first = np.bincount(kept[np.arange(len(kept)), chosen], minlength=len(prices))[:-1]
        excess = np.clip(first / (AIM * most) - 1, -1, 3)
        prices[:-1] = np.clip(prices[:-1] + STEP * excess / (1 + turn / 16), 0, DEAREST_FIRST)
    return prices[:-1]
