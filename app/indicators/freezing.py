"""A report as it is on a day: figures, what may leave of them, and the keys of their rows."""

import json
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from app.indicators import wording
from app.indicators.computing import Line, Reckoning
from app.indicators.elsewhere import WHOLE, Elsewhere
from app.indicators.fitness import Fit, fit
from app.indicators.keys import keys_of
from app.indicators.models import Report, ReportVersion
from app.indicators.names import Names, names
from app.indicators.registry import RULES
from app.indicators.rows import Figure, Measure, Number
from app.indicators.scopes import Scope

PARTED_BY = ("territory", "operator", "pathway")


@dataclass(frozen=True)
class Snapshot:
    """What is frozen."""

    reckoning: Reckoning
    figures: dict[str, Any]
    keys: bytes


def scope_of(report: Report) -> Scope:
    """Say whose rows a report is made of."""
    return Scope(operator=report.operator_id, programme=report.programme_id)


def snapshot(report: Report, as_of: date | None = None) -> Snapshot:
    """Compute a report as of a day, today unless said."""
    period, scope, known = report.period, scope_of(report), names()
    reckoning = Reckoning(period, as_of=as_of)
    lines = reckoning.sheet(period, scope)
    already = Elsewhere(report)
    told = [_line(reckoning, line, known, already) for line in lines]
    figures = {
        "since": str(period.since),
        "until": str(period.until),
        "as_of": str(reckoning.ledger.as_of),
        "place": report.place,
        "rules": RULES,
        "lines": told,
    }
    return Snapshot(reckoning, figures, _packed(lines))


def _line(reckoning: Reckoning, line: Line, known: Names, already: Elsewhere) -> dict[str, Any]:
    report, indicator = already.report, line.indicator
    scope = scope_of(report)
    dimensions = [d for d in PARTED_BY if getattr(scope, d) is None]
    groups = {d: reckoning.broken_down(indicator, report.period, d, scope) for d in dimensions}

    def elsewhere(place: tuple[str, Any], measure: Measure) -> list[Any]:
        named = WHOLE if place[1] is None and not place[0] else (place[0], known.said(*place))
        return already.of(indicator.key, named, measure)

    safe = fit(line, groups, elsewhere)
    return {
        "key": indicator.key,
        "title": indicator.title,
        "definition": indicator.definition,
        "figures": [_figure(f, safe) for f in line.figures.values()],
        "parts": {
            dimension: [
                {
                    "name": known.said(dimension, value),
                    "figures": [
                        _figure(f, safe, (dimension, value))
                        for f in part.figures.values()
                        if not f.measure.group
                    ],
                }
                for value, part in sorted(parts.items(), key=lambda p: (p[0] is None, str(p[0])))
            ]
            for dimension, parts in groups.items()
            if parts and indicator.main.key != ""
        },
    }


def _figure(figure: Figure, safe: Fit, *place: Any) -> dict[str, Any]:
    return {
        "key": figure.measure.key,
        "label": figure.measure.label,
        "group": figure.measure.group,
        "state": figure.state.value,
        "top": _exact(figure.top),
        "bottom": _exact(figure.bottom),
        "said": wording.said(figure),
        "over": wording.over(figure),
        "target": wording.target(figure, told=safe.said(figure, *place) == wording.said(figure)),
        "safe": safe.said(figure, *place),
        "safe_over": safe.over(figure, *place),
    }


def _exact(number: Number | None) -> str | None:
    return None if number is None else str(Fraction(number))


def _packed(lines: list[Line]) -> bytes:
    """Keep the rows of every line: their part, their key, their day, and nothing that names."""
    keys = keys_of(row.person for line in lines for row in line.rows)
    told = {
        line.indicator.key: sorted(
            [row.part, keys.get(row.person or 0, f"{row.part} {row.unit}"), str(row.on), row.what]
            for row in line.rows
            if any(m.keeps(row) for m in line.indicator.measures)
        )
        for line in lines
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode())


def unpacked(version: ReportVersion) -> dict[str, list[list[str]]]:
    """Give the rows of a version back."""
    found: dict[str, list[list[str]]] = json.loads(zlib.decompress(version.keys))
    return found


@dataclass(frozen=True)
class Difference:
    """What changed in one figure between two versions, and how many rows came or went."""

    title: str
    label: str
    before: str
    after: str
    came: int
    went: int


def differences(older: ReportVersion, newer: ReportVersion, *, safe: bool) -> list[Difference]:
    """List what changed between two versions of a report, in the words that may be read."""
    said = "safe" if safe else "said"
    rows_before, rows_after = unpacked(older), unpacked(newer)
    known = {
        (line["key"], figure["key"]): figure
        for line in older.figures["lines"]
        for figure in line["figures"]
    }
    found = []
    for line in newer.figures["lines"]:
        came, went = _moved(rows_before.get(line["key"], []), rows_after.get(line["key"], []))
        for figure in line["figures"]:
            old = known.get((line["key"], figure["key"]))
            if old and (old["top"], old["bottom"], old["state"]) == (
                figure["top"], figure["bottom"], figure["state"],
            ):  # fmt: skip
                continue
            before = old[said] if old else ""
            found.append(
                Difference(line["title"], figure["label"], before, figure[said], came, went)
            )
    return found


def _moved(before: list[list[str]], after: list[list[str]]) -> tuple[int, int]:
    old, new = (Counter(map(tuple, rows)) for rows in (before, after))
    return (new - old).total(), (old - new).total()
