"""Rows taken out for the département’s own system: its columns, its names, its order, its codes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.indicators.computing import Reckoning
from app.indicators.keys import key_of, tokens_of
from app.indicators.models import ColumnMapping, Extraction
from app.indicators.names import Names, names, what_words
from app.indicators.periods import Period
from app.indicators.registry import BY_KEY, RULES
from app.indicators.rows import Indicator, Row
from app.indicators.tables import Sheet, as_csv, as_xlsx
from app.indicators.wording import part
from app.phrases import moment
from app.vocabulary import Worded

STAMP = "export"


class Identifier(Worded):
    """What stands for a person."""

    KEY = "key", "Une clé, toujours la même, qui ne nomme personne"
    FILE = "file", "L’identifiant interne de son dossier dans ce site"


class Separator(Worded):
    """What parts the columns of a CSV."""

    SEMICOLON = ";", "Point-virgule"
    COMMA = ",", "Virgule"
    TAB = "tab", "Tabulation"


@dataclass(frozen=True)
class Wanted:
    """Which rows to take out, and as what file."""

    indicator: str
    period: Period
    kind: str


@dataclass(frozen=True)
class Column:
    """A field that may be taken out."""

    label: str
    of: Callable[[Row, Names], str]


FIELDS: dict[str, Column] = {
    "personne": Column("Personne", lambda _row, _names: ""),
    "jour": Column("Jour (AAAA-MM-JJ)", lambda row, _names: row.on.isoformat()),
    "compte": Column("Ce que la ligne compte", lambda row, _names: row.part),
    "nature": Column("Nature (code)", lambda row, _names: row.what if what_words(row.what) else ""),
    "nature_mots": Column("Nature (mots)", lambda row, _names: what_words(row.what)),
    "territoire": Column("Territoire", lambda row, n: _named(n, "territory", row.territory)),
    "operateur": Column("Opérateur", lambda row, n: _named(n, "operator", row.operator)),
    "parcours": Column("Parcours", lambda row, n: _named(n, "pathway", row.pathway)),
    "action": Column("Action", lambda row, n: _named(n, "programme", row.programme)),
    "valeur": Column("Valeur", lambda row, _names: part(row.amount)),
}


def _named(known: Names, dimension: str, value: Any) -> str:
    return known.said(dimension, value) if value is not None else ""


def rows_of(indicator: Indicator, period: Period) -> list[Row]:
    """Give the rows that make the figures of an indicator, in a stable order."""
    rows = Reckoning(period).rows(indicator, period)
    counted = [row for row in rows if any(m.keeps(row) for m in indicator.measures)]
    return sorted(counted, key=lambda r: (r.on, r.part, str(r.unit)))


def table(mapping: ColumnMapping, extraction: Extraction) -> tuple[list[str], list[list[str]]]:
    """Write the rows in the columns asked for; each carries the number of its extraction."""
    indicator = BY_KEY[extraction.indicator]
    rows = rows_of(indicator, Period(extraction.since, extraction.until))
    known, tokens = names(), tokens_of(row.person for row in rows)
    columns = [name for _, name in mapping.columns] + [STAMP]
    return columns, [
        [_cell(mapping, field, row, known, tokens) for field, _ in mapping.columns]
        + [extraction.token]
        for row in rows
    ]


def _cell(
    mapping: ColumnMapping, field: str, row: Row, known: Names, tokens: dict[int, str]
) -> str:
    if field == "personne":
        token = tokens.get(row.person or 0)
        if token is None:
            return ""
        return token if mapping.identifier == Identifier.FILE else key_of(token)
    said = FIELDS[field].of(row, known)
    codes: dict[str, str] = mapping.codes.get(field, {})
    return codes.get(said, said)


def file_of(extraction: Extraction) -> bytes:
    """Make the file of an extraction."""
    mapping = extraction.mapping
    columns, rows = table(mapping, extraction)
    if extraction.kind == "csv":
        return as_csv(columns, rows, "\t" if mapping.separator == Separator.TAB
                      else mapping.separator)  # fmt: skip
    about = [
        ["Extraction", extraction.token],
        ["Faite par", extraction.asked_by.full_name],
        ["Le", moment(extraction.asked_at)],
        ["Indicateur", BY_KEY[extraction.indicator].title],
        ["Période", Period(extraction.since, extraction.until).name],
        ["Règles de calcul", RULES],
    ]
    watermark = f"Extraction {extraction.token}, {extraction.asked_by.full_name}, " + moment(
        extraction.asked_at
    )
    return as_xlsx(
        [Sheet("Lignes", columns, rows, [22] * len(columns)),
         Sheet("À propos", ("Quoi", "Réponse"), about, (22, 60))],
        watermark,
    )  # fmt: skip


def read_codes(text: str) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Read « champ : valeur = code », one a line; give the codes, and the lines not understood."""
    codes: dict[str, dict[str, str]] = {}
    wrong = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        field, colon, rest = line.partition(":")
        value, equals, code = rest.partition("=")
        name = field.strip().lower()
        if not colon or not equals or name not in FIELDS or not value.strip():
            wrong.append(line)
            continue
        codes.setdefault(name, {})[value.strip()] = code.strip()
    return codes, wrong


def write_codes(codes: dict[str, dict[str, str]]) -> str:
    """Write codes back as they are typed."""
    return "\n".join(
        f"{field} : {value} = {code}"
        for field, pairs in codes.items()
        for value, code in pairs.items()
    )
