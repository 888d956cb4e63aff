"""What everyone’s lists look like together: who is shown, who never is, and what comes of it.

The lists are those of ranking, without what each person put aside or has underway; the order that
« pas pour moi » gives inside one list is left out. Nothing here keeps a name.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

import matching
from app import clock
from app.accounts.models import Account
from app.extensions import db
from app.missions.index import current
from app.profiles.models import Profile
from app.suggestions import decisions, learning, weights
from app.suggestions.engine import left_out
from app.suggestions.queries import asked_by
from app.suggestions.wording import CELL
from app.territories.models import Territory, territory_communes
from matching import Ranker
from matching.evaluation import gini

TOP = 10
PEOPLE = 30_000  # read at most, evenly spaced
ASKED_WHY = 300  # people asked why a mission is not for them
TOLD = 100  # missions never shown whose reasons are worked out
NEW = timedelta(days=30)
BANDS = ((1, 1), (2, 3), (4, 10))
Looker = tuple[str, matching.Profile, set[int]]


@dataclass
class Tally:
    """Counts gathered while lists go by."""

    shown: Counter[int] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    some: list[matching.Profile] = field(default_factory=list)


def figures() -> dict[str, Any]:
    """Work everything out, as counts that may be kept and shown."""
    started = clock.now()
    ranker, people = weights.ranker(), learning.looking()
    seen = learning.spread(people, PEOPLE)
    tally = Tally()
    shared = ranker.shares(_looked(ranker, seen, tally), len(seen))
    shown = Counter({int(name): count for name, count in shared.counts.items()})
    open_ids = [int(i) for i in current().rows["id"]]
    never = [i for i in open_ids if i not in shown]
    return {
        "people": len(people),
        "seen": len(seen),
        "open": len(open_ids),
        "shown": len(open_ids) - len(never),
        "shown_alone": sum(i in tally.shown for i in open_ids),
        "never": _reasons(ranker, learning.spread(never, TOLD), tally.some),
        "ranks": _ranks(),
        "empty": _empty(tally),
        **_shares(open_ids, shown),
        "gini_alone": _inequality(open_ids, tally.shown, _places()),
        "prices": asdict(shared.attention),
        "seconds": round((clock.now() - started).total_seconds(), 1),
    }


def _looked(
    ranker: Ranker, ids: Sequence[int], tally: Tally
) -> Iterator[tuple[matching.Profile, set[str]]]:
    """Count each person’s own list as it goes by."""
    where = _territories()
    every = max(1, len(ids) // ASKED_WHY)
    for number, (area, profile, gone) in enumerate(_lookers(ids, where)):
        found = [int(m.mission_id) for m in ranker.rank(profile, TOP + len(gone))]
        first = [i for i in found if i not in gone][:TOP]
        tally.shown.update(first)
        tally.people[area] += 1
        tally.empty[area] += not first
        if number % every == 0:
            tally.some.append(profile)
        yield profile, {str(i) for i in gone}


def _lookers(ids: Sequence[int], where: dict[str, str]) -> Iterator[Looker]:
    for start in range(0, len(ids), learning.CHUNK):
        chunk = ids[start : start + learning.CHUNK]
        gone: dict[int, set[int]] = {}
        for person, mission in left_out(chunk):
            gone.setdefault(person, set()).add(mission)
        wanted = select(Profile).where(Profile.account_id.in_(chunk)).order_by(Profile.account_id)
        read = [_looker(profile, where, gone) for profile in db.session.scalars(wanted)]
        learning.let_go()
        yield from read


def _looker(profile: Profile, where: dict[str, str], gone: dict[int, set[int]]) -> Looker:
    who: Account = profile.account
    return where.get(who.commune_code or "", ""), asked_by(who, profile), gone.get(who.id, set())


def _territories() -> dict[str, str]:
    rows = db.session.execute(
        select(territory_communes.c.commune_code, Territory.name)
        .join(Territory, Territory.id == territory_communes.c.territory_id)
        .order_by(Territory.name.desc())
    )
    return {row.commune_code: row.name for row in rows}


def _reasons(
    ranker: Ranker, never: Sequence[int], people: Sequence[matching.Profile]
) -> list[dict[str, Any]]:
    """For each mission nobody is shown: what rules it out, as shares of the people asked."""
    told = []
    for mission in never:
        why: Counter[str] = Counter()
        for profile in people:
            found = ranker.objections(profile, str(mission))
            why.update({o.limit for o in found} or {"others"})
        said = {limit: n / len(people) for limit, n in why.most_common(4) if n >= CELL}
        told.append({"mission": mission, "why": {k: round(v, 2) for k, v in said.items()}})
    return told


def _ranks() -> list[dict[str, Any]]:
    rows = []
    ended = decisions.endings()
    for low, high in (*BANDS, (0, 0)):
        of = [e for e in ended if low <= (e.rank or 0) <= high]
        accepted = sum(e.accepted for e in of)
        known = len(of) >= CELL
        rows.append(
            {"from": low, "to": high, "asked": len(of) if known else None,
             "accepted": accepted if known else None}
        )  # fmt: skip
    return rows


def _empty(tally: Tally) -> list[dict[str, Any]]:
    """Count the people without a mission, by territory; what could point at someone is unsaid."""
    rows = []
    for area, count in sorted(tally.people.items()):
        without = tally.empty[area]
        said = count >= CELL and (without == 0 or without >= CELL)
        rows.append(
            {"territory": area, "people": count if count >= CELL else None,
             "empty": without if said else None}
        )  # fmt: skip
    return rows


def _inequality(open_ids: Sequence[int], shown: Counter[int], places: dict[int, int]) -> float:
    return round(gini([shown[i] / places.get(i, 1) for i in open_ids]), 3)


def _places() -> dict[int, int]:
    columns = current().ranker.columns_
    return {int(columns.name(r)): max(1, int(columns.places[r])) for r in range(len(columns))}


def _shares(open_ids: Sequence[int], shown: Counter[int]) -> dict[str, Any]:
    """Attention against places, and what new missions get of it."""
    rows = current().rows
    places = _places()
    whole, seats = sum(shown.values()), sum(places.get(i, 1) for i in open_ids)
    tenth = sorted(open_ids, key=lambda i: (-shown[i], i))[: max(1, len(open_ids) // 10)]
    since = (clock.now() - NEW).timestamp()
    new = {int(i) for i in rows["id"][rows["fresh"] >= since]}
    return {
        "places": seats,
        "attention": whole,
        "gini": _inequality(open_ids, shown, places),
        "tenth_attention": _share(sum(shown[i] for i in tenth), whole),
        "tenth_places": _share(sum(places.get(i, 1) for i in tenth), seats),
        "new": len(new),
        "new_share": _share(len(new), len(open_ids)),
        "new_attention": _share(sum(shown[i] for i in new), whole),
    }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
