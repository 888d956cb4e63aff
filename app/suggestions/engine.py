"""Missions for a person, people for a mission: the bridge from rows to ``matching`` and back."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import matching
from app.accounts.models import Account
from app.caseloads.queries import people_of, queue_of
from app.missions.index import current
from app.missions.models import Mission
from app.missions.search import in_order
from app.suggestions import lessons, queries
from app.suggestions.attention import Seen, last_seen
from app.suggestions.models import Answer, Choice
from app.suggestions.weights import ranker
from matching import Match, NearMiss, Objection

TOP = 10
POOL = 60  # missions looked at before what was learned reorders them
Pairs = set[tuple[int, int]]
Source = Callable[[Collection[int]], Pairs]
UNDERWAY: list[Source] = []


@dataclass(frozen=True)
class Suggestion:
    """A mission for someone, and why; ``is_put_forward`` when few people would see it otherwise."""

    mission: Mission
    match: Match
    is_put_forward: bool = False


@dataclass(frozen=True)
class Almost:
    """A mission that one thing puts out of reach, and what would help."""

    mission: Mission
    objection: Objection


@dataclass(frozen=True)
class Candidate:
    """Someone a mission would suit, and why."""

    person: Account
    match: Match


@dataclass(frozen=True)
class Explained:
    """One person and one mission: how they fit, and what stands in the way if anything does."""

    match: Match
    objections: tuple[Objection, ...]


def leave_out(pairs: Source) -> Source:
    """Have a higher concept say which people and missions, by their keys, already go together."""
    if pairs not in UNDERWAY:
        UNDERWAY.append(pairs)
    return pairs


def left_out(volunteer_ids: Collection[int]) -> Pairs:
    """Give the keys of people and missions not to put together: put aside, or underway."""
    aside = queries.dismissed_pairs(volunteer_ids)
    return aside.union(*(pairs(volunteer_ids) for pairs in UNDERWAY))


def is_underway(person: Account, mission: Mission) -> bool:
    """Tell whether this person and this mission are already on the way to each other."""
    pair = (person.id, mission.id)
    return any(pair in pairs([person.id]) for pairs in UNDERWAY)


def read(person: Account) -> matching.Profile:
    """Read someone as ranking does."""
    return queries.asked_by(person, queries.profiles_of([person]).get(person.id))


def for_person(person: Account, k: int = 10) -> list[Suggestion]:
    """Give the best missions for someone, without those they answered already.

    Best first, once missions that too many would see have paid their price.
    """
    asked, choices = read(person), queries.choices_of(person)
    gone = _not_again(person, choices)
    ranked = ranker().rank(asked, POOL + len(gone))
    seen = last_seen()
    kept = [m for m in ranked if int(m.mission_id) not in gone][:POOL]
    shared = seen.prices.order(asked.id, kept, _new(seen)) if seen.prices else kept
    matches = {int(m.mission_id): m for m in shared}
    missions = in_order(list(matches))
    found = [Suggestion(mission, matches[mission.id]) for mission in missions]
    learned = list(lessons.learned(choices, asked).values())
    found.sort(key=lambda s: lessons.comes_after(learned, s.mission, s.match))
    return [*found[: k - 1], *_last(found[k - 1 :], learned, seen)] if k >= TOP else found[:k]


def _new(seen: Seen) -> set[str]:
    """Give the missions published since everyone was looked at."""
    rows = current().rows
    since = seen.at.timestamp() if seen.at else 0.0
    return {str(i) for i in rows["id"][rows["fresh"] > since].tolist()}


def _last(rest: list[Suggestion], learned: list[lessons.Lesson], seen: Seen) -> list[Suggestion]:
    """Give the last place of a full list to the best mission nobody is shown, if there is one.

    It suits this person as all the others do, and nothing they said puts it lower.
    """
    for one in rest[1:]:
        if seen.needs_showing(one.mission) and not lessons.comes_after(
            learned, one.mission, one.match
        ):
            return [replace(one, is_put_forward=True)]
    return rest[:1]


def rank_of(person: Account, mission: Mission) -> int | None:
    """Give the place a mission has in the list this person reads, or nothing when it has none."""
    listed = [suggestion.mission.id for suggestion in for_person(person)]
    return listed.index(mission.id) + 1 if mission.id in listed else None


def has_answered(person: Account) -> bool:
    """Tell whether there was something to propose, and they answered all of it."""
    return bool(_not_again(person, queries.choices_of(person))) and bool(
        current().ranker.rank(read(person), 1)
    )


def _not_again(person: Account, choices: list[Choice]) -> set[int]:
    kept = {c.mission_id for c in choices if c.answer == Answer.SAVED}
    return kept | {mission_id for _person, mission_id in left_out([person.id])}


def nearly(person: Account, k: int = 3) -> list[Almost]:
    """Give missions that one thing would open, with what would help."""
    gone = _not_again(person, queries.choices_of(person))
    misses: dict[int, NearMiss] = {
        int(miss.mission_id): miss for miss in ranker().near_misses(read(person), k + len(gone))
    }
    missions = in_order([i for i in misses if i not in gone][:k])
    return [Almost(mission, misses[mission.id].objection) for mission in missions]


def explain(person: Account, mission: Mission) -> Explained | None:
    """Say how one mission fits one person, or nothing when it is not open."""
    asked, ranks, name = read(person), ranker(), str(mission.id)
    try:
        return Explained(ranks.match(asked, name), tuple(ranks.objections(asked, name)))
    except KeyError:
        return None


def people_for(mission: Mission, referent: Account, k: int = 20) -> list[Candidate]:
    """Give the people of a référent a mission would suit, best first: never anyone else’s."""
    people = {p.id: p for p in [*people_of(referent), *queue_of(referent)]}
    gone = {person for person, mission_id in left_out(list(people)) if mission_id == mission.id}
    profiles = queries.profiles_of(people.values())
    asked = [queries.asked_by(people[i], profiles[i]) for i in people if i in profiles]
    wanted = [profile for profile in asked if int(profile.id) not in gone]
    try:
        found = ranker().people_for(str(mission.id), wanted, k)
    except KeyError:  # not open, or closed a moment ago
        return []
    return [Candidate(people[int(name)], match) for name, match in found]


def alike(mission: Mission, k: int = 3) -> list[Mission]:
    """Give open missions that resemble one that is full or over."""
    words = matching.Profile(
        id=f"like-{mission.id}",
        skills=(mission.title,),
        interests=(mission.domain,) if mission.domain else (),
        lat=mission.lat,
        lon=mission.lon,
        slots=tuple(mission.slots) or None,
    )
    ranker = current().ranker
    found = ranker.rank(words, k + 1) or ranker.rank(matching.Profile(id="any"), k + 1)
    return in_order([int(m.mission_id) for m in found if int(m.mission_id) != mission.id][:k])
