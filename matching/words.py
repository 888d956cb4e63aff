"""The words of ranking: what it needs to know of a mission and of a person, and no more.

There is no field for a name, a sex, an age, an origin, an income or a difficulty: two people who
differ only in those cannot be told apart here. None means unknown, and never rules anything out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Self, TypeAlias, TypeVar

from matching.phrases import Phrase, phrase

Facts: TypeAlias = Mapping[str, Any]
DAYS = {
    "mon": phrase("lundi"),
    "tue": phrase("mardi"),
    "wed": phrase("mercredi"),
    "thu": phrase("jeudi"),
    "fri": phrase("vendredi"),
    "sat": phrase("samedi"),
    "sun": phrase("dimanche"),
}
PARTS = {"am": phrase("matin"), "pm": phrase("après-midi"), "eve": phrase("soir")}
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
MODES = ("walk", "bike", "transit", "car")


def say_number(value: float) -> str:
    """A number as people write it: « 2,5 »."""
    return f"{value:g}".replace(".", ",")


def say_slot(slot: str) -> Phrase:
    """Name a half-day: « le mardi matin »."""
    day, part = slot.split("-")
    return phrase("le %(day)s %(part)s", day=DAYS[day], part=PARTS[part])


def _known(kind: type, row: Facts) -> dict[str, Any]:
    """Keep the fields of this kind, lists as tuples, absent ones left to their default."""
    names = {f.name for f in fields(kind)}
    kept = {name: row[name] for name in row if name in names and row[name] is not None}
    return {n: tuple(value) if isinstance(value, list) else value for n, value in kept.items()}


@dataclass(frozen=True)
class Mission:
    """What an association asks for."""

    id: str
    title: str = ""
    description: str = ""
    skills: tuple[str, ...] = ()
    domain: str | None = None
    commune: str | None = None
    lat: float | None = None
    lon: float | None = None
    remote: bool | None = None
    slots: tuple[str, ...] | None = None
    flexible: bool | None = None
    hours_per_week: float | None = None
    one_off: bool | None = None
    places: int | None = None
    french: str | None = None
    driving_licence: bool | None = None
    lifting: bool | None = None
    step_free: bool | None = None

    @classmethod
    def from_dict(cls, row: Facts) -> Self:
        """Read one mission of a JSON file."""
        return cls(**_known(cls, row))


@dataclass(frozen=True)
class Profile:
    """What a person offers, would like and can manage."""

    id: str = ""
    skills: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    wishes: str = ""
    commune: str | None = None
    lat: float | None = None
    lon: float | None = None
    modes: tuple[str, ...] | None = None
    max_minutes: float | None = None
    slots: tuple[str, ...] | None = None
    hours_per_week: float | None = None
    french: str | None = None
    driving_licence: bool | None = None
    no_lifting: bool | None = None
    wheelchair: bool | None = None
    remote_ok: bool | None = None

    @classmethod
    def from_dict(cls, row: Facts) -> Self:
        """Read one person of a JSON file."""
        return cls(**_known(cls, row))


@dataclass(frozen=True)
class Reason:
    """One thing that counts for or against a match, between 0 and 1, and how to say it."""

    criterion: str
    score: float
    because: str
    for_association: str = ""


@dataclass(frozen=True)
class Caution:
    """What may be hard in a match, and what to do about it."""

    kind: str
    because: str
    remedy: str
    for_association: str = ""


@dataclass(frozen=True)
class Objection:
    """A limit that makes a mission impossible for a person, and what would lift it."""

    limit: str
    because: str
    remedy: str = ""


@dataclass(unsafe_hash=True)  # not frozen: many are made for each list, and freezing costs
class Match:
    """A feasible mission for a person; its reasons are worked out when first read."""

    mission_id: str
    score: float
    minutes: int | None
    mode: str | None
    explain: Callable[[], "Explanation"] = field(repr=False, compare=False)

    @cached_property
    def _explanation(self) -> "Explanation":
        return self.explain()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why this mission, strongest first."""
        return self._explanation.reasons

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What may be hard, and what to do about it."""
        return self._explanation.cautions

    @property
    def for_association(self) -> tuple[str, ...]:
        """What an association may read of the reasons: nothing private."""
        return tuple(r.for_association for r in self.reasons if r.for_association)


@dataclass(frozen=True)
class Explanation:
    """Everything that made one score, so that it can be told and checked."""

    score: float
    reasons: tuple[Reason, ...]
    cautions: tuple[Caution, ...]
    parts: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True)
class NearMiss:
    """A mission that one movable limit puts out of reach, and what would make it possible."""

    mission_id: str
    score: float
    objection: Objection


Row = TypeVar("Row", Mission, Profile)


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Index missions or profiles by their id."""
    return {row.id: row for row in rows}
