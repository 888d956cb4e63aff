"""What a person looks for beside what a mission asks, line by line, with a verdict in words."""

from app import phrases
from app.missions.models import Mission
from app.profiles.models import Profile
from app.vocabulary import French, Mode

Row = tuple[str, str, str, str]
LEVELS = [level.value for level in French]
UNSAID = "pas dit"


def rows(profile: Profile, mission: Mission, minutes: float | None, mode: str | None) -> list[Row]:
    """Compare a person and a mission on each practical point."""
    compared = [
        _days(profile, mission),
        _time(profile, mission),
        _travel(profile, mission, minutes, mode),
        _french(profile, mission),
        _effort(profile, mission),
        _steps(profile, mission),
        _licence(profile, mission),
        _places(mission),
    ]
    return [row for row in compared if row is not None]


def _days(profile: Profile, mission: Mission) -> Row:
    free, asked = set(profile.slots), set(mission.slots)
    said = phrases.half_days(asked) or ("à voir ensemble" if mission.flexible else UNSAID)
    if not free or not (asked or mission.flexible):
        verdict = "unknown"
    elif mission.flexible or free & asked:
        verdict = "good"
    else:
        verdict = "bad"
    return ("Jours", phrases.half_days(free) or UNSAID, said, verdict)


def _time(profile: Profile, mission: Mission) -> Row:
    offered, asked = profile.hours_per_week, mission.hours_per_week
    verdict = "unknown" if not offered or not asked else "good" if offered >= asked else "warn"
    week = "" if mission.one_off else " par semaine"
    return (
        "Temps",
        f"{phrases.hours(offered)} par semaine" if offered else UNSAID,
        f"{phrases.hours(asked)}{week}" if asked else UNSAID,
        verdict,
    )


def _travel(profile: Profile, mission: Mission, minutes: float | None, mode: str | None) -> Row:
    if mission.remote:
        return ("Trajet", "chez soi", "depuis chez soi", "good")
    modes = dict(Mode.choices())
    ways = phrases.listed(modes[m].lower() for m in profile.modes) if profile.modes else UNSAID
    longest = profile.max_minutes
    place = mission.commune.name if mission.commune else UNSAID
    if minutes is None:
        return ("Trajet", ways, place, "unknown")
    theirs = f"{ways}, {longest} min au plus" if longest else ways
    by = f" {modes[mode].lower()}" if mode in modes else ""
    verdict = "unknown" if not longest else "good" if minutes <= longest else "warn"
    return ("Trajet", theirs, f"{place}, environ {round(minutes)} min{by}", verdict)


def _french(profile: Profile, mission: Mission) -> Row:
    words = dict(French.choices())
    theirs = words[profile.french] if profile.french else UNSAID
    if not mission.french:
        return ("Français", theirs, "pas de minimum", "good")
    asked = words[mission.french]
    if not profile.french:
        return ("Français", theirs, asked, "unknown")
    missing = LEVELS.index(mission.french) - LEVELS.index(profile.french)
    verdict = "good" if missing <= 0 else "warn" if missing == 1 else "bad"
    return ("Français", theirs, asked, verdict)


def _facing(needed: bool | None, able: bool | None) -> str:
    """Judge what a mission needs against what a person can: silence is to be checked."""
    if needed is False or able is True:
        return "good"
    if needed is None or able is None:
        return "unknown"
    return "bad"


def _yes_no(value: bool | None, yes: str, no: str) -> str:
    return UNSAID if value is None else yes if value else no


def _effort(profile: Profile, mission: Mission) -> Row:
    able = None if profile.no_lifting is None else not profile.no_lifting
    return (
        "Effort",
        _yes_no(profile.no_lifting, "ne porte pas de charges", "peut porter"),
        _yes_no(mission.lifting, "porter des charges", "rien à porter"),
        _facing(mission.lifting, able),
    )


def _steps(profile: Profile, mission: Mission) -> Row | None:
    if not profile.wheelchair:
        return None
    steps = None if mission.step_free is None else not mission.step_free
    return (
        "Accès",
        "besoin d’un lieu sans marches",
        _yes_no(mission.step_free, "sans marches", "des marches"),
        _facing(steps, able=False),
    )


def _licence(profile: Profile, mission: Mission) -> Row:
    return (
        "Permis",
        _yes_no(profile.driving_licence, "a le permis", "n’a pas le permis"),
        _yes_no(mission.driving_licence, "permis demandé", "pas de permis"),
        _facing(mission.driving_licence, profile.driving_licence),
    )


def _places(mission: Mission) -> Row:
    left = mission.places_left
    open_now = mission.state == "published" and left > 0
    said = phrases.plural(left, "place libre", "places libres") if left else "complète"
    paused = " (en pause)" if mission.state == "paused" else ""
    return ("Places", "une place", said + paused, "good" if open_now else "warn")
