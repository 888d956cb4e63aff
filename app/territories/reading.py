"""Communes as the public service writes them, read and checked before anything is stored."""

import json
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from app.territories.names import simplified

KEYS = ("nom", "code", "codeDepartement", "codesPostaux", "centre")
SHOWN = 5
CODE = re.compile(r"\d{5}|2[AB]\d{3}")
POSTAL_CODE = re.compile(r"\d{5}")
SHAPE = (
    "Il faut une liste de communes, comme celle de geo.api.gouv.fr : "
    '[{"nom": …, "code": …, "codeDepartement": …, "codesPostaux": […], "population": …, '
    '"centre": {"coordinates": [longitude, latitude]}}].'
)


class UnreadableError(ValueError):
    """The communes cannot be read; the message says why, in French, one fault a line."""


@dataclass(frozen=True)
class Row:
    """One commune, checked."""

    code: str
    name: str
    department: str
    population: int
    lat: float
    lon: float
    postal_codes: tuple[str, ...]

    @property
    def columns(self) -> dict[str, Any]:
        """The row as its table holds it."""
        return {
            "code": self.code,
            "name": self.name,
            "search_name": simplified(self.name)[:60],
            "department": self.department,
            "population": self.population,
            "lat": self.lat,
            "lon": self.lon,
        }


def parse(content: bytes) -> list[Row]:
    """Read every commune, or say what is wrong with the first few that cannot be."""
    listed = _listed(content)
    rows: dict[str, Row] = {}
    faults: list[str] = []
    for place, item in enumerate(listed, start=1):
        try:
            row = _row(item, rows)
        except UnreadableError as fault:
            faults.append(f"Commune n° {place}{_name(item)} : {fault}.")
        else:
            rows[row.code] = row
    if faults:
        more = len(faults) - SHOWN
        tail = [f"Et {more} autre{'s' if more > 1 else ''} du même genre."] if more > 0 else []
        raise UnreadableError("\n".join(faults[:SHOWN] + tail))
    return list(rows.values())


def _listed(content: bytes) -> list[Any]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "Le fichier n’est pas écrit en UTF-8 (peut-être en Latin-1). "
            "Enregistrez-le en UTF-8, puis recommencez."
        ) from error
    try:
        listed = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError(f"Ce n’est pas du JSON. {SHAPE}") from error
    if not isinstance(listed, list) or not listed:
        raise UnreadableError(SHAPE)
    return listed


def _name(item: Any) -> str:
    name = item.get("nom") if isinstance(item, dict) else None
    return f" (« {name[:60]} »)" if isinstance(name, str) else ""


def _row(item: Any, known: Container[str]) -> Row:
    if not isinstance(item, dict):
        raise UnreadableError("ce n’est pas une fiche de commune")
    missing = [key for key in KEYS if item.get(key) is None]
    if missing:
        raise UnreadableError("il manque " + ", ".join(f"« {key} »" for key in missing))
    code = _text(item, "code", CODE)
    if code in known:
        raise UnreadableError(f"le code {code} est écrit deux fois")
    lat, lon = _centre(item["centre"])
    return Row(
        code=code,
        name=_text(item, "nom", re.compile(r"[^\x00-\x1f]{1,60}")),
        department=_text(item, "codeDepartement", re.compile(r"\d{2,3}|2[AB]")),
        population=_population(item.get("population")),
        lat=lat,
        lon=lon,
        postal_codes=_postal_codes(item["codesPostaux"]),
    )


def _text(item: dict[str, Any], key: str, shape: re.Pattern[str]) -> str:
    value = item[key]
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise UnreadableError(f"« {key} » ne convient pas")
    return value


def _population(value: Any) -> int:
    """Read a population; the public service gives none for a few communes."""
    if value is None:
        return 0
    if not isinstance(value, int) or not 0 <= value < 10**8:
        raise UnreadableError("« population » n’est pas un nombre")
    return value


def _postal_codes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(code, str) and POSTAL_CODE.fullmatch(code) for code in value
    ):
        raise UnreadableError("« codesPostaux » ne convient pas")
    return tuple(sorted(set(value)))


def _centre(value: Any) -> tuple[float, float]:
    pair = value.get("coordinates") if isinstance(value, dict) else None
    if not isinstance(pair, list) or len(pair) != 2 or not all(_is_number(n) for n in pair):
        raise UnreadableError("« centre » n’a pas ses deux coordonnées")
    lon, lat = pair
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise UnreadableError("« centre » est hors de la Terre")
    return float(lat), float(lon)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
