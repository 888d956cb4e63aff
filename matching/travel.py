"""How long it takes to come: minutes by mode for a distance as the crow flies."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.phrases import Phrase, phrase

EARTH_KM = 6371.0
# minutes = fixed + detour × km ÷ km/h × 60
PACE: dict[str, tuple[float, float, float]] = {
    "walk": (0.0, 1.25, 4.5),
    "bike": (3.0, 1.25, 13.0),
    "transit": (12.0, 1.35, 20.0),
    "car": (5.0, 1.3, 40.0),
}
# the same as a line: minutes at once, minutes a kilometre
LINES = {mode: (fixed, detour / speed * 60) for mode, (fixed, detour, speed) in PACE.items()}
SAID = {
    "walk": ("%(count)s minute à pied", "%(count)s minutes à pied"),
    "bike": ("%(count)s minute à vélo", "%(count)s minutes à vélo"),
    "transit": ("%(count)s minute en transports", "%(count)s minutes en transports"),
    "car": ("%(count)s minute en voiture", "%(count)s minutes en voiture"),
}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    dp, dl = p2 - p1, math.radians(lon2 - lon1)
    a = math.sin(dp / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(a))


def distances_km(
    lat: float, lon: float, lats: NDArray[np.float64], lons: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Great-circle distances from one place to many (the same formula)."""
    p1, p2 = math.radians(lat), np.radians(lats)
    dl = np.radians(lons) - math.radians(lon)
    a = np.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * np.cos(p2) * np.sin(dl / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(a)))


def minutes(km: float, mode: str) -> float:
    """Minutes for a distance by one mode."""
    fixed, each = LINES[mode]
    return fixed + each * km


def fastest(km: float, modes: Iterable[str]) -> tuple[float, str]:
    """The fewest minutes among these modes, and by which."""
    best = (math.inf, "")
    for mode in modes:
        fixed, each = LINES[mode]
        taken = fixed + each * km
        if taken < best[0]:
            best = taken, mode
    return best


def fastest_of(km: NDArray[np.float64], modes: Sequence[str]) -> NDArray[np.float64]:
    """The fewest minutes for many distances; NaN where there is no way to come."""
    best: NDArray[np.float64] | None = None
    for mode in modes:
        fixed, each = LINES[mode]
        taken = each * km
        taken += fixed
        best = taken if best is None else np.minimum(best, taken, out=best)
    return np.full(len(km), np.nan) if best is None else best


def reach_km(limit: float, modes: Iterable[str]) -> float:
    """How far one can go within a limit of minutes; below nothing when not even next door."""
    return max(((limit - LINES[m][0]) / LINES[m][1] for m in modes), default=-1.0)


def say_minutes(count: float, mode: str) -> Phrase:
    """A travel time in words: « 18 minutes en transports »."""
    rounded = max(1, round(count))
    one, many = SAID[mode]
    return phrase(one if rounded == 1 else many, count=rounded)
