"""Missions for a person, best first, each saying why; plain Python, no web, no database.

>>> from matching import Mission, Profile, Ranker
>>> ranker = Ranker().fit([
...     Mission("m1", "Atelier couture du mardi", slots=("tue-am",)),
...     Mission("m2", "Accueil au stade", slots=("sun-pm",)),
... ])
>>> anna = Profile("anna", skills=("je couds des ourlets",), slots=("tue-am", "wed-am"))
>>> [match.mission_id for match in ranker.rank(anna, k=10)]
['m1']
>>> [objection.limit for objection in ranker.objections(anna, "m2")]
['slots']

The other questions: `ranker.people_for(mission, profiles)` (who, among these), `near_misses`
(one movable limit away), `search(text)` (a few words, with typing errors and synonyms: mission
ids and scores), `distribute` (attention shared over places), `update(added=, removed=)`, `save`
and `load`. A match says `reasons` (`.because` to the person, `.for_association` with nothing
private) and `cautions` (`.because` and `.remedy`). Unknown facts are None: they never rule
anything out.
"""

from matching.ranker import Ranker
from matching.storing import StaleIndex
from matching.words import (
    Caution,
    Explanation,
    Match,
    Mission,
    NearMiss,
    Objection,
    Profile,
    Reason,
)

__all__ = [
    "Caution",
    "Explanation",
    "Match",
    "Mission",
    "NearMiss",
    "Objection",
    "Profile",
    "Ranker",
    "Reason",
    "StaleIndex",
]
