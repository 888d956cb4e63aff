"""What a text says in concepts: a profile as wishes, knowledge and refusals; a mission as tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.lexicon import Lexicon, french
from matching.polarity import PAST, stretches
from matching.spotting import Hit, Spotter
from matching.text import tokens
from matching.words import Mission, Profile

WIDTH = 16  # concepts kept for a mission
FIELDS = (("title", 0.75), ("skills", 0.6), ("description", 0.45))
ECHO = 0.6  # how much a skill shows what one would like, when wishes say little
NO_LICENCE = 0.4  # what is left of driving where no licence is asked
SPREAD_REFUSAL = 0.7  # kin closer than this are refused too
SURELY = 0.7  # what surely brings along something refused is less wanted too

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
        want, know, averse, state = (np.zeros(size + 1, np.float32) for _ in range(4))
        said: dict[int, str] = {}
        for label in profile.skills:
            for hit in self.spotter.spot(tokens(self.lexicon.read(label))):
                self._add(state if self.lexicon.concepts[hit.concept].state else know, hit, 1.0)
                said.setdefault(hit.concept, label.strip())
        for tone, hit in self._heard(profile.wishes):
            if self.lexicon.concepts[hit.concept].state:
                state[hit.concept] = 1
            elif tone == PAST:
                self._add(know, hit, 1.0)
            else:
                self._add(want if tone > 0 else averse, hit, abs(tone))
        for concept in np.flatnonzero(state):
            want[concept] = self.lexicon.strengths[concept]
        return self._settle((want, know, averse, state), said)

    def _heard(self, wishes: str) -> Iterator[tuple[float, Hit]]:
        for stretch in stretches(self.lexicon.read(wishes)):
            for hit in self.spotter.spot(stretch.words):
                yield stretch.tone, hit

    def _add(self, vector: Vector, hit: Hit, weight: float) -> None:
        vector[hit.concept] = max(vector[hit.concept], hit.strength * weight)

    def _settle(self, heard: tuple[Vector, Vector, Vector, Vector], said: dict[int, str]) -> Wants:
        """Let each concept reach its kin, and refusals prevail over what they touch."""
        lexicon = self.lexicon
        want, know, averse, state = heard
        stated = np.maximum(want, state)[:-1]
        spared = (stated[:, None] * lexicon.against).max(axis=0, initial=0)
        sought = (averse[:-1, None] * lexicon.opposite).max(axis=0, initial=0)
        want[:-1] = np.maximum(want[:-1], sought)
        near = np.where(lexicon.kin >= SPREAD_REFUSAL, lexicon.kin**2, 0)
        refused = np.maximum((averse[:-1, None] * near).max(axis=0, initial=0), spared)
        liked = want[:-1].copy()
        wished, known = _stated(want), _stated(know)
        for vector in (want, know):
            vector[:-1] = (vector[:-1, None] * lexicon.spread).max(axis=0, initial=0)
        averse[:-1] = np.where(refused > liked, refused, 0)
        brought = (lexicon.means * (averse[:-1] * (lexicon.means >= SURELY))).max(axis=1)
        for vector in (want, know):
            vector[:-1] *= 1 - np.where(liked > averse[:-1], averse[:-1], brought)
        return Wants(want, know, averse, wished, known, said)

    def mission(self, mission: Mission) -> Tasks:
        """The strongest concepts of a mission's text, and those its facts tell."""
        weights = np.zeros(len(self.lexicon), np.float32)
        for concept, weight in told(mission):
            if concept in self.lexicon.index:
                weights[self.lexicon.index[concept]] = weight
        for field, weight in FIELDS:
            value = getattr(mission, field)
            for part in value if isinstance(value, tuple) else (value,):
                self._mention(part, weight, weights)
        if mission.driving_licence is False and "conduite" in self.lexicon.index:
            weights[self.lexicon.index["conduite"]] *= NO_LICENCE
        return self._strongest(weights)

    def _mention(self, text: str, weight: float, weights: Vector) -> None:
        seen: set[int] = set()
        for stretch in stretches(self.lexicon.read(text)):
            if stretch.tone < 0:
                continue
            for hit in self.spotter.spot(stretch.words, careful=True):
                if self.lexicon.concepts[hit.concept].state:
                    continue  # of the people met there, not of what one does
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
        for hit in self.spotter.spot(tokens(self.lexicon.read(text))):
            self._add(found, hit, 1.0)
        found[:-1] = (found[:-1, None] * self.lexicon.spread).max(axis=0, initial=0)
        return found


def told(mission: Mission) -> list[tuple[str, float]]:
    """What the facts of a mission say in concepts."""
    slots = mission.slots or ()
    facts = (
        ("distance", 0.85, mission.remote),
        ("port_charges", 0.85, mission.lifting),
        ("conduite", 0.6, mission.driving_licence),
        ("ponctuel", 0.7, mission.one_off),
        ("soir", 0.7, slots and all(s.endswith("eve") for s in slots)),
    )
    return [(concept, weight) for concept, weight, true in facts if true]


def _stated(vector: Vector) -> dict[int, float]:
    return {int(c): float(vector[c]) for c in np.flatnonzero(vector[:-1])}


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of the package's own lexicon."""
    return Reader()
