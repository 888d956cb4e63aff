"""`flask indicators show`: the figures of a period, for a spreadsheet or another program."""

import csv
import io
import json
from datetime import date
from typing import Any

import click
from flask.cli import AppGroup

from app.indicators import tallies
from app.indicators.computing import Reckoning
from app.indicators.periods import Period
from app.indicators.registry import RULES
from app.indicators.rows import Figure, Indicator, Number
from app.indicators.wording import said

group = AppGroup("indicators", help="Chiffres du Département.")


@group.command("show")
@click.option("--from", "since", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--to", "until", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--format", "kind", type=click.Choice(["json", "csv"]), default="json")
def show(since: Any, until: Any, kind: str) -> None:
    """Show every figure of a period, its numerator and its denominator."""
    if until < since:
        raise click.BadParameter("la fin vient avant le début", param_hint="--to")
    period = Period(since.date(), until.date())
    reckoning = Reckoning(period)
    found = [
        told(line.indicator, figure)
        for line in reckoning.sheet(period)
        for figure in line.figures.values()
    ]
    click.echo(_json(period, reckoning.ledger.as_of, found) if kind == "json" else _csv(found))


@group.command("count")
def count() -> None:
    """Count the usual periods again, for the pages; the worker does it every ten minutes."""
    click.echo(f"Comptes refaits : {tallies.count()}.")


def told(indicator: Indicator, figure: Figure) -> dict[str, Any]:
    """Give a figure as plain data, and as people read it."""
    return {
        "indicator": indicator.key,
        "title": indicator.title,
        "measure": figure.measure.key,
        "label": figure.measure.label,
        "said": said(figure),
        "state": figure.state.value,
        "value": _plain(figure.value),
        "numerator": _plain(figure.top) if figure.measure.bottom else None,
        "denominator": _plain(figure.bottom),
        "target": _plain(figure.measure.target),
        "met": figure.met,
    }


def _plain(number: Number | None) -> int | float | None:
    if number is None or isinstance(number, int):
        return number
    return int(number) if number.denominator == 1 else float(number)


def _json(period: Period, as_of: date, found: list[dict[str, Any]]) -> str:
    heading = {"from": str(period.since), "to": str(period.until), "as_of": str(as_of)}
    return json.dumps({**heading, "rules": RULES, "figures": found}, ensure_ascii=False, indent=2)


def _csv(found: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, found[0].keys(), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue().rstrip("\n")
