"""The lexicon: everyday French words gathered into concepts, in files anyone can read and correct.

Each `*.toml` beside this one holds concepts: `label` (a noun phrase), `here` (what people do in
such a mission), `words` (how people say it, separated by commas; a final `?` marks a weak clue,
an initial `=` an exact form), `means` (what it brings with it, one way), `near` (kin, both
ways), `against` (what such a person had better be spared), `opposite` (what someone who refuses
it looks for), `domains`, `rome`, `state` (true of someone however it is said), `private` (never
told to an association).
"""

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.text import light, plain, tokens

HERE = Path(__file__).parent
WEAK = 0.5
KIN = 0.35  # closer, two concepts may share a word without harm
AMBIGUITY = 0.4
DETERMINERS = frozenset(("le", "la", "les", "l", "un", "une", "des", "du", "de", "d"))
NEGATIONS = ("pas ", "sans ", "plus ", "jamais ", "rien ")


@dataclass(frozen=True)
class Concept:
    """One thing people do, know, meet, wish or avoid."""

    name: str
    label: str
    here: str = ""
    words: str = ""
    strength: float = 1.0
    means: dict[str, float] = field(default_factory=dict)
    near: dict[str, float] = field(default_factory=dict)
    against: dict[str, float] = field(default_factory=dict)
    opposite: dict[str, float] = field(default_factory=dict)
    domains: tuple[str, ...] = ()
    rome: tuple[str, ...] = ()
    state: bool = False
    private: bool = False


@dataclass(frozen=True)
class Entry:
    """One way of saying a concept: its content stems, and how clear a clue it is."""

    stems: tuple[str, ...]
    concept: int
    strength: float
    exact: str = ""
    word: str = ""
    phrase: tuple[str, ...] = ()


class Lexicon:
    """The concepts, their ways of being said, and how far one spreads to another."""

    def __init__(self, concepts: list[Concept]) -> None:
        self.concepts = concepts
        self.index = {concept.name: i for i, concept in enumerate(concepts)}
        self.entries: dict[str, list[Entry]] = {}
        self.surface: dict[str, str] = {}
        self.glued: dict[str, str] = {}
        for i, concept in enumerate(concepts):
            for said in concept.words.split(","):
                self._learn(said.strip(), i)
        size = len(concepts)
        self.strengths = np.array([c.strength for c in concepts], dtype=np.float32)
        self.means = _closure(self._links("means"))
        self.kin = self._kin()
        self.spread = _compose(self.means, self.kin)
        self.against = self._links("against", diagonal=0.0)
        self.opposite = self._links("opposite", diagonal=0.0)
        self.none = size
        self._share()
        longest_first = sorted(self.glued, key=len, reverse=True)
        self._glues = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b")

    def __len__(self) -> int:
        return len(self.concepts)

    def _learn(self, said: str, concept: int) -> None:
        strength = WEAK if said.endswith("?") else 1.0
        said = self._glue(said.rstrip("?"))
        exact = plain(said[1:]) if said.startswith("=") else ""
        every = tokens(said)
        found = [t for t in every if not t.stop]
        if not found:
            return
        alone = len(found) == 1
        whole = tuple(t.word for t in every if t.word not in DETERMINERS)
        entry = Entry(
            stems=tuple(t.stem for t in found),
            concept=concept,
            strength=strength,
            exact=exact,
            word=light(found[0].word) if alone else "",
            phrase=whole if alone and len(whole) > 1 else (),
        )
        known = self.entries.setdefault(entry.stems[0], [])
        if entry not in known:
            known.append(entry)
        self.surface.update({t.word: t.stem for t in found if len(t.word) > 3})

    def stems(self) -> dict[str, str]:
        """Each word of the lexicon and its stem."""
        return {t.word: t.stem for c in self.concepts for t in tokens(c.words)}

    def _glue(self, said: str) -> str:
        """Keep as one word what begins with a negation, for it is no refusal: « sans stress »."""
        simple = plain(said)
        if not simple.startswith(NEGATIONS) and any(not t.stop for t in tokens(simple)):
            return simple
        self.glued[simple] = simple.replace(" ", "").replace("'", "")
        return self.glued[simple]

    def read(self, text: str) -> str:
        """A text made plain, its set negative phrases kept as one word."""
        simple = plain(text)
        if self._glues.search(simple):
            return self._glues.sub(lambda m: self.glued[m.group()], simple)
        return simple

    def _share(self) -> None:
        """A word claimed by several concepts that are no kin is a weaker clue for each."""
        for stem, entries in self.entries.items():
            claims: dict[tuple[tuple[str, ...], str], set[int]] = {}
            for e in entries:
                claims.setdefault((e.stems, e.word), set()).add(e.concept)
            self.entries[stem] = [
                replace(e, strength=e.strength * self._alone(e, claims[e.stems, e.word]))
                for e in entries
            ]

    def _alone(self, entry: Entry, claimed: set[int]) -> float:
        strangers = sum(float(self.spread[c, entry.concept]) < KIN for c in claimed)
        return float((1 + strangers) ** -AMBIGUITY)

    def _links(self, kind: str, diagonal: float = 1.0) -> NDArray[np.float32]:
        links = np.eye(len(self.concepts), dtype=np.float32) * np.float32(diagonal)
        for i, concept in enumerate(self.concepts):
            for other, weight in getattr(concept, kind).items():
                links[i, self.index[other]] = weight
        return links

    def _kin(self) -> NDArray[np.float32]:
        kin = self._links("near")
        return np.asarray(np.maximum(kin, kin.T))


def _compose(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    """Best product of weights over one intermediate concept."""
    best = np.zeros_like(a)
    for i in range(len(a)):
        through = np.flatnonzero(a[i])
        best[i] = (a[i, through, None] * b[through]).max(axis=0)
    return best


def _closure(links: NDArray[np.float32]) -> NDArray[np.float32]:
    """Links followed up to four steps."""
    twice = _compose(links, links)
    return _compose(twice, twice)


def _concept(name: str, row: dict[str, object]) -> Concept:
    listed = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Concept(name, **listed)  # type: ignore[arg-type]


def read(folder: Path = HERE) -> list[Concept]:
    """Read every concept of a folder, files in order of name."""
    concepts = []
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        concepts += [_concept(name, row) for name, row in rows.items()]
    return concepts


@lru_cache(maxsize=1)
def french() -> Lexicon:
    """The lexicon of the package, read once."""
    return Lexicon(read())
