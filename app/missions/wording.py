"""Missions by the words of their title, their association and their town, typing errors met."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.text import tokens

LONGEST = 12  # words read in a search
SURE, CORRECTED = 1.0, 0.9


class Words:
    """Which missions hold which words; changed in place, a mission at a time."""

    def __init__(self) -> None:
        self.holding: dict[str, set[int]] = {}
        self.said: dict[int, frozenset[str]] = {}

    def put(self, mission_id: int, texts: Iterable[str]) -> None:
        """Learn, or learn again, the words of a mission."""
        self.drop(mission_id)
        self.learn(mission_id, [t.stem for text in texts for t in tokens(text) if not t.stop])

    def learn(self, mission_id: int, stems: Iterable[str]) -> None:
        """Put a mission whose words are read already."""
        self.said[mission_id] = frozenset(stems)
        for stem in self.said[mission_id]:
            self.holding.setdefault(stem, set()).add(mission_id)

    def drop(self, mission_id: int) -> None:
        """Forget a mission."""
        for stem in self.said.pop(mission_id, frozenset()):
            ids = self.holding[stem]
            ids.discard(mission_id)
            if not ids:
                del self.holding[stem]

    def find(self, text: str) -> dict[int, float]:
        """Give the missions that hold every word of a text, and how surely."""
        wanted = [t for t in tokens(text[:200]) if not t.stop][:LONGEST]
        found: dict[int, float] | None = None
        for token in wanted:
            held = self._holding(token.word, token.stem)
            found = held if found is None else _both(found, held)
        return found or {}

    def _holding(self, word: str, stem: str) -> dict[int, float]:
        """Missions with this word, or else with words that begin so, or else close ones."""
        exact = self.holding.get(stem)
        if exact:
            return dict.fromkeys(exact, SURE)
        vocabulary = list(self.holding)
        near = [w for w in vocabulary if len(word) >= 3 and w.startswith(stem)]
        if not near and len(word) >= 4:
            cutoff = 1 if len(stem) < 7 else 2
            close = process.extract(
                stem, vocabulary, scorer=OSA.distance, score_cutoff=cutoff, limit=5
            )
            near = [name for name, _distance, _place in close]
        found: dict[int, float] = {}
        for name in near:
            found.update(dict.fromkeys(self.holding.get(name, ()), CORRECTED))
        return found


def _both(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    return {i: min(one[i], other[i]) for i in one.keys() & other.keys()}
