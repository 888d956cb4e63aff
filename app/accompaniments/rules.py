"""The département's own rules: what each exit is called, what counts as going back to work."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete
from werkzeug.exceptions import Forbidden

from app import journal
from app.accompaniments.categories import COUNTED, USUAL
from app.accompaniments.models import ActivityRule, ExitMapping
from app.accompaniments.words import ActivityKind
from app.accounts.models import Role
from app.extensions import db


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
