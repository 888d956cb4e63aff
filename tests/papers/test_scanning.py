"""What people send as a scan is really read, and nothing in it can run or hide."""

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image

from app.extensions import db
from app.papers import actions, queries, scanning
from app.papers.actions import RefusedScan
from app.papers.models import Signer
from tests import people
from tests.papers.test_keeping import SCREEN, a_kept_letter, a_paper


def a_picture(kind: str = "JPEG", **given) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(drawn, kind, **given)
    return drawn.getvalue()


def a_pdf(**root) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for name, value in root.items():
        pdf.Root[f"/{name}"] = value
    kept = io.BytesIO()
    pdf.save(kept)
    return kept.getvalue()


def locked() -> bytes:
    pdf, kept = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(kept, encryption=pikepdf.Encryption(owner="x", user="x"))
    return kept.getvalue()


def with_a_file_inside() -> bytes:
    pdf, kept = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.attachments["virus.exe"] = b"MZ"
    pdf.save(kept)
    return kept.getvalue()


def with_a_link(address: str) -> bytes:
    pdf, kept = pikepdf.new(), io.BytesIO()
    act = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act
    )
    pdf.add_blank_page().obj.Annots = pdf.make_indirect([link])
    pdf.save(kept)
    return kept.getvalue()


def a_bomb() -> bytes:
    """Hide the list of pages in half a gigabyte of spaces, packed twice into nothing."""
    packing = zlib.compressobj(9)
    packed = packing.compress(b"1 0 <<>>")
    packed += b"".join(packing.compress(b" " * (1 << 20)) for _ in range(512)) + packing.flush()
    packed = zlib.compress(packed, 9)
    objects = {
        1: b"<</Type/Catalog/Pages 3 0 R>>",
        2: b"<</Type/ObjStm/N 2/First 4/Filter[/FlateDecode /FlateDecode]/Length %d>>stream\n"
        % len(packed) + packed + b"\nendstream",
    }  # fmt: skip
    made, places = b"%PDF-1.5\n", {}
    for number, words in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n" % number + words + b"\nendobj\n"
    rows = [(0, 0, 65535), (1, places[1], 0), (1, places[2], 0), (2, 2, 0), (1, len(made), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    made += b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    start = made.rindex(b"4 0 obj")
    return made + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % start


def a_text_bomb() -> bytes:
    whole = a_picture("PNG")
    words = b"zTXt" + b"a\0\0" + zlib.compress(b"x" * 100_000_000, 9)
    chunk = struct.pack(">I", len(words) - 4) + words + struct.pack(">I", zlib.crc32(words))
    return whole[:33] + chunk + whole[33:]


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
LAUNCH = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
REFUSED = {
    "empty": (b"", scanning.EMPTY),
    "text": (b"Bonjour", scanning.WRONG_KIND),
    "page": (b"<html><script>1</script></html>", scanning.WRONG_KIND),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', scanning.WRONG_KIND),
    "gif": (a_picture("GIF"), scanning.WRONG_KIND),
    "zip": (b"PK\x03\x04" + b"0" * 50, scanning.WRONG_KIND),
    "cut picture": (a_picture("PNG")[:80], scanning.DAMAGED),
    "cut pdf": (a_pdf()[:60], scanning.DAMAGED),
    "large": (b"%PDF-" + b"0" * scanning.LARGEST, scanning.TOO_LARGE),
    "script": (a_pdf(OpenAction=SCRIPT), scanning.LIVELY),
    "launch": (a_pdf(OpenAction=LAUNCH), scanning.LIVELY),
    "file inside": (with_a_file_inside(), scanning.LIVELY),
    "page behind": (a_pdf() + b"<script>alert(1)</script>", scanning.LIVELY),
    "zip behind": (a_pdf() + b"PK\x03\x04" + b"0" * 50, scanning.LIVELY),
    "page before": (b"<html><script>1</script>" + a_pdf(), scanning.WRONG_KIND),
    "link astray": (with_a_link("javascript:alert(1)"), scanning.LIVELY),
    "bomb": (a_bomb(), scanning.DAMAGED),
    "text bomb": (a_text_bomb(), scanning.DAMAGED),
    "locked": (locked(), scanning.LOCKED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_a_sheet_is_refused_with_the_reason(name):
    content, reason = REFUSED[name]
    with pytest.raises(RefusedScan) as refused:
        scanning.checked(io.BytesIO(content))
    assert str(refused.value) == reason


def test_a_huge_picture_is_refused_before_it_is_drawn():
    drawn = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(drawn, "PNG")
    with pytest.raises(RefusedScan):
        scanning.checked(io.BytesIO(drawn.getvalue()))


def test_a_photo_loses_its_place_and_whatever_hides_behind_it():
    exif = Image.Exif()
    exif[0x010E] = "3 rue des Lilas, Grenoble"
    hidden = a_picture(exif=exif) + b"<script>alert(1)</script>"
    content, kind = scanning.checked(io.BytesIO(hidden))
    assert kind == "image/jpeg"
    assert b"Lilas" not in content
    assert b"script" not in content


def test_a_photo_of_a_telephone_that_takes_two_at_once_is_kept():
    drawn, other = io.BytesIO(), Image.new("RGB", (60, 80))
    Image.new("RGB", (60, 80)).save(drawn, "MPO", save_all=True, append_images=[other])
    content, kind = scanning.checked(io.BytesIO(drawn.getvalue()))
    assert kind == "image/jpeg"
    assert Image.open(io.BytesIO(content)).format == "JPEG"


def test_ink_on_nothing_is_kept_on_white():
    drawn = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(drawn, "PNG")
    content, _ = scanning.checked(io.BytesIO(drawn.getvalue()))
    assert Image.open(io.BytesIO(content)).getpixel((0, 0)) == (255, 255, 255)


def test_a_pdf_with_a_plain_link_is_kept():
    sent = with_a_link("https://exemple.fr")
    assert scanning.checked(io.BytesIO(sent)) == (sent, "application/pdf")


def test_a_plain_pdf_is_kept_as_it_came():
    sent = a_pdf()
    assert scanning.checked(io.BytesIO(sent)) == (sent, "application/pdf")


def test_a_sheet_signed_by_hand_is_kept_beside_what_was_printed(app):
    lea = people.a_referent()
    document = a_kept_letter(lea)
    signature = actions.attach_scan(
        document, io.BytesIO(a_picture("PNG")), Signer(lea.id, "Léa", "référente"), SCREEN, by=lea
    )
    db.session.commit()
    assert signature.mode == "paper_scanned"
    assert queries.signatures(document) == [signature]
    assert queries.broken_seals() == []
    sheet = db.session.get(type(document), signature.scan_id)
    assert sheet.file_name == "lettres.png"
    assert signature.evidence["scan_sha256"] == sheet.sha256
    assert a_paper().kind == "letters"
