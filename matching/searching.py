"""Search by a few words: synonyms and typing errors are met by the lexicon."""

from typing import TYPE_CHECKING

import numpy as np

from matching.answers import packed
from matching.hearing import overlaps

if TYPE_CHECKING:
    from matching.ranker import Ranker


def search(ranker: "Ranker", text: str, k: int) -> list[tuple[str, float]]:
    """Mission ids and scores, best first; nothing when the words mean nothing here."""
    columns = ranker.columns_
    asked = ranker.reader_.query(text)
    if not asked.any() or not len(columns):
        return []
    scores = np.round(overlaps(columns, np.arange(len(columns)), packed([asked]), [0])[0], 6)
    rows = np.flatnonzero(scores > 0.1)
    named = sorted((-float(scores[r]), columns.name(int(r))) for r in rows)
    return [(name, -score) for score, name in named[:k]]
