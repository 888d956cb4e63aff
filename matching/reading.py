"""What a text says in concepts: a profile as wishes, knowledge and refusals; a mission as tasks."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.lexicon import Lexicon, french
from matching.polarity import PAST, Stretch, stretches
from matching.spotting import Hit, Spotter
from matching.text import tokens
from matching.words import Mission, Profile

WIDTH = 20  # concepts kept for a mission
FIELDS = (("title", 0.75), ("skills", 0.6), ("description", 0.45))
ECHO = 0.6  # how much a skill shows what one would like, when wishes say little
SPREAD_REFUSAL = 0.55  # kin closer than this are refused too

Vector: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Wants:
    """A person's words as concepts, each between 0 and 1, one cell more than there are concepts."""

    want: Vector
    know: Vector
    averse: Vector
    wished: dict[int, float]
    known: dict[int, float]
    said: dict[int, str]


@dataclass(frozen=True, eq=False)
class Tasks:
    """A mission's text as its strongest concepts; unused places hold the number of concepts."""

    concepts: NDArray[np.int16]
    weights: Vector


class Reader:
    """Reads profiles and missions through a lexicon."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or french()
        self.spotter = Spotter(self.lexicon)

    def profile(self, profile: Profile) -> Wants:
        """What a person wants, knows and refuses."""
        size = len(self.lexicon)
        want, know, averse = (np.zeros(size + 1, np.float32) for _ in range(3))
        said: dict[int, str] = {}
        for label in profile.skills:
            for stretch in stretches(label):
                for hit in self.spotter.spot(stretch.words):
                    self._add(know if stretch.tone > 0 else averse, hit, 1.0)
                    said.setdefault(hit.concept, label.strip())
        for stretch in stretches(profile.wishes):
            self._wish(stretch, want, know, averse)
        return self._settle(want, know, averse, said)

    def _wish(self, stretch: Stretch, want: Vector, know: Vector, averse: Vector) -> None:
        for hit in self.spotter.spot(stretch.words):
            if stretch.tone == PAST:
                self._add(know, hit, 1.0)
            elif stretch.tone > 0:
                self._add(want, hit, stretch.tone)
            else:
                self._add(averse, hit, -stretch.tone)

    def _add(self, vector: Vector, hit: Hit, weight: float) -> None:
        vector[hit.concept] = max(vector[hit.concept], hit.strength * weight)

    def _settle(self, want: Vector, know: Vector, averse: Vector, said: dict[int, str]) -> Wants:
        """Let each concept reach its kin, and refusals prevail over what they touch."""
        lexicon = self.lexicon
        stated = np.maximum(want, know)[:-1]
        spared = (stated[:, None] * lexicon.against).max(axis=0, initial=0)
        sought = (averse[:-1, None] * lexicon.opposite).max(axis=0, initial=0)
        want[:-1] = np.maximum(want[:-1], sought)
        near = np.where(lexicon.kin >= SPREAD_REFUSAL, lexicon.kin, 0)
        refused = np.maximum((averse[:-1, None] * near).max(axis=0, initial=0), spared)
        liked = want[:-1].copy()
        wished, known = _stated(want), _stated(know)
        for vector in (want, know):
            vector[:-1] = (vector[:-1, None] * lexicon.spread).max(axis=0, initial=0)
        averse[:-1] = np.where(refused > liked, refused, 0)
        for vector in (want, know):
            vector[:-1] *= 1 - averse[:-1]
        return Wants(want, know, averse, wished, known, said)

    def mission(self, mission: Mission) -> Tasks:
        """The strongest concepts of a mission's text."""
        weights = np.zeros(len(self.lexicon), np.float32)
        for field, weight in FIELDS:
            value = getattr(mission, field)
            for part in value if isinstance(value, tuple) else (value,):
                self._mention(part, weight, weights)
        return self._strongest(weights)

    def _mention(self, text: str, weight: float, weights: Vector) -> None:
        seen: set[int] = set()
        for stretch in stretches(text):
            if stretch.tone < 0:
                continue
            for hit in self.spotter.spot(stretch.words):
                more = weight * hit.strength * (0.5 if hit.concept in seen else 1)
                seen.add(hit.concept)
                weights[hit.concept] = 1 - (1 - weights[hit.concept]) * (1 - more)

    def _strongest(self, weights: Vector) -> Tasks:
        implied = (weights[:, None] * self.lexicon.means).max(axis=0, initial=0)
        order = np.lexsort((np.arange(len(implied)), -implied))[:WIDTH]
        order = order[implied[order] > 0.05]
        concepts = np.full(WIDTH, self.lexicon.none, np.int16)
        kept = np.zeros(WIDTH, np.float32)
        concepts[: len(order)], kept[: len(order)] = order, np.minimum(implied[order], 0.95)
        return Tasks(concepts, kept)

    def query(self, text: str) -> Vector:
        """What a search text asks for, as concepts."""
        found = np.zeros(len(self.lexicon) + 1, np.float32)
        for hit in self.spotter.spot(tokens(text)):
            self._add(found, hit, 1.0)
        found[:-1] = (found[:-1, None] * self.lexicon.spread).max(axis=0, initial=0)
        return found


def _stated(vector: Vector) -> dict[int, float]:
    return {int(c): float(vector[c]) for c in np.flatnonzero(vector[:-1])}


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of the package's own lexicon."""
    return Reader()
