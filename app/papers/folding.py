"""A booklet to fold: small pages laid two by two on large sheets, in the order of folding.

The sheets are for a printer: they have no reading order, so they make no claim to be accessible;
the same pages one by one do, and are offered beside.
"""

import io

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

Side = tuple[int | None, int | None]


def order(count: int) -> list[Side]:
    """Give the pages of each side of a sheet, left then right; None is a blank one.

    Front and back of each sheet follow one another: sheets folded together read from 0 on.
    """
    whole = -(-count // 4) * 4
    pages = [page if page < count else None for page in range(whole)]
    sides: list[Side] = []
    for first in range(0, whole // 2, 2):
        last = whole - 1 - first
        sides += [(pages[last], pages[first]), (pages[first + 1], pages[last - 1])]
    return sides


def folded(pdf: bytes) -> bytes:
    """Lay the pages of a file out to be printed on both sides, then folded in the middle."""
    reader, writer = PdfReader(io.BytesIO(pdf)), PdfWriter()
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    for side in order(len(reader.pages)):
        sheet = PageObject.create_blank_page(width=2 * width, height=height)
        for place, number in enumerate(side):
            if number is not None:
                moved = Transformation().translate(place * width, 0)
                sheet.merge_transformed_page(reader.pages[number], moved)
        writer.add_page(sheet)
    _name(writer, str(reader.metadata.title if reader.metadata else ""))
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _name(writer: PdfWriter, title: str) -> None:
    """Say what the file is, and nothing of when or by what it was made."""
    writer.metadata = {"/Title": title}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("fr-FR")
    shown = {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    root[NameObject("/ViewerPreferences")] = DictionaryObject(shown)
