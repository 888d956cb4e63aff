"""Ranking: the feasible missions of a person, best first, each able to say why."""

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Self, TypeAlias

import numpy as np

from matching import attention, exposure, storing
from matching.columns import Columns, Read, facts, key
from matching.criteria import Scores, parts, total
from matching.embedding import Embedding, of_mission, of_profile
from matching.explaining import explanation
from matching.limits import objections
from matching.near_misses import near_misses
from matching.querying import Query, Survivors, measured, read, survivors
from matching.reading import Reader, reader
from matching.searching import search
from matching.travel import fastest
from matching.words import Explanation, Match, Mission, NearMiss, Objection, Profile

Ranked: TypeAlias = list[Match]


class Ranker:
    """Ranks missions for people.

    Arguments are kept as given; `fit` learns `columns_`, which is replaced and never changed, so
    that any number of threads may rank while another updates.

    >>> from matching import Mission, Profile, Ranker
    >>> ranker = Ranker().fit([Mission("m1", "Atelier couture"), Mission("m2", "Tri de livres")])
    >>> [match.mission_id for match in ranker.rank(Profile(skills=("ourlets, retouches",)))]
    ['m1', 'm2']
    """

    def __init__(
        self,
        weights: dict[str, float] | None = None,
        reader_: Reader | None = None,
        embedding: Embedding | None = None,
    ) -> None:
        self.weights = weights
        self.embedding = embedding
        self.reader_ = reader_ or reader()
        self._read = lru_cache(maxsize=4096)(self._read_profile)
        self.columns_ = Columns.of([])

    def _read_profile(self, profile: Profile) -> Query:
        query = read(profile, self.reader_)
        if self.embedding is None:
            return query
        meaning = of_profile(self.embedding, profile, self.reader_.lexicon)
        return replace(query, meaning=meaning)

    def read(self, profile: Profile | Query) -> Query:
        """Read a profile once; ranking the same one again costs nothing more."""
        return profile if isinstance(profile, Query) else self._read(profile)

    def analyse(self, mission: Mission | Read) -> Read:
        """Read a mission's text once, when it is saved."""
        if not isinstance(mission, Read):
            mission = Read(mission, self.reader_.mission(mission))
        if self.embedding is None:
            return mission if mission.meaning is None else mission._replace(meaning=None)
        if mission.meaning is not None:
            return mission
        return mission._replace(meaning=of_mission(self.embedding, mission.mission))

    def fit(self, missions: Iterable[Mission | Read]) -> Self:
        """Learn a set of missions."""
        rows = {r.mission.id: r for r in map(self.analyse, missions)}
        self.columns_ = Columns.of(list(rows.values()))
        return self

    def update(self, added: Iterable[Mission | Read] = (), removed: Iterable[str] = ()) -> Self:
        """Add, replace and remove missions: equal to a fresh fit on the new set."""
        rows = {r.mission.id: r for r in map(self.analyse, added)}
        gone = set(removed)
        keys = np.array([key(i) for i in gone | set(rows)], np.int64)
        kept = {name: row for name, row in rows.items() if name not in gone}
        self.columns_ = self.columns_.changed(keys, Columns.of(list(kept.values())))
        return self

    def scores(self, query: Query, columns: Columns, found: Survivors) -> Scores:
        """The score of each feasible mission."""
        said, refused = parts(query, columns, found, self.weights or {})
        return total(said, refused, len(found.rows))

    def rank(self, profile: Profile | Query, k: int = 10) -> Ranked:
        """The best feasible missions, best first, ties by id."""
        query, columns = self.read(profile), self.columns_
        found = survivors(query, columns)
        return self._top(query, columns, found, self.scores(query, columns, found), k)

    def _top(
        self, query: Query, columns: Columns, found: Survivors, scores: Scores, k: int
    ) -> Ranked:
        if k <= 0 or not len(scores):
            return []
        floor = np.partition(scores, -k)[-k] if k < len(scores) else -np.inf
        best = np.flatnonzero(scores >= floor)
        names = [name.decode() for name in columns.id[found.rows[best]].tolist()]
        order = sorted(zip((-scores[best]).tolist(), names, best.tolist(), strict=True))[:k]
        at = np.array([i for _, _, i in order])
        return self.matches(query, columns, found.at(at), scores[at])

    def matches(self, query: Query, columns: Columns, found: Survivors, scores: Scores) -> Ranked:
        """Some feasible rows as matches, in their order."""
        lexicon, weights = self.reader_.lexicon, self.weights or {}
        told = partial(explanation, query, columns, lexicon=lexicon, weights=weights)
        names, rows = columns.id[found.rows].tolist(), found.rows.tolist()
        trips = [
            _trip(query, *far)
            for far in zip(found.km.tolist(), found.minutes.tolist(), strict=True)
        ]
        return [
            Match(name.decode(), score, *trip, partial(told, row))
            for name, row, trip, score in zip(names, rows, trips, scores.tolist(), strict=True)
        ]

    def explain(self, profile: Profile, mission_id: str) -> Explanation:
        """Every part of one score, feasible or not."""
        columns = self.columns_
        row = columns.row(mission_id)
        lexicon = self.reader_.lexicon
        return explanation(self.read(profile), columns, row, lexicon, self.weights or {})

    def match(self, profile: Profile, mission_id: str) -> Match:
        """One pair as a match, feasible or not."""
        query, columns = self.read(profile), self.columns_
        found = measured(query, columns, np.array([columns.row(mission_id)]))
        scores = self.scores(query, columns, found)
        return self.matches(query, columns, found, scores)[0]

    def objections(self, profile: Profile, mission_id: str) -> list[Objection]:
        """Each limit that rules a mission out for a person; none when feasible."""
        columns = self.columns_
        return objections(profile, facts(columns, columns.row(mission_id)))

    def near_misses(self, profile: Profile, k: int = 5) -> list[NearMiss]:
        """Missions that one movable limit puts out of reach, and what would help."""
        return near_misses(self, self.read(profile), k)

    def people_for(
        self, mission: Mission | str, profiles: Iterable[Profile], k: int = 10
    ) -> list[tuple[str, Match]]:
        """The people a mission would suit, among these, best first."""
        columns = self.columns_
        alone = Ranker(self.weights, self.reader_, self.embedding)
        if isinstance(mission, str):
            alone.columns_ = columns.take(np.array([columns.row(mission)]))
        else:
            alone.fit([mission])
        found = [(p.id, m) for p in profiles for m in alone.rank(self.read(p), 1)]
        return sorted(found, key=lambda pair: (-pair[1].score, pair[0]))[:k]

    def rank_iter(
        self, profiles: Iterable[Profile | Query], k: int = 10
    ) -> Iterator[tuple[str, Ranked]]:
        """Rank for one person after another, keeping nothing."""
        for profile in profiles:
            query = profile if isinstance(profile, Query) else self._read_profile(profile)
            yield query.profile.id, self.rank(query, k)

    def rank_many(self, profiles: Iterable[Profile | Query], k: int = 10) -> dict[str, Ranked]:
        """Rank for many people at once."""
        return dict(self.rank_iter(profiles, k))

    def distribute(self, profiles: Iterable[Profile | Query], k: int = 10) -> dict[str, Ranked]:
        """Rank for many people, sharing attention over the places left."""
        return exposure.distribute(self, [self.read(p) for p in profiles], k)

    def shares(
        self, lookers: Iterable[tuple[Profile, Collection[str]]], people: int
    ) -> attention.Shares:
        """The price of each mission in live lists, from what this many people would be shown.

        Each comes with the missions they are not to be shown.
        """
        return attention.shares(self, ((self.read(p), gone) for p, gone in lookers), people)

    def search(self, text: str, k: int = 20) -> list[tuple[str, float]]:
        """Missions a few words ask for, typing errors and synonyms included."""
        return search(self, text, k)

    def save(self, folder: Path) -> None:
        """Write the index to a folder, all or nothing."""
        storing.save(self, folder)

    @classmethod
    def load(
        cls,
        folder: Path,
        weights: dict[str, float] | None = None,
        embedding: Embedding | None = None,
    ) -> Self:
        """Open a saved index without reading it all; StaleIndex when it must be made again."""
        columns = storing.load(folder, embedding.name if embedding else "")
        ranker = cls(weights, embedding=embedding)
        ranker.columns_ = columns
        return ranker


def _trip(query: Query, km: float, minutes: float) -> tuple[int | None, str | None]:
    """Whole minutes and by which mode, when known."""
    if not math.isfinite(minutes):
        return None, None
    return round(minutes), fastest(km, query.modes)[1]
