"""Judged sets: missions, people, and grades from 0 to 3 given by reading each feasible pair."""

import json
from pathlib import Path
from typing import NamedTuple

from matching import Mission, Profile, Ranker
from matching.evaluation import evaluate

OWN = Path(__file__).parent / "judged"


class Judged(NamedTuple):
    """A set and its grades."""

    missions: list
    profiles: list
    grades: dict
    borderline: dict


def load(folder=OWN):
    """Read a set from its folder."""

    def rows(name):
        return json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))

    return Judged(
        [Mission.from_dict(row) for row in rows("missions")],
        [Profile.from_dict(row) for row in rows("volunteers")],
        rows("judgments"),
        rows("borderline"),
    )


def measure(judged, ranker=None):
    """Rank a set and score it."""
    ranker = ranker or Ranker().fit(judged.missions)
    lists = ranker.rank_iter(judged.profiles, len(judged.missions))
    rankings = {person: [m.mission_id for m in matches] for person, matches in lists}
    return evaluate(rankings, judged.grades, judged.borderline), rankings
