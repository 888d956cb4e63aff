"""The département's own rules: what each exit is called, what counts as going back to work."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from werkzeug.exceptions import Forbidden

from app import journal
from app.accompaniments.categories import COUNTED, USUAL
from app.accompaniments.models import ActivityRule, ExitMapping
from app.accompaniments.words import ActivityKind
from app.accounts.models import Role
from app.extensions import db


def exit_categories() -> Mapping[str, str]:
    """Give the category of each type of exit, as the département wants it."""
    own = db.session.execute(select(ExitMapping.exit_type, ExitMapping.category)).all()
    return {**USUAL, **dict(own)}


def counted_kinds() -> frozenset[str]:
    """Give the kinds of activity that count as going back to work here."""
    own = db.session.execute(select(ActivityRule.kind, ActivityRule.counts)).all()
    differs = dict(own)
    return frozenset(kind for kind in ActivityKind if differs.get(kind, kind in COUNTED))


def set_rules(wanted: Mapping[str, str], counted: Iterable[str], by: Any) -> None:
    """Keep what differs from the usual, and nothing else."""
    if by.role != Role.PILOT:
        raise Forbidden
    db.session.execute(delete(ExitMapping))
    db.session.execute(delete(ActivityRule))
    for kind, category in wanted.items():
        if category != USUAL[kind]:
            db.session.add(ExitMapping(exit_type=kind, category=category))
    chosen = frozenset(counted)
    for kind in ActivityKind:
        if (kind in chosen) != (kind in COUNTED):
            db.session.add(ActivityRule(kind=kind, counts=kind in chosen))
    journal.record("set_rules", by, by=by)
