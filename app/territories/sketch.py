"""A small map without tiles: a place, the towns around it, which way is north, and a scale."""

import math
from dataclasses import dataclass
from typing import Any

from app.territories import queries

WIDTH, HEIGHT = 89.0, 52.0  # millimetres
AROUND = 0.2  # degrees
KM = 111.32  # one degree of latitude
MOST = 6
LABEL = (1.8, 4.0)  # millimetres: a letter’s width, a line’s height
SCALES = (0.5, 1, 2, 5, 10)


@dataclass(frozen=True)
class Spot:
    """A town, so many kilometres east and north of the place."""

    name: str
    east: float
    north: float

    @property
    def km(self) -> float:
        """How far it is, as the crow flies."""
        return math.hypot(self.east, self.north)


def draw(lat: float, lon: float, name: str) -> dict[str, Any] | None:
    """Place a name and the towns around it on a small sheet; None when no town is near."""
    spots = _around(lat, lon)
    if not spots:
        return None
    nearest = min(spots, key=lambda spot: spot.km)
    shown = [nearest, *(spot for spot in spots if spot is not nearest)][:MOST]
    scale = _scale(shown)
    here = {"x": WIDTH / 2, "y": HEIGHT / 2, "label": name, "here": True, "left": False}
    points, taken = [here], [_box(WIDTH / 2, HEIGHT / 2, name, left=False)]
    for spot in shown:
        x, y = WIDTH / 2 + spot.east * scale, HEIGHT / 2 - spot.north * scale
        for left in (False, True):
            box = _box(x, y, spot.name, left=left)
            if _fits(box) and not any(_meet(box, other) for other in taken):
                taken.append(box)
                points.append({"x": round(x, 1), "y": round(y, 1), "label": spot.name,
                               "here": False, "left": left})  # fmt: skip
                break
    bar = max((km for km in SCALES if km * scale < WIDTH / 3), default=SCALES[0])
    return {
        "points": points,
        "scale": round(bar * scale, 1),
        "scale_words": f"{bar:g} km".replace(".", ","),
        "words": f"à {_said(nearest.km)} du centre de {nearest.name}",
    }


def position(lat: float, lon: float) -> str:
    """Say a position: « 45,1900 nord, 5,7300 est »."""
    north = f"{abs(lat):.4f} {'nord' if lat >= 0 else 'sud'}"
    east = f"{abs(lon):.4f} {'est' if lon >= 0 else 'ouest'}"
    return ", ".join(one.replace(".", ",") for one in (north, east))


def _around(lat: float, lon: float) -> list[Spot]:
    """List the largest towns around."""
    wide = AROUND / max(0.2, math.cos(math.radians(lat)))
    near = queries.largest_within((lat - AROUND, lon - wide), (lat + AROUND, lon + wide), 4 * MOST)
    across = KM * math.cos(math.radians(lat))
    found = [Spot(c.name, (c.lon - lon) * across, (c.lat - lat) * KM) for c in near]
    close = [spot for spot in found if spot.km <= 12]
    return close or found[:MOST]


def _scale(spots: list[Spot]) -> float:
    """Give the millimetres of a kilometre, so that every town is on the sheet."""
    east = max(abs(spot.east) for spot in spots) or 0.1
    north = max(abs(spot.north) for spot in spots) or 0.1
    return min((WIDTH / 2 - 14) / east, (HEIGHT / 2 - 7) / north, 40.0)


def _box(x: float, y: float, label: str, *, left: bool) -> tuple[float, float, float, float]:
    """Give the room that a dot and its name take."""
    wide = 4 + len(label) * LABEL[0]
    around = (x - wide, x + 2) if left else (x - 2, x + wide)
    return (around[0], y - LABEL[1] / 2, around[1], y + LABEL[1] / 2)


def _fits(box: tuple[float, ...]) -> bool:
    return box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < HEIGHT


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _said(km: float) -> str:
    return f"{round(km * 10) * 100} m" if km < 1 else f"{km:.0f} km"
