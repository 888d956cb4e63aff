"""A map drawn here: where the missions found are, by town, on the ground of the towns around.

No tile, no third party, no script: a drawing with links, and the same as a list beside it. Towns
stand at their centres, so nothing shows where exactly a mission is; the ground is the centres of
the other towns, or the outline a deployer gives as GeoJSON.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sqlalchemy import func, select

from app.extensions import db
from app.missions.models import Mission
from app.missions.search import Answer
from app.territories.models import Commune
from matching.travel import distances_km

WIDTH, HEIGHT, MARGIN = 480, 400, 36
SMALLEST, LARGEST = 12.0, 24.0
NAMED, LETTER = 10, 6.2
AT_ONCE, TURNS = 500, 60
LEAST_SPAN = 0.12  # degrees of latitude: one town alone is not drawn alone
FAR = 90.0  # km from the town with most missions: beyond, a town is in the list only


@dataclass
class Spot:
    """A town with missions: its place on the drawing, and where its label goes, if it has one."""

    commune: Commune
    count: int
    x: float
    y: float
    radius: float
    named: bool = False


@dataclass(frozen=True)
class Map:
    """A drawing: towns with missions, the ground as two paths; towns too far; what is from home."""

    spots: list[Spot]
    far: list[tuple[Commune, int]]
    ground: str
    outline: str
    at_home: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Frame:
    """The part of the world on the drawing, and how a place falls on it."""

    west: float
    north: float
    across: float
    scale: float

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Give the point of the drawing where a place falls."""
        x = MARGIN + (lon - self.west) * self.across * self.scale
        y = MARGIN + (self.north - lat) * self.scale
        return round(x, 1), round(y, 1)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is on the drawing."""
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def draw(answer: Answer, outline: str = "") -> Map:
    """Draw where the missions of an answer are; ``outline`` names a GeoJSON file, or nothing."""
    counts = _by_town(answer.ids.tolist())
    every = sorted(_towns(counts), key=lambda town: (-counts[town.code], town.name))
    near = [t for t in every if _km(every[0], t) <= FAR]
    frame = _frame(near)
    spots = _spots(near, counts, frame)
    drawn = _outline(outline, frame) if outline else ""
    around = "" if drawn else _ground(near, frame)
    far = [(town, counts[town.code]) for town in every if town not in near]
    return Map(spots, far, around, drawn, answer.at_home)


def _km(one: Commune, other: Commune) -> float:
    return float(distances_km(one.lat, one.lon, np.array([other.lat]), np.array([other.lon]))[0])


def _by_town(ids: list[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(ids), AT_ONCE):
        rows = db.session.execute(
            select(Mission.commune_code, func.count())
            .where(Mission.id.in_(ids[start : start + AT_ONCE]))
            .where(Mission.remote.is_(False), Mission.commune_code.is_not(None))
            .group_by(Mission.commune_code)
        )
        for code, count in rows:
            found[str(code)] = found.get(str(code), 0) + count
    return found


def _towns(counts: Iterable[str]) -> list[Commune]:
    codes = list(counts)
    found = db.session.scalars(select(Commune).where(Commune.code.in_(codes)))
    return sorted(found, key=lambda town: town.code)


def _frame(towns: list[Commune]) -> Frame:
    if not towns:
        return Frame(0, 0, 1, 1)
    lats, lons = [t.lat for t in towns], [t.lon for t in towns]
    middle = (min(lats) + max(lats)) / 2
    across = math.cos(math.radians(middle))
    tall = max(max(lats) - min(lats), LEAST_SPAN)
    wide = max((max(lons) - min(lons)) * across, LEAST_SPAN)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    west = (min(lons) + max(lons)) / 2 - (WIDTH / 2 - MARGIN) / scale / across
    north = middle + (HEIGHT / 2 - MARGIN) / scale
    return Frame(west, north, across, scale)


def _spots(towns: list[Commune], counts: dict[str, int], frame: Frame) -> list[Spot]:
    most = max((counts[town.code] for town in towns), default=1)
    spots = []
    for town in towns:
        share = math.sqrt(counts[town.code] / most)
        radius = round(SMALLEST + (LARGEST - SMALLEST) * share, 1)
        spots.append(Spot(town, counts[town.code], *frame.place(town.lat, town.lon), radius))
    for _ in range(TURNS):
        _push_apart(spots)
    for spot in spots:
        spot.x, spot.y = round(spot.x, 1), round(spot.y, 1)
    _name(spots)
    return spots


def _push_apart(spots: list[Spot]) -> None:
    """Move towns that touch apart, the small ones most, and keep them on the drawing."""
    for rank, one in enumerate(spots):
        for other in spots[:rank]:
            dx, dy = one.x - other.x, one.y - other.y
            distance = math.hypot(dx, dy) or 0.1
            push = (one.radius + other.radius + 2 - distance) / distance
            if push > 0:
                weight = other.count / (one.count + other.count)
                one.x, one.y = one.x + dx * push * weight, one.y + dy * push * weight
                weight -= 1
                other.x, other.y = other.x + dx * push * weight, other.y + dy * push * weight
        one.x = min(max(one.x, one.radius), WIDTH - one.radius)
        one.y = min(max(one.y, one.radius), HEIGHT - one.radius - 18)


def _name(spots: list[Spot]) -> None:
    """Name the town with most missions, and others where the name covers nothing."""
    for rank, spot in enumerate(spots[:NAMED]):
        half, top = LETTER * len(spot.commune.name) / 2, spot.y + spot.radius
        inside = half < spot.x < WIDTH - half
        covers = any(_covers(spot, half, top, other) for other in spots if other is not spot)
        spot.named = inside and (rank == 0 or not covers)


def _covers(spot: Spot, half: float, top: float, other: Spot) -> bool:
    """Tell whether a label under a spot would run into another spot, or its label."""
    reach = LETTER * len(other.commune.name) / 2 if other.named else other.radius
    bottom = other.y + other.radius + (18 if other.named else 0)
    beside = abs(spot.x - other.x) > half + max(reach, other.radius)
    return not (beside or top + 18 < other.y - other.radius or top > bottom)


def _ground(towns: list[Commune], frame: Frame) -> str:
    """Give the other towns around, as points of one path."""
    departments = {town.department for town in towns}
    rows = db.session.execute(
        select(Commune.lat, Commune.lon)
        .where(Commune.department.in_(departments))
        .order_by(Commune.code)
    )
    points = (frame.place(lat, lon) for lat, lon in rows)
    return "".join(f"M{x:g} {y:g}h0" for x, y in points if frame.holds(x, y))


@cache
def _rings(path: str) -> list[list[list[float]]]:
    """Read every ring of a GeoJSON file: [[[lon, lat], …], …]."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    rings = []
    for feature in content.get("features", [content]):
        shape = feature.get("geometry", feature)
        polygons = (
            shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        )
        rings += [ring for polygon in polygons for ring in polygon]
    return rings


def _outline(path: str, frame: Frame) -> str:
    drawn = []
    for ring in _rings(path):
        points = [frame.place(lat, lon) for lon, lat, *_ in ring]
        if _meets(points):
            drawn.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(drawn)


def _meets(points: list[tuple[float, float]]) -> bool:
    """Tell whether a ring, by the box around it, is at least in part on the drawing."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across) < WIDTH and max(across) > 0 and min(down) < HEIGHT and max(down) > 0
