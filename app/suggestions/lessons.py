"""What a « pas pour moi » teaches: similar missions come lower in that person's next lists.

A lesson never hides anything, is told in a sentence under « Mes choix », and goes away with the
choice that gave it. It is about missions, never about the person.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import matching
from app.languages import _
from app.missions.index import ranked
from app.missions.models import Mission
from app.phrases import half_days, listed
from app.suggestions.models import Choice, Reason
from app.vocabulary import Domain, Public
from matching import Match
from matching.limits import trip

NOTHING = _("Cela ne change pas l’ordre des autres missions.")


@dataclass(frozen=True)
class Lesson:
    """One thing learned: what to say about it, and which missions it puts lower."""

    said: str
    puts_lower: Callable[[Mission, Match], bool]


def learned(choices: Iterable[Choice], person: matching.Profile) -> dict[int, Lesson]:
    """Give what each choice teaches, by the key of the choice; some teach nothing."""
    found = {}
    for choice in choices:
        read = READERS.get(choice.reason or "")
        lesson = read(choice.mission, person) if read else None
        if lesson:
            found[choice.id] = lesson
    return found


def comes_after(lessons: Sequence[Lesson], mission: Mission, match: Match) -> bool:
    """Tell whether what was learned puts a mission after the others."""
    return any(lesson.puts_lower(mission, match) for lesson in lessons)


def _too_far(refused: Mission, person: matching.Profile) -> Lesson | None:
    found = trip(person, ranked(refused))
    if found is None:
        return None
    limit = round(found[0])
    said = _("Les missions à %(limit)s minutes ou plus viennent après les autres.", limit=limit)
    return Lesson(said, lambda _mission, match: (match.minutes or 0) >= limit)


def _wrong_days(refused: Mission, _person: matching.Profile) -> Lesson | None:
    days = frozenset(refused.slots)
    if not days or refused.flexible:
        return None
    said = _(
        "Les missions seulement le %(half_days)s viennent après les autres.",
        half_days=half_days(days),
    )
    return Lesson(
        said, lambda m, _match: bool(m.slots) and not m.flexible and days.issuperset(m.slots)
    )


def _not_this_work(refused: Mission, _person: matching.Profile) -> Lesson | None:
    domain = refused.domain
    if not domain:
        return None
    said = _("Les missions « %(said)s » viennent après les autres.", said=Domain.said(domain))
    return Lesson(said, lambda mission, _match: mission.domain == domain)


def _not_these_people(refused: Mission, _person: matching.Profile) -> Lesson | None:
    met = frozenset(refused.publics) - {Public.EVERYONE}
    if not met:
        return None
    words = listed(Public.said(p).lower() for p in sorted(met) if Public.said(p))
    said = _("Les missions avec %(words)s viennent après les autres.", words=words)
    return Lesson(said, lambda mission, _match: bool(met & set(mission.publics)))


READERS: dict[str, Callable[[Mission, matching.Profile], Lesson | None]] = {
    Reason.TOO_FAR: _too_far,
    Reason.WRONG_DAYS: _wrong_days,
    Reason.NOT_THIS_WORK: _not_this_work,
    Reason.NOT_THESE_PEOPLE: _not_these_people,
}
