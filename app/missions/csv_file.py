"""Reading a file of missions: the text, the columns, the cells; every fault said with its row."""

import csv
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from app import nir
from app.forms import tidy
from app.missions.columns import BY_NAME, COLUMNS, Column
from app.territories.queries import simplified

LARGEST = 1_000_000
MOST_ROWS = 2_000
NOT_UTF8 = (
    "Ce fichier n’est pas en UTF-8 : ses accents seraient perdus. Dans votre tableur, choisissez "
    "« Enregistrer sous », puis « CSV UTF-8 »."
)
A_WORKBOOK = "Ce fichier est un classeur. Dans votre tableur, enregistrez-le en « CSV UTF-8 »."
TOO_LARGE = "Ce fichier est trop lourd : un million de caractères au plus. Coupez-le en deux."


class UnreadableError(ValueError):
    """The file cannot be read at all; the message says what to do."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, the first row being the names of the columns."""

    row: int
    reason: str

    def __str__(self) -> str:
        """Say the row and the reason."""
        return f"Ligne {self.row} : {self.reason}"


@dataclass
class Row:
    """A mission as the file gives it: the facts of the columns that are there."""

    number: int
    facts: dict[str, Any] = field(default_factory=dict)


def decoded(content: bytes, *, shown: bool = False) -> str:
    """Give the text of a file: UTF-8; or an older Excel's, when people are shown what was read."""
    if len(content) > LARGEST:
        raise UnreadableError(TOO_LARGE)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableError(A_WORKBOOK)
    for encoding in ("utf-8-sig", "cp1252") if shown and b"\0" not in content else ("utf-8-sig",):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise UnreadableError(NOT_UTF8)


def read(text: str) -> tuple[list[Row], list[Fault]]:
    """Give the rows that are right and the faults of the others."""
    lines = _lines(text)
    if not lines:
        raise UnreadableError("Ce fichier est vide.")
    columns = _columns(lines[0])
    if len(lines) > MOST_ROWS + 1:
        raise UnreadableError(f"Ce fichier a plus de {MOST_ROWS} lignes. Coupez-le en deux.")
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            row, wrong = _row(number, columns, cells)
            rows.append(row)
            faults += wrong
    if not rows:
        raise UnreadableError("Ce fichier n’a que les noms des colonnes.")
    return rows, faults


def _lines(text: str) -> list[list[str]]:
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableError(
            "Ce fichier n’est pas un CSV complet : un guillemet n’est pas refermé."
        ) from error


def _columns(names: list[str]) -> list[Column]:
    known = {simplified(name): column for name, column in BY_NAME.items()}
    found = [known.get(simplified(name)) for name in names]
    unknown = [n.strip()[:40] for n, c in zip(names, found, strict=True) if c is None]
    if unknown:
        raise UnreadableError(
            f"Colonne inconnue : « {unknown[0]} ». Les colonnes possibles sont : "
            f"{', '.join(BY_NAME)}."
        )
    columns = [column for column in found if column is not None]
    twice = {c.name for c in columns if columns.count(c) > 1}
    if twice:
        raise UnreadableError(f"La colonne « {min(twice)} » est là deux fois.")
    absent = [c.name for c in COLUMNS if c.required and c not in columns]
    if absent:
        said = ", ".join(f"« {name} »" for name in absent)
        raise UnreadableError(f"Il manque une colonne : {said}. La première ligne porte les noms.")
    return columns


def _row(number: int, columns: list[Column], cells: list[str]) -> tuple[Row, list[Fault]]:
    row = Row(number)
    faults = []
    if any(cell.strip() for cell in cells[len(columns) :]):
        faults.append(Fault(number, "il y a plus de cases que de colonnes"))
    cells = [*cells, *[""] * len(columns)]
    for column, cell in zip(columns, cells, strict=False):
        try:
            row.facts[column.fact] = _cell(column, tidy(cell))
        except ValueError as error:
            faults.append(Fault(number, f"{column.name} : {error}."))
    return row, faults or [Fault(number, said) for said in _objections(row.facts)]


def _cell(column: Column, cell: str) -> Any:
    if nir.is_in(cell):
        raise ValueError("ce texte ressemble à un numéro de sécurité sociale")
    if not cell:
        if column.required:
            raise ValueError("la case est vide")
        return None
    return column.read(cell)


def _objections(facts: dict[str, Any]) -> list[str]:
    """Say what does not hold between the cells of a row."""
    start, end = facts.get("starts_on"), facts.get("ends_on")
    said = []
    if start and end and end < start:
        said.append("fin : le dernier jour vient avant le premier.")
    if not facts.get("remote") and not facts.get("commune") and not facts.get("code_insee"):
        said.append("commune : écrivez la commune, ou « oui » dans a_distance.")
    return said
