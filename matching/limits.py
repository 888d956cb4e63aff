"""What makes a mission impossible for a person, each limit saying why; unknown never does."""

from collections.abc import Callable
from typing import TypeAlias

from matching.phrases import either, phrase
from matching.travel import distance_km, fastest, say_minutes
from matching.words import LEVELS, SLOTS, Mission, Objection, Profile, say_number, say_slot

HOURS_MARGIN = 1.5
VERY_FAR = 120  # minutes: no lift to hope for
NO_TIME = phrase("La mission n’a pas encore d’horaires.")


def trip(profile: Profile, mission: Mission) -> tuple[float, str] | None:
    """Minutes by the fastest mode, and that mode; None when remote or unknown."""
    km = kilometres(profile, mission)
    if km is None or not profile.modes:
        return None
    return fastest(km, profile.modes)


def kilometres(profile: Profile, mission: Mission) -> float | None:
    """How far the mission is from home; None when remote or unknown."""
    if mission.remote or None in (profile.lat, profile.lon, mission.lat, mission.lon):
        return None
    return distance_km(profile.lat, profile.lon, mission.lat, mission.lon)  # type: ignore[arg-type]


def full(_profile: Profile, mission: Mission) -> Objection | None:
    """No place is left."""
    if mission.places is None or mission.places > 0:
        return None
    return Objection("places", phrase("Il n’y a plus de place dans cette mission."))


def slots(profile: Profile, mission: Mission) -> Objection | None:
    """No half-day in common, and times are fixed."""
    if mission.flexible or mission.slots is None or profile.slots is None:
        return None
    if set(mission.slots) & set(profile.slots):
        return None
    remedy = phrase("Demandez si un autre moment est possible.")
    days = [say_slot(s) for s in SLOTS if s in mission.slots]
    because = (
        phrase("La mission est %(days)s : vous n’êtes pas libre à ce moment.", days=either(days))
        if days
        else NO_TIME
    )
    return Objection("slots", because, remedy)


def hours(profile: Profile, mission: Mission) -> Objection | None:
    """Far more time than the person has."""
    if mission.hours_per_week is None or profile.hours_per_week is None:
        return None
    if mission.hours_per_week <= HOURS_MARGIN * profile.hours_per_week:
        return None
    asked, given = say_number(mission.hours_per_week), say_number(profile.hours_per_week)
    because = phrase(
        "La mission demande %(asked)s h par semaine. Vous avez dit %(given)s h au plus.",
        asked=asked,
        given=given,
    )
    return Objection(
        "hours", because, phrase("Ce serait possible à deux, en se partageant les heures.")
    )


def french(profile: Profile, mission: Mission) -> Objection | None:
    """French below what the mission needs."""
    if mission.french is None or profile.french is None:
        return None
    if LEVELS.index(profile.french) >= LEVELS.index(mission.french):
        return None
    because = phrase("La mission demande plus de français.")
    return Objection("french", because, phrase("Ce serait possible plus tard, ou à deux."))


def driving_licence(profile: Profile, mission: Mission) -> Objection | None:
    """A driving licence is needed."""
    if not mission.driving_licence or profile.driving_licence is not False:
        return None
    return Objection("driving_licence", phrase("Il faut le permis de conduire."))


def lifting(profile: Profile, mission: Mission) -> Objection | None:
    """Loads to carry, for someone who may not."""
    if not (mission.lifting and profile.no_lifting):
        return None
    return Objection("lifting", phrase("Il faut porter des charges ou rester longtemps debout."))


def step_free(profile: Profile, mission: Mission) -> Objection | None:
    """Steps, for someone in a wheelchair."""
    if mission.remote or mission.step_free is not False or not profile.wheelchair:
        return None
    return Objection("step_free", phrase("Le lieu n’est pas accessible en fauteuil."))


def remote(profile: Profile, mission: Mission) -> Objection | None:
    """Work from home, for someone who cannot or would rather not."""
    if not mission.remote or profile.remote_ok is not False:
        return None
    return Objection("remote", phrase("La mission se fait à distance, depuis chez soi."))


def travel(profile: Profile, mission: Mission) -> Objection | None:
    """Too far, even by the fastest way."""
    found = trip(profile, mission)
    if found is None or profile.max_minutes is None or found[0] <= profile.max_minutes:
        return None
    if found[0] > VERY_FAR:
        return Objection("travel", phrase("C’est très loin : plus de deux heures de trajet."))
    because = phrase(
        "Le trajet prend %(trip)s. Vous avez dit %(limit)s minutes au plus.",
        trip=say_minutes(*found),
        limit=f"{profile.max_minutes:g}",
    )
    return Objection("travel", because, phrase("Ce serait possible avec un covoiturage."))


Limit: TypeAlias = Callable[[Profile, Mission], Objection | None]
LIMITS: tuple[Limit, ...] = (
    full,
    slots,
    hours,
    french,
    driving_licence,
    lifting,
    step_free,
    remote,
    travel,
)
MOVABLE = frozenset({"slots", "hours", "travel", "french"})


def objections(profile: Profile, mission: Mission) -> list[Objection]:
    """Each limit that rules the mission out for this person; none when feasible."""
    return [found for limit in LIMITS if (found := limit(profile, mission))]
