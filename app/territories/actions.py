"""Storing the communes, and making territories of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import exists, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict

from app import journal
from app.extensions import db
from app.phrases import listed
from app.territories.models import Commune, PostalCode, Territory
from app.territories.reading import Row

BATCH = 400


USES = {
    "holdings": "un référent s’en occupe",
    "assignments": "des suivis s’y rattachent, en cours ou finis",
    "workshops": "des ateliers s’y rattachent",
}


class Held(Conflict):
    """Something still belongs to this territory: it cannot go."""

    def __init__(self, uses: Sequence[str]) -> None:
        told = listed(uses) or "quelque chose s’y rattache encore"
        super().__init__(
            f"Ce territoire sert encore : {told}. Vous pouvez retirer ses communes : "
            "plus personne n’y arrive, et ce qui est compté reste compté."
        )


@dataclass(frozen=True)
class Stored:
    """What an import did."""

    added: int
    changed: int
    same: int


def store(rows: Sequence[Row]) -> Stored:
    """Write the communes, new or changed; those the rows do not name stay as they are."""
    known = {row["code"]: dict(row) for row in db.session.execute(_every_commune()).mappings()}
    columns = [row.columns for row in rows]
    added = [c for c in columns if c["code"] not in known]
    changed = [c for c in columns if c["code"] in known and known[c["code"]] != c]
    if added:
        db.session.execute(insert(Commune), added)
    if changed:
        db.session.execute(update(Commune), changed)
    moved = _store_postal_codes(rows) - {c["code"] for c in added}
    touched = len({c["code"] for c in changed} | moved)
    return Stored(len(added), touched, len(rows) - len(added) - touched)


def _every_commune() -> Any:
    return select(*Commune.__table__.columns).order_by(Commune.code)


def _store_postal_codes(rows: Sequence[Row]) -> set[str]:
    """Write which postal codes serve these communes, and name the communes this changes."""
    named = {row.code for row in rows}
    pairs = select(PostalCode.commune_code, PostalCode.postal_code).order_by(
        PostalCode.commune_code
    )
    known = {(commune, code) for commune, code in db.session.execute(pairs) if commune in named}
    wanted = {(row.code, code) for row in rows for code in row.postal_codes}
    gone, new = sorted(known - wanted), sorted(wanted - known)
    key = tuple_(PostalCode.commune_code, PostalCode.postal_code)
    for start in range(0, len(gone), BATCH):
        db.session.execute(
            delete_rows(PostalCode)
            .where(key.in_(gone[start : start + BATCH]))
            .execution_options(synchronize_session=False)
        )
    if new:
        given = [{"commune_code": commune, "postal_code": code} for commune, code in new]
        db.session.execute(insert(PostalCode), given)
    return {commune for commune, _code in [*gone, *new]}


def create(name: str, by: journal.Actor) -> Territory:
    """Make a territory, empty."""
    territory = Territory(name=name)
    db.session.add(territory)
    journal.record("create", territory, by=by)
    return territory


def rename(territory: Territory, name: str, by: journal.Actor) -> None:
    """Give a territory another name."""
    territory.name = name
    journal.record("rename", territory, by=by)


def add(territory: Territory, communes: Iterable[Commune], by: journal.Actor) -> list[Commune]:
    """Put communes in a territory, and give those that were not there."""
    inside = {commune.code for commune in territory.communes}
    added = list({c.code: c for c in communes if c.code not in inside}.values())
    territory.communes.extend(added)
    if added:
        journal.record("add communes", territory, by=by)
    return added


def remove(territory: Territory, commune: Commune, by: journal.Actor) -> None:
    """Take a commune out of a territory, if it is there."""
    if commune in territory.communes:
        territory.communes.remove(commune)
        journal.record("remove a commune", territory, by=by)


def delete(territory: Territory, by: journal.Actor) -> None:
    """Do away with a territory to which nothing belongs."""
    if uses := _uses(territory):
        raise Held(uses)
    try:
        with db.session.begin_nested():
            journal.record("delete", territory, by=by)
            db.session.delete(territory)
    except IntegrityError as error:
        raise Held([]) from error


def _uses(territory: Territory) -> list[str]:
    """Say what belongs to a territory, in the tables of the concepts above."""
    tables = db.metadata.tables
    return [
        words
        for name, words in USES.items()
        if db.session.scalar(select(exists().where(tables[name].c.territory_id == territory.id)))
    ]
