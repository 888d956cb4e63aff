"""Fair shares of attention: lists made together, so that not all ask for the same places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from matching.querying import Query, survivors

if TYPE_CHECKING:
    from matching.ranker import Ranker
    from matching.words import Match

PENALTY = 0.02


def distribute(ranker: "Ranker", queries: Sequence[Query], k: int) -> dict[str, list["Match"]]:
    """One list per person; each showing makes a mission a little dearer for the next person."""
    columns = ranker.columns_
    shown = np.zeros(len(columns))
    room = np.maximum(columns.places, 1)
    lists = {}
    for query in queries:
        found = survivors(query, columns)
        scores = ranker.scores(query, columns, found)
        shared = np.round(scores - PENALTY * shown[found.rows] / room[found.rows], 6)
        order = np.lexsort((columns.id[found.rows], -shared))[:k]
        shown[found.rows[order]] += 1
        lists[query.profile.id] = [
            ranker.match_at(query, columns, found, int(i), float(scores[i])) for i in order
        ]
    return lists
