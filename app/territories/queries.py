"""Finding communes as people type them, and the territories made of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from app.extensions import db
from app.territories.models import Commune, PostalCode, Territory, territory_communes
from app.territories.names import Names, Typed, read, simplified

CODE = re.compile(r"\d{5}|2[AB]\d{3}")
__all__ = ["Found", "find", "look_up", "read", "search", "simplified"]


@dataclass(frozen=True)
class Found:
    """What a search gives: communes, best first; ``guessed`` when none is written as typed."""

    communes: list[Commune] = field(default_factory=list)
    guessed: bool = False
    name: str = ""

    @property
    def one(self) -> Commune | None:
        """The commune meant, when there is no doubt."""
        if self.guessed:
            return None
        exact = [c for c in self.communes if c.search_name == self.name] or self.communes
        return exact[0] if len(exact) == 1 else None


def search(text: str, limit: int = 10) -> list[Commune]:
    """List the communes someone may mean, the most exact first, then the most peopled."""
    return look_up(text, limit).communes


def look_up(text: str, limit: int = 10) -> Found:
    """Find the communes someone may mean, and say whether they are guesses."""
    typed = read(text)
    if not typed.name:
        return Found(_by_digits(typed.digits, limit) if typed.digits else [])
    started = _select(_begins(typed), typed, limit)
    if started:
        return Found(started, name=typed.name)
    names = _names()
    held = _by_codes(names.holding(typed.name), typed, limit)
    if held:
        return Found(held, name=typed.name)
    return Found(_by_codes(names.near(typed.name), Typed(typed.name), limit), guessed=True)


def find(code: str | None) -> Commune | None:
    """Find a commune by its INSEE code."""
    return db.session.get(Commune, code) if code else None


def find_commune(code: str) -> Commune:
    """Find the commune of an address, with its postal codes."""
    found = db.session.get(Commune, code, options=[selectinload(Commune.postal_codes)])
    if found is None:
        raise NotFound
    return found


def _begins(typed: Typed) -> ColumnElement[bool]:
    """Match names that begin so: a range, which the index of both engines can follow."""
    return and_(Commune.search_name >= typed.name, Commune.search_name < typed.name + "{")


def _in_digits(digits: str) -> ColumnElement[bool]:
    if not digits:
        return Commune.code.is_not(None)
    served = select(PostalCode.commune_code).where(
        PostalCode.postal_code >= digits, PostalCode.postal_code < digits + "{"
    )
    return or_(Commune.department == digits, Commune.code == digits, Commune.code.in_(served))


def _select(condition: ColumnElement[bool], typed: Typed, limit: int) -> list[Commune]:
    exact = case((Commune.search_name == typed.name, 0), else_=1)
    return list(
        db.session.scalars(
            select(Commune)
            .where(condition, _in_digits(typed.digits))
            .order_by(exact, Commune.population.desc(), Commune.code)
            .limit(limit)
            .options(selectinload(Commune.postal_codes))
        )
    )


def _by_digits(digits: str, limit: int) -> list[Commune]:
    """List who is served by this postal code, or else bears this INSEE code."""
    served = select(PostalCode.commune_code).where(
        PostalCode.postal_code >= digits, PostalCode.postal_code < digits + "{"
    )
    nowhere = Typed("")
    return _select(Commune.code.in_(served), nowhere, limit) or _select(
        Commune.code == digits, nowhere, limit
    )


def _by_codes(codes: list[str], typed: Typed, limit: int) -> list[Commune]:
    """Load these communes, in the order given."""
    if not codes:
        return []
    rank = {code: place for place, code in enumerate(codes)}
    found = _select(Commune.code.in_(codes), typed, len(codes))
    return sorted(found, key=lambda c: rank[c.code])[:limit]


_kept: dict[str, Names] = {}


def _names() -> Names:
    """Give the names in memory, read again when the communes have changed; biggest first."""
    counted = db.session.execute(
        select(func.count(Commune.code), func.coalesce(func.sum(Commune.population), 0))
    ).one()
    signature = (int(counted[0]), int(counted[1]))
    address = str(db.engine.url)
    kept = _kept.get(address)
    if kept is None or kept.signature != signature:
        rows = db.session.execute(
            select(Commune.code, Commune.search_name).order_by(
                Commune.population.desc(), Commune.code
            )
        ).all()
        kept = Names(signature, [row[0] for row in rows], [row[1] for row in rows])
        _kept[address] = kept
    return kept


class Outline(NamedTuple):
    """A territory in a list: how many communes and people it holds."""

    territory: Territory
    communes: int
    people: int


def outlines() -> list[Outline]:
    """List the territories by name, each with its size."""
    counted = db.session.execute(
        select(Territory, func.count(Commune.code), func.coalesce(func.sum(Commune.population), 0))
        .outerjoin(territory_communes, territory_communes.c.territory_id == Territory.id)
        .outerjoin(Commune, Commune.code == territory_communes.c.commune_code)
        .group_by(Territory.id)
        .order_by(Territory.name)
    )
    return [Outline(territory, communes, int(people)) for territory, communes, people in counted]


def find_territory(token: str) -> Territory:
    """Find a territory by its address, with its communes."""
    found = db.session.scalar(
        select(Territory)
        .where(Territory.token == token)
        .options(selectinload(Territory.communes).selectinload(Commune.postal_codes))
    )
    if found is None:
        raise NotFound
    return found


def named(name: str) -> Territory | None:
    """Find the territory that bears this name, whatever its capitals."""
    return db.session.scalar(select(Territory).where(func.lower(Territory.name) == name.lower()))


def elsewhere(territory: Territory) -> dict[str, list[str]]:
    """Name, for each commune of a territory, the other territories that hold it too."""
    inside = select(territory_communes.c.commune_code).where(
        territory_communes.c.territory_id == territory.id
    )
    rows = db.session.execute(
        select(territory_communes.c.commune_code, Territory.name)
        .join(Territory, Territory.id == territory_communes.c.territory_id)
        .where(territory_communes.c.commune_code.in_(inside), Territory.id != territory.id)
        .order_by(Territory.name)
    )
    found: dict[str, list[str]] = {}
    for code, name in rows:
        found.setdefault(code, []).append(name)
    return found


def sort_out(texts: list[str], *, postal: bool) -> tuple[list[Commune], list[str]]:
    """Find the communes of a list of names and codes, and give the texts that leave a doubt."""
    codes = {text.upper() for text in texts if CODE.fullmatch(text.upper())}
    by_code = served(codes) if postal else coded(codes)
    found: list[Commune] = []
    doubts: list[str] = []
    for text in texts:
        if text.upper() in codes:
            meant = by_code.get(text.upper(), [])
        else:
            one = look_up(text).one
            meant = [one] if one else []
        found += meant
        doubts += [] if meant else [text]
    return found, doubts


def coded(codes: Iterable[str]) -> dict[str, list[Commune]]:
    """Find the communes that bear these INSEE codes."""
    rows = db.session.scalars(
        select(Commune).where(Commune.code.in_(list(codes))).order_by(Commune.code)
    )
    return {commune.code: [commune] for commune in rows}


def served(postal_codes: Iterable[str]) -> dict[str, list[Commune]]:
    """Find the communes that these postal codes serve."""
    rows = db.session.execute(
        select(PostalCode.postal_code, Commune)
        .join(Commune, Commune.code == PostalCode.commune_code)
        .where(PostalCode.postal_code.in_(list(postal_codes)))
        .order_by(Commune.code)
    )
    found: dict[str, list[Commune]] = {}
    for postal_code, commune in rows:
        found.setdefault(postal_code, []).append(commune)
    return found


def largest_within(
    low: tuple[float, float], high: tuple[float, float], limit: int
) -> list[Commune]:
    """List the largest communes between two corners, each a latitude and a longitude."""
    found = (
        select(Commune)
        .where(Commune.lat.between(low[0], high[0]), Commune.lon.between(low[1], high[1]))
        .order_by(Commune.population.desc(), Commune.code)
        .limit(limit)
    )
    return list(db.session.scalars(found))
