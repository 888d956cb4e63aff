"""The figures: the whole sheet, one line of it, the rows behind a figure."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from flask_sqlalchemy.pagination import Pagination
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Role
from app.indicators import charts, tallies, wording
from app.indicators.asking import DESKS, Asked, asked
from app.indicators.charts import Bars, Curve
from app.indicators.computing import Line, Reckoning
from app.indicators.keys import tokens_of
from app.indicators.listing import files_of, listed, people_named
from app.indicators.names import CODES, LABELS
from app.indicators.periods import recent
from app.indicators.queries import reporting_periods
from app.indicators.registry import BY_KEY, RULES
from app.indicators.rows import Figure, Indicator, Measure, Row, State
from app.web import go, me, only

blueprint = Blueprint("indicators", __name__)

READERS = (Role.PILOT, Role.OPERATOR, Role.REFERENT)
DESK = "/<any(pilotage,operateur,referent):desk>/indicateurs"
PAGE = 50
MOST = 20


@dataclass(frozen=True)
class Told:
    """A line of the sheet beside its main figure of the period before."""

    line: Line
    before: Figure

    @property
    def groups(self) -> dict[str, list[Measure]]:
        """The other measures, those that go together together; empty detail left out."""
        found: dict[str, list[Measure]] = {}
        for measure in self.line.indicator.measures:
            figure = self.line.figures.get(measure.key)
            if figure is None or measure is self.line.indicator.main:
                continue
            if measure.group and not figure.value:
                continue
            found.setdefault(measure.group, []).append(measure)
        return found


@blueprint.get("/pilotage/indicateurs", endpoint="pilot", defaults={"desk": "pilotage"})
@blueprint.get("/operateur/indicateurs", endpoint="operator", defaults={"desk": "operateur"})
@blueprint.get("/referent/indicateurs", endpoint="referent", defaults={"desk": "referent"})
@blueprint.get(DESK)
@only(*READERS)
def sheet(desk: str) -> str | Response:
    """Show every line of the report for a period, or lead to one’s own."""
    if desk != DESKS[Role(me().role)]:
        return go("indicators.sheet", desk=DESKS[Role(me().role)])
    wanted = asked(me(), desk)
    kept = None if "recompter" in request.args else tallies.kept(wanted.period, wanted.scope)
    now, before = (tallies.lines(kept), tallies.mains_before(kept)) if kept else _counted(wanted)
    return render_template(
        "indicators/sheet.html",
        asked=wanted,
        lines=[Told(*pair) for pair in zip(now, before, strict=True)],
        as_of=clock.today(),
        counted_at=kept and kept.counted_at,
        rules=RULES,
        **choices(),
    )


def _counted(wanted: Asked) -> tuple[list[Line], list[Figure]]:
    reckoning = Reckoning(wanted.period, wanted.before)
    return (
        reckoning.sheet(wanted.period, wanted.scope),
        reckoning.mains(wanted.before, wanted.scope),
    )


def choices() -> dict[str, Any]:
    """Give templates the words of figures and the periods to choose from."""
    return {
        "w": wording,
        "labels": LABELS,
        "codes": CODES,
        "recent": recent,
        "added": reporting_periods(),
    }


@blueprint.get(f"{DESK}/<key>")
@only(*READERS)
def line(desk: str, key: str) -> str:
    """Show one line: its definition, its figures, month by month and part by part."""
    wanted, indicator = asked(me(), desk), _indicator(key)
    reckoning = Reckoning(wanted.period, wanted.before)
    before = reckoning.line(indicator, wanted.before, wanted.scope)
    told = Told(reckoning.line(indicator, wanted.period, wanted.scope), before.main)
    return render_template(
        "indicators/line.html",
        asked=wanted,
        indicator=indicator,
        told=told,
        before=before,
        drawn=_drawn(told.line),
        parts=_parts(reckoning, indicator, wanted),
        curve=_curve(reckoning, told.line, wanted),
        as_of=reckoning.ledger.as_of,
        **choices(),
    )


def _drawn(told: Line) -> dict[str, Bars]:
    """Draw the measures that part the same total, each bar as long as its figure."""
    found = {}
    for group in told.indicator.totals:
        measures = [m for m in told.indicator.measures if m.group == group]
        items = [
            (wording.sentence(m.label), value, wording.said(told.figures[m.key]), "")
            for m in measures
            if (value := told.figures[m.key].value)
        ]
        if 1 < len(items) <= MOST:
            found[group] = charts.bars(items)
    return found


@dataclass(frozen=True)
class Part:
    """One line parted by a dimension: a bar and a table row for each value."""

    dimension: str
    measures: list[Measure]
    rows: list[tuple[str, str, dict[str, Figure]]]
    bars: Bars


def _parts(reckoning: Reckoning, indicator: Indicator, wanted: Asked) -> list[Part]:
    found = []
    for dimension in wanted.dimensions:
        groups = reckoning.broken_down(indicator, wanted.period, dimension, wanted.scope)
        if len(groups) < 2 and None in groups:
            continue
        named = sorted(
            groups.items(), key=lambda g: (g[0] is None, wanted.names.said(dimension, g[0]))
        )
        rows = [
            (
                wanted.names.said(dimension, value),
                wanted.url("line", key=indicator.key, **more)
                if (more := wanted.choose(dimension, value))
                else "",
                group.figures,
            )
            for value, group in named
            if any(f.top for f in group.figures.values() if not f.measure.group)
        ]
        if rows:
            found.append(_part(dimension, indicator, rows))
    return found


def _part(dimension: str, indicator: Indicator, rows: list[Any]) -> Part:
    main = indicator.main
    columns = [m for m in indicator.measures if not m.group and all(m.key in r[2] for r in rows)]
    drawn = [
        (name, figures[main.key].value or 0, wording.said(figures[main.key]), url)
        for name, url, figures in rows
        if figures[main.key].state == State.VALUE
    ]
    return Part(dimension, columns, rows, charts.bars(drawn))


def _curve(reckoning: Reckoning, told: Line, wanted: Asked) -> Curve | None:
    """Draw the line’s figure month by month; a level is read at the end of each."""
    lived = wanted.period.lived(reckoning.ledger.as_of)
    if lived is None or told.main.state not in (State.VALUE, State.NOT_APPLICABLE):
        return None
    if len(charts.months(lived)) < 2:
        return None
    if told.indicator.key == "file-active":
        return charts.curve(reckoning.levels(charts.months(lived), wanted.scope))
    return charts.curve(charts.by_month(told.indicator.main, told.rows, lived))


class Rows(Pagination):
    """A page of the rows behind a figure."""

    def _query_items(self) -> list[Row]:
        start: int = self._query_offset
        return list(self._query_args["behind"][start : start + self.per_page])

    def _query_count(self) -> int:
        return len(self._query_args["behind"])


@blueprint.get(f"{DESK}/<key>/lignes")
@only(*READERS)
def rows(desk: str, key: str) -> str:
    """Show the rows that make a figure, and only them."""
    wanted, indicator = asked(me(), desk), _indicator(key)
    measure = indicator.measure(request.args.get("mesure", indicator.main.key))
    reckoning = Reckoning(wanted.period)
    found = reckoning.line(indicator, wanted.period, wanted.scope)
    if measure is None or measure.key not in found.figures:
        raise NotFound
    behind = sorted(
        found.behind(measure.key), key=lambda r: (not measure.top.keeps(r), r.on, str(r.unit))
    )
    page = Rows(behind=behind, per_page=PAGE, error_out=False)
    return render_template(
        "indicators/rows.html",
        asked=wanted,
        indicator=indicator,
        figure=found.figures[measure.key],
        measure=measure,
        listed=listed(page.items, measure, wanted.names, tokens_of(r.person for r in page.items)),
        people=people_named(page.items) if wanted.may_name else {},
        files=files_of(page.items, me()),
        page=page,
        **choices(),
    )


def _indicator(key: str) -> Indicator:
    found = BY_KEY.get(key)
    if found is None:
        raise NotFound
    return found
