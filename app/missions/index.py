"""The missions one may ask for, kept in the memory of each process, ready to be ranked.

Every request compares three small figures of the database with those of the copy in memory; when
they differ, only the missions that changed are read again. So a mission is found in every process
from the first request after its commit, and nothing has to be told from one process to another.
"""

import threading
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from flask import current_app, has_request_context, request
from numpy.typing import NDArray
from sqlalchemy import String, func, select, type_coerce

import matching
from app import clock
from app.associations.models import Association
from app.extensions import db
from app.missions import keeping, queries
from app.missions.life import State
from app.missions.models import Mission
from app.missions.wording import Words
from app.vocabulary import HALF_DAYS, Domain, French
from app.worker import duty
from matching import Ranker
from matching.embedding import Embedding, named

CHUNK = 2000
SEEN = "missions.index"  # set on a request whose copy is caught up
SLOTS = list(HALF_DAYS)
DOMAINS = [d.value for d in Domain]
LEVELS = [f.value for f in French]
ANY_TIME = 1 << 31
REMOTE, LICENCE, LIFTING, STEP_FREE, BEGINNERS, ONCE = (1 << i for i in range(6))
ROW = np.dtype(
    [
        ("id", "i8"), ("touched", "f8"), ("fresh", "f8"), ("lat", "f8"),
        ("lon", "f8"), ("slots", "u4"), ("facts", "u2"), ("domain", "i1"), ("french", "i1"),
    ]
)  # fmt: skip
Rows: TypeAlias = NDArray[np.void]


class Figures(NamedTuple):
    """What tells that something changed: missions, associations, and the day it is."""

    missions: tuple[Any, ...]
    associations: tuple[Any, ...]
    day: date


class Index:
    """One process's copy: ``rows`` for filters, ``words`` for texts, ``ranker`` for people."""

    def __init__(self, folder: Path | None = None, embedding: Embedding | None = None) -> None:
        self.folder = folder
        self.lock = threading.Lock()
        self.figures: Figures | None = None
        self.seen: dict[int, str] = {}
        self.rows: Rows = np.zeros(0, ROW)
        self.words = Words()
        self.ranker = Ranker(embedding=embedding)

    def refresh(self) -> "Index":
        """Read again what changed since the last time, and nothing else.

        While one thread catches up, the others go on with the copy as it was a moment before.
        """
        if self._read_figures() == self.figures:
            return self
        if not self.lock.acquire(blocking=self.figures is None):
            return self
        try:
            figures = self._read_figures()
            if figures != self.figures:
                self._catch_up()
                self.figures = figures
        finally:
            self.lock.release()
        return self

    def __len__(self) -> int:
        return len(self.rows)

    @staticmethod
    def _read_figures() -> Figures:
        missions = db.session.execute(
            select(func.count(Mission.id), func.max(Mission.updated_at), func.sum(Mission.version))
            .where(Mission.state == State.PUBLISHED)
        ).one()  # fmt: skip
        associations = db.session.execute(
            select(func.count(Association.id), func.sum(Association.version))
        ).one()
        return Figures(tuple(missions), tuple(associations), clock.today())

    def _catch_up(self) -> None:
        if self.folder and self.figures is None:
            keeping.load(self, self.folder)
        now = _open_now()
        gone = [i for i in self.seen if i not in now]
        changed = [i for i, said in now.items() if self.seen.get(i) != said]
        self.ranker.update(removed=[str(i) for i in gone])
        for i in gone:
            self.words.drop(i)
        self.rows = self.rows[~np.isin(self.rows["id"], gone)]
        for start in range(0, len(changed), CHUNK):
            self._learn(changed[start : start + CHUNK])
        self.seen = now
        if self.folder and len(changed) + len(gone) > keeping.FEW:
            keeping.save(self, self.folder)

    def _learn(self, ids: list[int]) -> None:
        missions = list(db.session.scalars(queries.published().where(Mission.id.in_(ids))))
        self.ranker.update([ranked(m) for m in missions])
        for mission in missions:
            self.words.put(mission.id, texts(mission))
        kept = self.rows[~np.isin(self.rows["id"], ids)]
        rows = np.concatenate([kept, np.array([row(m) for m in missions], ROW)])
        self.rows = rows[np.argsort(rows["id"], kind="stable")]


def _open_now() -> dict[int, str]:
    """Give every open mission with what tells that it changed, read without decoding dates."""
    touched = type_coerce(Mission.updated_at, String)
    columns = (Mission.id, Mission.version, touched)
    found = queries.published().with_only_columns(*columns).order_by(None)
    return {row[0]: f"{row[1]} {row[2]}" for row in db.session.execute(found)}


def row(mission: Mission) -> tuple[Any, ...]:
    """Give the facts that filters read."""
    slots = sum(1 << SLOTS.index(s) for s in set(mission.slots) & set(SLOTS))
    at_any_time = mission.flexible or not mission.slots
    placed = not mission.remote and mission.lat is not None and mission.lon is not None
    facts = (
        REMOTE * bool(mission.remote)
        | LICENCE * bool(mission.driving_licence)
        | LIFTING * bool(mission.lifting)
        | STEP_FREE * bool(mission.step_free or mission.remote)
        | BEGINNERS * bool(mission.beginners)
        | ONCE * bool(mission.one_off)
    )
    return (
        mission.id,
        mission.updated_at.timestamp(),
        (mission.published_at or mission.created_at).timestamp(),
        mission.lat if placed else np.nan,
        mission.lon if placed else np.nan,
        slots | ANY_TIME * at_any_time,
        facts,
        DOMAINS.index(mission.domain) if mission.domain in DOMAINS else -1,
        LEVELS.index(mission.french) if mission.french in LEVELS else -1,
    )


def texts(mission: Mission) -> list[str]:
    """Give the short texts that people search by name."""
    commune = mission.commune.name if mission.commune else ""
    return [mission.title, mission.association.name, commune, *mission.skills]


def ranked(mission: Mission) -> matching.Mission:
    """Say a mission in the words of ranking; what was not said stays unknown."""
    return matching.Mission(
        id=str(mission.id),
        title=mission.title,
        description=mission.description,
        skills=tuple(mission.skills),
        domain=mission.domain or None,
        commune=mission.commune.name if mission.commune else None,
        lat=mission.lat,
        lon=mission.lon,
        remote=mission.remote,
        slots=tuple(mission.slots) or None,
        flexible=mission.flexible,
        hours_per_week=mission.hours_per_week,
        one_off=mission.one_off,
        places=mission.places_left,
        french=mission.french,
        driving_licence=mission.driving_licence,
        lifting=mission.lifting,
        step_free=mission.step_free,
    )


def current() -> Index:
    """Give this process's copy, caught up with the database once a request."""
    kept: Index | None = current_app.extensions.get("missions_index")
    if kept is None:
        folder = Path(current_app.instance_path)
        fresh = Index(folder, named(current_app.config["SETTINGS"].embedding))
        kept = current_app.extensions.setdefault("missions_index", fresh)
    if not has_request_context():
        return kept.refresh()
    if SEEN not in request.environ:
        kept.refresh()
        request.environ[SEEN] = True
    return kept


@duty("missions index", every=10)
def keep_fresh() -> None:
    """Catch up in the worker too: it starts first, and keeps on disk what the others start from."""
    current()
