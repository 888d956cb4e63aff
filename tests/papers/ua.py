"""The strictest reading of PDF/UA-1 that needs no other program: what a machine can tell."""

import io
from itertools import pairwise
from typing import Any

import pikepdf

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
BLOCKS = {"/Figure", "/Formula"}


def check(pdf: bytes, lang: str = "fr") -> None:
    """Refuse a document that a screen reader would read badly."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        _check_head(opened, lang)
        _check_fonts(opened)
        _check_pages(opened)
        _check_tree(list(_elements(opened.Root.StructTreeRoot.get("/K"))))


def _check_head(pdf: pikepdf.Pdf, lang: str) -> None:
    root = pdf.Root
    assert bool(root.MarkInfo.Marked), "not tagged"
    assert not bool(root.MarkInfo.get("/Suspects", False))
    assert str(root.Lang).startswith(lang), "no language"
    assert bool(root.ViewerPreferences.DisplayDocTitle), "its title is not shown"
    meta = pdf.open_metadata()
    assert meta["pdfuaid:part"] == "1"
    assert meta["dc:title"].strip()
    assert not pdf.is_encrypted
    for key in ("/AcroForm", "/OpenAction", "/AA", "/Names"):
        if key in root and key == "/Names":
            assert not {"/JavaScript", "/EmbeddedFiles"} & set(root[key].keys())
        else:
            assert key not in root, key


def _check_fonts(pdf: pikepdf.Pdf) -> None:
    fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
    described = [o for o in fonts if o.get("/Type") == "/FontDescriptor"]
    assert described
    assert all(any(file in one for file in FILES) for one in described), "a font is not embedded"
    whole = [o for o in fonts if o.get("/Type") == "/Font" and o.get("/Subtype") == "/Type0"]
    assert all("/ToUnicode" in font for font in whole), "letters that cannot be read"


def _check_pages(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        assert "/StructParents" in page.obj, "a page outside the structure"
        depth = marked = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BMC", "BDC"}:
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in {"Tj", "TJ", "'", '"', "Do"}:
                marked += 1
                assert depth > 0, f"{operands}: neither content nor artifact"
        assert depth == 0
        for note in page.obj.get("/Annots", []):
            assert "/Contents" in note or note.get("/Subtype") == "/Link"


def _elements(kids: Any) -> Any:
    if isinstance(kids, pikepdf.Array):
        for one in kids:
            yield from _elements(one)
    elif isinstance(kids, pikepdf.Dictionary) and "/S" in kids:
        yield kids
        yield from _elements(kids.get("/K"))


def _check_tree(elements: list[Any]) -> None:
    names = [str(one.S) for one in elements]
    levels = [int(name[2:]) for name in names if name[1:2] == "H" and name[2:].isdigit()]
    assert levels, "no title"
    assert levels[0] == 1, "the first title is not of level 1"
    assert all(b - a <= 1 for a, b in pairwise(levels)), f"a leap: {levels}"
    for one, name in zip(elements, names, strict=True):
        if name in BLOCKS:
            assert str(one.get("/Alt", "")).strip(), "a picture without words"
        if name == "/Table":
            inside = [str(e.S) for e in _elements(one.get("/K"))]
            assert "/TH" in inside, "a table without a head"
        if name == "/TR":
            assert {str(e.S) for e in _elements(one.get("/K"))} & {"/TH", "/TD"}
