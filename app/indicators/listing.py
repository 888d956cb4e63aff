"""Rows as a table shows them: a key, a day, where it belongs, what it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account, Role
from app.associations.models import Association
from app.caseloads.queries import mediated_by
from app.extensions import db
from app.indicators.keys import key_of
from app.indicators.names import PARTS, Names, what_words
from app.indicators.rows import By, Measure, Number, Row
from app.indicators.wording import part
from app.missions.models import Mission
from app.workshops.models import Workshop

MEANS = "Moyens financés"
SUBJECTS = ("session", "action", "shared", "mission", "body", "antenna", "busy")


@dataclass(frozen=True)
class Listed:
    """One row behind a figure."""

    key: str
    person: int | None
    on: date
    territory: str
    operator: str
    referent: str
    pathway: str
    what: str
    counts: str
    value: str


def listed(
    rows: Iterable[Row], measure: Measure, names: Names, tokens: Mapping[int, str]
) -> list[Listed]:
    """Give rows in words; who they are about stays a pseudonym."""
    rows = list(rows)
    subjects = _subjects(rows)
    return [
        Listed(
            key=_key(row, tokens, subjects),
            person=row.person,
            on=row.on,
            territory=names.said("territory", row.territory) if row.territory else "",
            operator=names.said("operator", row.operator) if row.operator else "",
            referent=names.said("referent", row.referent) if row.referent else "",
            pathway=names.said("pathway", row.pathway) if row.pathway else "",
            what=what_words(row.what) or PARTS.get(row.part, ""),
            counts=_side(row, measure),
            value=part(value) if (value := _value(row, measure)) is not None else "",
        )
        for row in rows
    ]


def _key(row: Row, tokens: Mapping[int, str], subjects: Mapping[tuple[str, int], str]) -> str:
    if row.person is not None:
        return key_of(tokens[row.person])
    return subjects.get(_subject(row), MEANS if row.part in ("fte", "fte_end", "post") else "")


def _subject(row: Row) -> tuple[str, int]:
    if row.part in ("session", "action", "shared"):
        return "workshop", int(row.what)
    kind = "mission" if row.part == "mission" else "association"
    return kind, row.unit if isinstance(row.unit, int) else 0


def _subjects(rows: Iterable[Row]) -> dict[tuple[str, int], str]:
    """Name the workshops, missions and associations that rows are about."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        if row.person is None and row.part in SUBJECTS:
            kind, id_ = _subject(row)
            wanted.setdefault(kind, set()).add(id_)
    tables: dict[str, Any] = {
        "workshop": (Workshop.id, Workshop.title),
        "mission": (Mission.id, Mission.title),
        "association": (Association.id, Association.name),
    }
    found: dict[tuple[str, int], str] = {}
    for kind, ids in wanted.items():
        id_, name = tables[kind]
        for key, said in db.session.execute(select(id_, name).where(id_.in_(ids))):
            found[kind, key] = said
    return found


def _side(row: Row, measure: Measure) -> str:
    if measure.bottom is None:
        return ""
    above, below = measure.top.keeps(row), measure.bottom.keeps(row)
    if above and below:
        return "numérateur et dénominateur"
    return "numérateur" if above else "dénominateur"


def _value(row: Row, measure: Measure) -> Number | None:
    counts = [c for c in (measure.top, measure.bottom) if c is not None and c.keeps(row)]
    weighed = any(c.by in (By.SUM, By.MEAN, By.MEDIAN) for c in counts)
    return row.amount if weighed else None


def people_named(rows: Iterable[Row]) -> dict[int, str]:
    """Name people, for who follows them or manages who does."""
    wanted = {row.person for row in rows if row.person is not None}
    found = db.session.execute(
        select(Account.id, Account.first_name, Account.last_name).where(Account.id.in_(wanted))
    )
    return {id_: f"{first} {last}".strip() for id_, first, last in found}


def files_of(rows: Iterable[Row], reader: Account) -> dict[int, str]:
    """Give the token of the files that a référent may still open."""
    if reader.role != Role.REFERENT:
        return {}
    wanted = {row.person for row in rows if row.person is not None}
    found = select(Account.id, Account.token).where(Account.id.in_(wanted), mediated_by(reader))
    return dict(db.session.execute(found).all())
