"""What people send as a scan is really read, and nothing in it can run or hide."""

import io

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
