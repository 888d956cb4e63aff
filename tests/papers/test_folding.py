"""A booklet to fold reads from its first page to its last once printed on both sides."""

import io

import pytest
from pypdf import PdfReader

from app.papers.actions import typeset
from app.papers.folding import folded, order
from tests.papers.test_keeping import PART


def read_folded(count: int) -> list[int | None]:
    """Stack the sheets, fold them in the middle, and turn the pages."""
    sides = order(count)
    fronts, backs = sides[0::2], sides[1::2]
    outward = [page for front, back in zip(fronts, backs, strict=True)
               for page in (front[1], back[0])]  # fmt: skip
    return outward + [page for front, back in reversed(list(zip(fronts, backs, strict=True)))
                      for page in (back[1], front[0])]  # fmt: skip


@pytest.mark.parametrize("count", range(1, 18))
def test_a_folded_booklet_reads_in_order_and_its_blanks_come_last(count):
    read = read_folded(count)
    assert read[:count] == list(range(count))
    assert len(read) % 4 == 0
    assert all(page is None for page in read[count:])
    assert len(read) - count < 4


def test_the_first_sheet_bears_the_cover_on_the_right_and_the_back_on_the_left():
    assert order(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]


def test_two_pages_lie_side_by_side_on_a_sheet_twice_as_wide(app):
    parts = [{**PART, "subject": f"Lettre {n}"} for n in range(6)]
    pages = typeset("letter", {"title": "Un livret", "parts": parts})
    sheets = PdfReader(io.BytesIO(folded(pages)))
    said = [" ".join(page.extract_text().split()) for page in sheets.pages]
    there = [[n for n in range(6) if f"Lettre {n}" in text] for text in said]
    assert there == [[0], [1], [2, 5], [3, 4]]
    small = PdfReader(io.BytesIO(pages)).pages[0].mediabox
    assert sheets.pages[0].mediabox.width == 2 * small.width
    assert sheets.pages[0].mediabox.height == small.height
    assert dict(sheets.metadata or {}) == {"/Title": "Un livret"}
    assert folded(pages) == folded(pages)
