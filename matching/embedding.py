"""A sentence-embedding model that a deployer has: an extra criterion, absent unless one is given.

Any object with a `name` and an `encode` will do; nothing is downloaded, nothing is imported before
it is named. Texts are encoded one at a time, so that a mission's vector never depends on its
neighbours and an update still equals a fresh fit.
"""

from importlib import import_module
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.lexicon import Lexicon
from matching.polarity import stretches
from matching.words import Mission, Profile

Meaning: TypeAlias = NDArray[np.float16]


class Embedding(Protocol):
    """What ranking asks of a model: the same text always gives the same row."""

    @property
    def name(self) -> str:
        """The model and its version: an index made with another is made again."""

    def encode(self, texts: list[str]) -> NDArray[Any]:
        """Give one row per text."""


def named(path: str) -> Embedding | None:
    """Make the embedding a setting names as « module:callable », or none when it is empty."""
    if not path:
        return None
    module, _, name = path.partition(":")
    made: Embedding = getattr(import_module(module), name)()
    return made


def of_mission(embedding: Embedding, mission: Mission) -> Meaning:
    """Encode what a mission says."""
    said = [mission.title, *mission.skills, mission.description]
    return _unit(embedding, ". ".join(filter(None, said)))


def of_profile(embedding: Embedding, profile: Profile, lexicon: Lexicon) -> Meaning | None:
    """Encode what a person knows and wants; what they refuse is left out, or it would attract."""
    heard = stretches(lexicon.read(profile.wishes))
    wanted = [" ".join(token.word for token in s.words) for s in heard if s.tone > 0]
    said = ". ".join(filter(None, (*profile.skills, *wanted)))
    return _unit(embedding, said) if said else None


def nearness(meanings: Meaning, asked: Meaning) -> NDArray[np.float64]:
    """Cosines, never below 0; row by row, so that one row gives what many give."""
    cosines = np.einsum("ij,j->i", meanings.astype(np.float32), asked.astype(np.float32))
    return np.asarray(np.clip(cosines.astype(np.float64), 0, 1))


def _unit(embedding: Embedding, text: str) -> Meaning:
    rows = np.asarray(embedding.encode([text]), np.float64)
    if rows.ndim != 2 or len(rows) != 1 or not np.isfinite(rows).all():
        raise ValueError(f"{embedding.name}: one row of finite numbers per text is expected.")
    length = float(np.linalg.norm(rows[0]))
    return np.asarray(rows[0] / (length or 1), np.float16)
