"""A frozen version as papers and files: only what may leave of it."""

from datetime import date
from typing import Any

from app.indicators.models import ReportVersion
from app.indicators.names import LABELS
from app.indicators.tables import Sheet, as_csv, as_xlsx
from app.indicators.wording import sentence
from app.papers.actions import typeset
from app.papers.shapes import Report as ReportPaper
from app.papers.shapes import ReportRow, ReportSection
from app.phrases import day, moment

NOTES = (
    "Un effectif de 1 à 4 personnes est écrit « < 5 ».",
    "« masqué » cache ce qui permettrait de retrouver un de ces effectifs, ici ou ailleurs.",
    "« n/a » : rien à rapporter. « non renseigné » : rien n’est saisi.",
    "« non concerné » : l’indicateur ne s’applique pas.",
    "L’année est recalculée : elle n’est pas la somme des deux semestres.",
)
COLUMNS = ("Indicateur", "Chiffre", "Résultat", "Détail", "Objectif")


def lines(version: ReportVersion) -> list[dict[str, Any]]:
    """Give the lines of a version; a detail that counts nothing is left out."""
    return [
        {**line, "figures": [f for f in line["figures"] if not f["group"] or f["top"] != "0"]}
        for line in version.figures["lines"]
    ]


def watermark(version: ReportVersion) -> str:
    """Say, on every page, which version this is and who froze it."""
    return (
        f"Rapport {version.report.place}, {version.report.label}, version {version.number}, "
        f"figée le {day(version.generated_at)}, empreinte {version.seal[:12]}"
    )


def as_sheet(version: ReportVersion) -> list[list[str]]:
    """Give the figures of a version as rows of a table."""
    return [
        [
            f"{_code(line['key'])}{line['title']}", sentence(figure["label"]), figure["safe"],
            figure["safe_over"], figure["target"],
        ]
        for line in lines(version)
        for figure in line["figures"]
    ]  # fmt: skip


def _code(key: str) -> str:
    return f"{key.upper()} " if key.startswith("i") else ""


def as_parts(version: ReportVersion, dimension: str) -> list[list[str]]:
    """Give the figures of a version, parted, as rows of a table."""
    return [
        [part["name"], f"{_code(line['key'])}{line['title']}", sentence(figure["label"]),
         figure["safe"], figure["safe_over"]]
        for line in version.figures["lines"]
        for part in line["parts"].get(dimension, [])
        for figure in part["figures"]
    ]  # fmt: skip


def spreadsheet(version: ReportVersion) -> bytes:
    """Make the spreadsheet of a version: figures, parts, definitions, and what it is."""
    told = version.figures
    about = [
        ["Période", f"du {day(_date(told['since']))} au {day(_date(told['until']))}"],
        ["Pour", told["place"]],
        ["Version", f"{version.number}, figée le {moment(version.generated_at)}"],
        ["Chiffres arrêtés au", day(version.as_of)],
        ["Règles de calcul", version.rules],
        ["Empreinte", version.seal],
        *[["À lire avec ces chiffres", note] for note in NOTES],
    ]
    dimensions = sorted({name for line in told["lines"] for name in line["parts"]})
    parted = ("Indicateur", "Chiffre", "Résultat", "Détail")
    sheets = [
        Sheet("Chiffres", COLUMNS, as_sheet(version), (34, 44, 14, 18, 28)),
        *(
            Sheet(f"Par {LABELS[name]}", (sentence(LABELS[name]), *parted),
                  as_parts(version, name), (28, 34, 40, 14, 18))
            for name in dimensions
        ),
        Sheet("Définitions", ("Indicateur", "Définition"),
              [[line["title"], line["definition"]] for line in told["lines"]], (34, 100)),
        Sheet("À propos", ("Quoi", "Réponse"), about, (26, 90)),
    ]  # fmt: skip
    return as_xlsx(sheets, watermark(version))


def _date(text: str) -> date:
    return date.fromisoformat(text)


def table(version: ReportVersion) -> bytes:
    """Make the CSV of a version."""
    return as_csv(COLUMNS, as_sheet(version))


def paper(version: ReportVersion) -> bytes:
    """Make the PDF of a version."""
    told = version.figures
    sent = [f"le {day(s.sent_on)}, à {s.recipient}" for s in version.sendings]
    shape = ReportPaper(
        title=f"Rapport : {version.report.label}",
        period=f"du {day(_date(told['since']))} au {day(_date(told['until']))}",
        scope=told["place"],
        version=f"{version.number} (règles {version.rules}, empreinte {version.seal[:12]})",
        made_on=day(version.as_of),
        sent=" ; ".join(sent),
        sections=[
            ReportSection(
                f"{_code(line['key'])}{line['title']}",
                [
                    ReportRow(
                        sentence(f["label"]) or line["title"], f["safe"],
                        " · ".join(filter(None, (f["safe_over"], f["target"]))),
                    )
                    for f in line["figures"]
                ],
            )
            for line in lines(version)
        ],
        notes=list(NOTES),
    )  # fmt: skip
    return typeset(shape.template, shape.words())
