"""Counts kept up by the worker, so that a page of a large département opens at once.

A page takes them only where counting again would make people wait, and says when they were made.
Whatever leaves the house, and the rows behind a figure, are always read anew.
"""

import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from flask import current_app
from sqlalchemy import delete, func, select

from app import clock
from app.caseloads.models import Operator
from app.duties import duty
from app.extensions import READS, db
from app.indicators.computing import Line, Reckoning
from app.indicators.models import Tally
from app.indicators.periods import Period, recent
from app.indicators.registry import REGISTRY, RULES
from app.indicators.rows import Figure, Indicator, Measure, Number, State
from app.indicators.scopes import EVERYWHERE, Scope
from app.journal import Event

EVERY = 600
LASTS = timedelta(seconds=2 * EVERY)
AT_MOST = timedelta(hours=1)
A_MOMENT = timedelta(minutes=1)
SLOW = 0.7  # seconds: below, a page counts anew
EVERYONE = 0
Plain = list[Any]


@duty("indicators count", every=EVERY)
def count() -> int:
    """Count the usual periods again if anything happened since, and say how many were."""
    if _is_up_to_date():
        return 0
    db.session.rollback()
    db.session.connection(execution_options={READS: True})
    made = list(_made())
    db.session.rollback()
    db.session.execute(delete(Tally))
    db.session.add_all(made)
    db.session.commit()
    return len(made)


def _is_up_to_date() -> bool:
    """Tell whether the last count is as good as a new one."""
    last = db.session.scalar(select(Tally).order_by(Tally.counted_at).limit(1))
    return last is not None and _holds(last) and not _moved_since(last)


def _moved_since(tally: Tally) -> bool:
    """Tell whether something may have happened since a count, or a little before it."""
    last = db.session.scalar(select(func.max(Event.at)))
    return last is not None and last > tally.counted_at - A_MOMENT


def _made() -> Iterator[Tally]:
    scopes = {EVERYONE: EVERYWHERE}
    scopes |= {one: Scope(operator=one) for one in db.session.scalars(select(Operator.id))}
    for period in recent(clock.today()):
        yield from tallied(period, scopes)


def tallied(
    period: Period, scopes: Mapping[int, Scope], as_of: date | None = None
) -> Iterator[Tally]:
    """Count a period for several scopes, from one reading of the records."""
    began, now, seconds = time.perf_counter(), clock.now(), 0.0
    before = period.before()
    reckoning = Reckoning(period, before, as_of=as_of)
    for key, scope in scopes.items():
        sheet, mains = reckoning.sheet(period, scope), reckoning.mains(before, scope)
        seconds = seconds or time.perf_counter() - began
        yield Tally(
            since=period.since,
            until=period.until,
            operator_id=key,
            as_of=reckoning.ledger.as_of,
            rules=_rules(),
            counted_at=now,
            seconds=seconds,
            figures={
                line.indicator.key: {k: _plain(f) for k, f in line.figures.items()}
                for line in sheet
            },
            before={i.key: _plain(f) for i, f in zip(REGISTRY, mains, strict=True)},
        )


def _rules() -> str:
    return f"{RULES} {current_app.config['SETTINGS'].followup_from}"


def _holds(tally: Tally) -> bool:
    """Tell whether a count is of today, by the rules of today, and not too old."""
    is_recent = clock.now() - tally.counted_at < AT_MOST
    return is_recent and tally.as_of == clock.today() and tally.rules == _rules()


def kept(period: Period, scope: Scope) -> Tally | None:
    """Give the counts of a period that stand for a new count: recent, and long to make again."""
    operator = EVERYONE if scope == EVERYWHERE else scope.operator
    if operator is None or scope not in (EVERYWHERE, Scope(operator=operator)):
        return None
    found = db.session.get(Tally, (period.since, period.until, operator))
    if found is None or found.seconds < SLOW or not _holds(found):
        return None
    return found if clock.now() - found.counted_at < LASTS or not _moved_since(found) else None


def lines(tally: Tally) -> list[Line]:
    """Give the lines of the sheet as they were counted, without their rows."""
    return [Line(one, [], _figures(one, tally.figures[one.key])) for one in REGISTRY]


def _figures(indicator: Indicator, told: dict[str, Plain]) -> dict[str, Figure]:
    return {m.key: _figure(m, told[m.key]) for m in indicator.measures if m.key in told}


def mains_before(tally: Tally) -> list[Figure]:
    """Give the main figure of each line in the period before."""
    return [_figure(one.main, tally.before[one.key]) for one in REGISTRY]


def _plain(figure: Figure) -> Plain:
    return [figure.state.value, _exact(figure.top), _exact(figure.bottom)]


def _exact(number: Number | None) -> int | str | None:
    return number if number is None or isinstance(number, int) else str(number)


def _figure(measure: Measure, told: Plain) -> Figure:
    state, top, bottom = told
    return Figure(measure, State(state), _read(top), _read(bottom))


def _read(said: int | str | None) -> Number | None:
    return Fraction(said) if isinstance(said, str) else said
