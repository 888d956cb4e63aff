"""Tables as files: a spreadsheet that is pleasant to open, and a CSV that runs nothing."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"


@dataclass(frozen=True)
class Sheet:
    """One table: its name, its columns, its rows, and how wide to show them."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    widths: Sequence[int] = field(default=())


def inert(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ";") -> bytes:
    """Write a table as CSV, in UTF-8 that a spreadsheet recognises."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow([inert(cell) for cell in columns])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return (MARK + text.getvalue()).encode()


def as_xlsx(sheets: Sequence[Sheet], watermark: str) -> bytes:
    """Write tables as a spreadsheet; the watermark is on every printed page."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": sheets[0].name, "comments": watermark})
    bold = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name[:31])
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L{watermark.replace('&', '&&')}&RPage &P sur &N")
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.write_row(0, 0, sheet.columns, bold)
        for number, width in enumerate(sheet.widths):
            page.set_column(number, number, width, wrapped)
        for line, row in enumerate(sheet.rows, 1):
            for at, cell in enumerate(row):
                _write(page, line, at, cell)
    book.close()
    return file.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, line: int, at: int, cell: str) -> None:
    """Write a whole number as a number, so that it adds up; anything else as it is said."""
    plain = cell.replace("\u202f", "")
    if plain.isascii() and plain.isdecimal() and len(plain) < 12 and not _is_code(plain):
        page.write_number(line, at, int(plain))
    else:
        page.write_string(line, at, cell)


def _is_code(text: str) -> bool:
    return len(text) > 1 and text.startswith("0")
