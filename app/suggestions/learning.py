"""Learning from decisions: rows of numbers, a new version, and what it would change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

import matching
from app import clock, journal
from app.accounts.models import Account, Role
from app.extensions import db
from app.missions.index import ranked
from app.missions.models import Mission
from app.profiles.models import Profile
from app.suggestions import decisions, weights
from app.suggestions.decisions import Decision
from app.suggestions.models import WeightVersion
from app.suggestions.queries import asked_by
from matching import Ranker
from matching.learning import FOLDS, Learned, Row, capped, learn, observed

CHUNK = 500
COMPARED = 400
TOP = 10


def examples(found: Sequence[Decision]) -> list[Row]:
    """Read decisions as rows of numbers: what each criterion says, how it ended, nothing else."""
    worths = capped([d.worth for d in found], [d.decider for d in found])
    worth = {d.pair: w for d, w in zip(found, worths, strict=True)}
    ranker = _ranker_over({d.pair[1] for d in found})
    profiles = dict(people({d.pair[0] for d in found}))
    return [
        _row(d, worth[d.pair], ranker, profiles[d.pair[0]]) for d in found if d.pair[0] in profiles
    ]


def _row(decision: Decision, worth: float, ranker: Ranker, profile: matching.Profile) -> Row:
    person, mission = decision.pair
    columns = ranker.columns_
    values, refused = observed(ranker.read(profile), columns, columns.row(str(mission)))
    if decision.about:
        values = {name: value for name, value in values.items() if name in decision.about}
        refused = 0.0
    return Row(values, decision.outcome, worth, refused, fold=person % FOLDS)


def _ranker_over(mission_ids: Iterable[int]) -> Ranker:
    ranker = Ranker()
    for chunk in _batched(sorted(mission_ids)):
        missions = db.session.scalars(select(Mission).where(Mission.id.in_(chunk)))
        said = [ranked(mission) for mission in missions]
        let_go()
        ranker.update(said)
    return ranker


def people(ids: Iterable[int]) -> Iterator[tuple[int, matching.Profile]]:
    """Give the profiles of some people as ranking reads them: what they offer, wish and can."""
    for chunk in _batched(sorted(ids)):
        wanted = (
            select(Profile)
            .join(Account, Account.id == Profile.account_id)
            .where(Profile.account_id.in_(chunk), Account.is_practice.is_(False))
            .order_by(Profile.account_id)
        )
        read = [(p.account_id, asked_by(p.account, p)) for p in db.session.scalars(wanted)]
        let_go()
        yield from read


def let_go() -> None:
    """End what was being read, so that nobody waits to write while we work it out."""
    db.session.rollback()


def _batched(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def looking() -> list[int]:
    """List the keys of the people whose lists count: a profile, an open account."""
    wanted = (
        select(Profile.account_id)
        .join(Account, Account.id == Profile.account_id)
        .where(Account.role == Role.VOLUNTEER, Account.closed_at.is_(None))
        .where(Profile.confirmed_at.is_not(None), Account.is_practice.is_(False))
        .order_by(Profile.account_id)
    )
    return list(db.session.scalars(wanted))


def spread(ids: Sequence[int], most: int) -> list[int]:
    """Take some of them, evenly spaced, the same each time."""
    return [ids[i * len(ids) // most] for i in range(most)] if len(ids) > most else list(ids)


def propose() -> WeightVersion:
    """Learn from every decision and keep the result as a version; it changes nothing by itself."""
    found = decisions.collected()
    learned = learn(examples(found))
    report = _report(found, learned)
    version = WeightVersion(weights=learned.after, report=report)
    db.session.add(version)
    journal.record("learn_weights", version, by=None)
    return version


def _report(found: Sequence[Decision], learned: Learned) -> dict[str, Any]:
    before = weights.weighed(weights.in_force())
    after = weights.weighed(WeightVersion(weights=learned.after, report={}))
    return {
        "decisions": len(found),
        "rows": learned.rows,
        "kinds": dict(sorted(Counter(d.kind for d in found).items())),
        "before": before.weights or learned.before,
        "after": learned.after,
        "held_out": asdict(learned.held_out) if learned.held_out else None,
        **compare(before, after),
    }


def compare(before: Ranker, after: Ranker) -> dict[str, Any]:
    """Say how many people’s first ten would change, and how much of them stays."""
    lists, changed, first, shared = 0, 0, 0, 0.0
    for _, profile in people(spread(looking(), COMPARED)):
        old = [m.mission_id for m in before.rank(profile, TOP)]
        new = [m.mission_id for m in after.rank(profile, TOP)]
        if old:
            lists += 1
            changed += old != new
            first += old[0] != new[0]
            shared += len({*old} & {*new}) / len(old)
    overlap = round(shared / lists, 4) if lists else None
    return {"people": lists, "changed": changed, "first": first, "overlap": overlap}


def is_due(least: int) -> bool:
    """Tell whether tonight brings something to learn: enough decisions, and new ones since."""
    last = db.session.scalar(select(WeightVersion).order_by(WeightVersion.id.desc()).limit(1))
    if last and clock.in_paris(last.created_at).date() == clock.today():
        return False
    count = len(decisions.collected())
    return count >= least and (last is None or last.report.get("decisions") != count)
