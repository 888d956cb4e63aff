"""What each concept answers to a person, wanted, known and refused, carried by one whole number.

Three sums are then made in one pass, and are exact: the same for one mission as for thousands.
Answers are squared first, so that two half clues are worth less than one clear word.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Table: TypeAlias = NDArray[np.int64]

GRAINS = 255  # steps of a concept's weight in a mission
STEPS = 511  # steps of an answer
FIELD = 21  # bits of each sum: sixteen concepts, each the heaviest and the best answered, fit
MASK = (1 << FIELD) - 1


def grains(weights: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Weights between 0 and 1 as they are kept in memory."""
    return np.rint(weights * GRAINS).astype(np.uint8)


def packed(answers: Sequence[NDArray[np.float32]]) -> Table:
    """Up to three answers of each concept, in one number."""
    steps = [np.rint(answer**2 * STEPS).astype(np.int64) << FIELD * i
             for i, answer in enumerate(answers)]  # fmt: skip
    return np.asarray(np.sum(steps, axis=0, dtype=np.int64))


def unpacked(sums: Table, field: int) -> NDArray[np.int64]:
    """One of the sums."""
    return np.asarray((sums >> FIELD * field) & MASK)
