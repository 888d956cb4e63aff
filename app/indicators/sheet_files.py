"""The figures on screen as a file: what may leave of them, their definitions, and what they are."""

from flask import Response as FlaskResponse

from app import clock
from app.accounts.models import Role
from app.indicators import wording
from app.indicators.asking import Asked, asked
from app.indicators.computing import Line, Reckoning
from app.indicators.fitness import fit
from app.indicators.printing import COLUMNS, NOTES
from app.indicators.registry import RULES
from app.indicators.tables import XLSX, Sheet, as_csv, as_xlsx
from app.indicators.views import DESK, blueprint
from app.papers.serving import give
from app.phrases import day, moment
from app.web import me, only


@blueprint.get(f"{DESK}/chiffres.<any(xlsx,csv):kind>")
@only(Role.PILOT, Role.OPERATOR)
def file(desk: str, kind: str) -> FlaskResponse:
    """Give the figures on screen as a spreadsheet or as CSV, small numbers hidden."""
    wanted = asked(me(), desk)
    reckoning = Reckoning(wanted.period)
    lines = reckoning.sheet(wanted.period, wanted.scope)
    rows = [row for line in lines for row in _rows(line)]
    name = f"chiffres-{wanted.period.code}.{kind}"
    if kind == "csv":
        return give(as_csv(COLUMNS, rows), name, "text/csv")
    book = [
        Sheet("Chiffres", COLUMNS, rows, (34, 44, 14, 18, 28)),
        Sheet("Définitions", ("Indicateur", "Définition"),
              [[line.indicator.title, line.indicator.definition] for line in lines], (34, 100)),
        Sheet("À propos", ("Quoi", "Réponse"), _about(wanted, reckoning), (26, 90)),
    ]  # fmt: skip
    return give(as_xlsx(book, _watermark()), name, XLSX)


def _rows(line: Line) -> list[list[str]]:
    """Write the figures of a line that say something."""
    safe, indicator = fit(line, {}), line.indicator
    code = f"{indicator.key.upper()} " if indicator.key.startswith("i") else ""
    return [
        [
            f"{code}{indicator.title}",
            wording.sentence(figure.measure.label),
            safe.said(figure),
            safe.over(figure),
            wording.target(figure, told=safe.said(figure) == wording.said(figure)),
        ]
        for figure in line.figures.values()
        if not figure.measure.group or figure.top
    ]


def _about(wanted: Asked, reckoning: Reckoning) -> list[list[str]]:
    return [
        ["Période", f"du {day(wanted.period.since)} au {day(wanted.period.until)}"],
        ["Pour", wanted.place],
        ["Chiffres arrêtés au", day(min(wanted.period.until, reckoning.ledger.as_of))],
        ["Règles de calcul", RULES],
        ["État", "Chiffres du jour, qui peuvent encore changer. Un rapport figé ne change plus."],
        *[["À lire avec ces chiffres", note] for note in NOTES],
    ]


def _watermark() -> str:
    return f"Chiffres du jour, pris par {me().full_name} le {moment(clock.now())}"
