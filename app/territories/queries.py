"""Finding communes as people type them, and the territories made of them."""

import re
import unicodedata
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.territories.models import Commune, PostalCode

NEAR = 72
LONGEST = 80
WHOLE = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def simplified(name: str) -> str:
    """Give a name as it is compared: no accent, no punctuation, « saint » written whole."""
    spelt = name.translate(LIGATURES)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"\bs/", "sur ", plain)).split()
    return " ".join(WHOLE.get(word, word) for word in words)


@dataclass(frozen=True)
class Typed:
    """What someone typed, read: the simplified name, and the digits beside it."""

    name: str
    digits: str = ""


def read(text: str) -> Typed:
    """Read « Grenoble (38) », « 38400 » or « St Martin d'Heres »."""
    words = re.sub(r"\b(\d\d) (\d{3})\b", r"\1\2", simplified(text[:LONGEST])).split()
    numbers = [w for w in words if re.fullmatch(r"\d{2,5}|\d[ab]|\d[ab]\d{3}", w)]
    names = [w for w in words if w not in numbers]
    return Typed(" ".join(names), numbers[0].upper() if numbers else "")


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


@dataclass
class Names:
    """Every name, kept in memory for the searches that no index helps."""

    signature: tuple[int, int]
    codes: list[str]
    names: list[str]

    def holding(self, wanted: str, limit: int = 30) -> list[str]:
        """Give the codes of names with these words inside, or the same letters unspaced."""
        inside = f" {wanted}"
        closed = wanted.replace(" ", "")
        found = []
        for code, name in zip(self.codes, self.names, strict=True):
            if inside in f" {name}" or (name[:1] == closed[:1] and name.replace(" ", "") == closed):
                found.append(code)
                if len(found) == limit:
                    break
        return found

    def near(self, wanted: str, limit: int = 10) -> list[str]:
        """Give the codes of the names that look like this one, the closest first."""
        if len(wanted) < 3:
            return []
        found = process.extract(
            wanted, self.names, scorer=fuzz.ratio, limit=limit, score_cutoff=NEAR
        )
        found.sort(key=lambda hit: (-round(hit[1]), hit[2]))
        return [self.codes[place] for _name, _score, place in found]


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
