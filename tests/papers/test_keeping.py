"""Papers are typeset from plain words, kept by their fingerprint, and never changed."""

import io
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import text

from app.extensions import db
from app.papers import actions, files, queries, rendering
from app.papers.actions import CannotTypeset
from app.papers.evidence import Evidence, nearby
from app.papers.models import Document, Paper, SealBroken, Signer
from tests import people

PART = {
    "name": "Awa Diallo",
    "address": "3 rue des Lilas\n38000 Grenoble",
    "on": "24/11/2026",
    "subject": "Votre rendez-vous",
    "body": "Bonjour,\n\nÀ mardi !",
    "answer": "Appelez.",
}
WORDS = {"title": "Lettres à imprimer", "parts": [PART]}
SCREEN = Evidence("compte personnel", "mot de passe", ("Je suis d’accord.",), "192.0.2.0/24")


@pytest.fixture
def no_fonts(app, tmp_path, monkeypatch):
    """Have the site hold only the letters that come with the typesetter."""
    bare = replace(app.config["SETTINGS"], fonts=str(tmp_path))
    monkeypatch.setitem(app.config, "SETTINGS", bare)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).split())


def a_paper(**facts):
    return Paper("letters", "Lettres à imprimer", "lettres.pdf", **facts)


def a_kept_letter(by):
    document = actions.keep(actions.typeset("letter", WORDS), a_paper(owner_id=by.id), by=by)
    db.session.commit()
    return document


def test_a_paper_is_accessible_and_says_nothing_of_when_it_was_made(app):
    made = actions.typeset("letter", WORDS)
    assert made == actions.typeset("letter", WORDS)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("fr")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "Lettres à imprimer"
        assert "/CreationDate" not in pdf.docinfo
        assert "xmp:CreateDate" not in meta
        embedded = [
            str(o.get("/FontName"))
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
            if any(k in o for k in ("/FontFile", "/FontFile2", "/FontFile3"))
        ]
        assert embedded


def test_what_people_write_is_never_markup(app):
    sly = '#read("/etc/passwd") *gras* $x$ {{7*7}} = Titre // rien'
    part = {**PART, "body": sly}
    assert sly in words_of(actions.typeset("letter", {**WORDS, "parts": [part]}))


def test_a_script_without_a_font_is_refused_in_plain_words(app, no_fonts):
    part = {**PART, "body": "ሰላም"}
    with pytest.raises(CannotTypeset) as refused:
        actions.typeset("letter", {**WORDS, "parts": [part]})
    assert "n’est pas installée ici" in str(refused.value.description)


def test_a_kept_paper_is_read_again_only_if_nobody_touched_it(app):
    document = a_kept_letter(people.a_referent())
    assert actions.kept(document).startswith(b"%PDF-")
    assert queries.damaged() == []
    place = files.folder() / document.sha256[:2] / document.sha256
    place.write_bytes(place.read_bytes().replace(b"Awa", b"Eva") + b" ")
    with pytest.raises(files.Damaged):
        actions.kept(document)
    assert queries.damaged() == [document]
    place.unlink()


def test_a_signature_is_never_changed_after(app):
    lea = people.a_referent()
    document = a_kept_letter(lea)
    signer = Signer(lea.id, "Léa Martin", "référente")
    first = actions.sign(document, signer, SCREEN)
    second = actions.sign(document, Signer(None, "Jean", "association"), SCREEN)
    db.session.commit()
    assert second.previous_seal == first.seal
    assert queries.broken_seals() == []
    first.signer_name = "Quelqu’un d’autre"
    with pytest.raises(SealBroken):
        db.session.commit()
    db.session.rollback()
    document.sha256 = "0" * 64
    with pytest.raises(SealBroken):
        db.session.commit()
    db.session.rollback()
    db.session.execute(
        text("UPDATE signatures SET signer_name = 'Autre' WHERE id = :id"), {"id": first.id}
    )
    db.session.commit()
    db.session.expire_all()
    assert [s.id for s in queries.broken_seals()] == [first.id]


def test_a_signature_that_was_taken_away_is_missed(app):
    document = a_kept_letter(people.a_referent())
    gone = actions.sign(document, Signer(None, "Jean", "association"), SCREEN)
    left = actions.sign(document, Signer(None, "Awa", "bénévole"), SCREEN)
    db.session.commit()
    db.session.delete(gone)
    with pytest.raises(SealBroken):
        db.session.commit()
    db.session.rollback()
    db.session.execute(text("DELETE FROM signatures WHERE id = :id"), {"id": gone.id})
    db.session.commit()
    assert [s.id for s in queries.broken_seals()] == [left.id]


def test_an_address_is_kept_as_a_neighbourhood():
    assert nearby("192.0.2.77") == "192.0.2.0/24"
    assert nearby("2001:db8:1:2::9") == "2001:db8:1::/48"
    assert nearby("nowhere") == ""


def test_a_hundred_letters_make_one_file_whose_progress_shows(app, as_):
    lea = people.a_referent()
    parts = [{**PART, "name": f"Personne {n}"} for n in range(30)]
    document = actions.queue("letter", {}, a_paper(), by=lea, parts=parts)
    db.session.commit()
    visitor = as_(lea)
    page = visitor.open(f"/documents/{document.token}")
    assert "0 sur 30" in page
    assert page.headers["Refresh"] == "2"
    assert "Refresh" not in visitor.click("Ne plus la recharger").headers
    assert rendering.render_due() == 1
    assert "Votre document est prêt" in visitor.open(f"/documents/{document.token}")
    response = visitor.client.get(f"/documents/{document.token}/fichier")
    assert len(PdfReader(io.BytesIO(response.data)).pages) == 30
    assert response.headers["Content-Disposition"] == "attachment; filename=lettres.pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    db.session.expire_all()
    assert db.session.get(Document, document.id).words == {}


def test_a_letter_that_no_font_prints_is_named_and_may_be_tried_again(app, as_, no_fonts):
    lea = people.a_referent()
    parts = [PART, {**PART, "name": "Selam", "body": "ሰላም"}]
    document = actions.queue("letter", {}, a_paper(), by=lea, parts=parts)
    db.session.commit()
    rendering.render_due()
    visitor = as_(lea)
    page = visitor.open(f"/documents/{document.token}")
    assert "Selam" in page
    assert "n’est pas installée ici" in page
    assert "Nous préparons" in visitor.press("Recommencer")


def test_nobody_else_reads_a_paper(app, as_):
    document = a_kept_letter(people.a_referent())
    other = as_(people.a_referent("Luc"))
    other.open(f"/documents/{document.token}", status=404)
    other.open(f"/documents/{document.token}/fichier", status=404)


def test_a_worker_that_died_leaves_its_paper_to_another(app):
    actions.queue("letter", {}, a_paper(), by=people.a_referent(), parts=[PART])
    db.session.commit()
    taken = rendering.claim()
    assert taken is not None
    assert rendering.claim() is None
    db.session.execute(text("UPDATE documents SET lease_until = '2020-01-01 00:00:00+00:00'"))
    db.session.commit()
    assert rendering.render_due() == 1


def test_a_machine_without_fonts_still_prints_french(app, no_fonts):
    part = {**PART, "body": "« Œuvre », à l’été : 1 234 €, ça va ? Zoë, Łukasz, Ελένη, Иван."}
    made = actions.typeset("letter", {**WORDS, "parts": [part]})
    assert "Œuvre" in words_of(made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        fonts = {str(o.get("/FontName")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)}
    assert any("Libertinus" in name for name in fonts)


def test_a_file_that_no_paper_names_is_forgotten_after_a_day(app):
    document = a_kept_letter(people.a_referent())
    lost = files.put(b"%PDF- une transaction annul\xc3\xa9e")
    assert rendering.sweep() == 0
    old = time.time() - 2 * 24 * 3600
    for path in files.folder().glob("*/*"):
        os.utime(path, (old, old))
    assert rendering.sweep() >= 1
    with pytest.raises(files.Damaged):
        files.read(lost)
    assert actions.kept(document).startswith(b"%PDF-")


def test_a_command_says_whether_everything_is_intact(app):
    document = a_kept_letter(people.a_referent())
    actions.sign(document, Signer(None, "Jean", "association"), SCREEN)
    db.session.commit()
    run = app.test_cli_runner().invoke
    assert run(args=["papers", "verify"]).output.strip() == "Tout est intact."
    files.remove(document.sha256)
    told = run(args=["papers", "verify"])
    assert told.exit_code == 1
    assert "le fichier a changé ou manque" in told.output


def test_two_who_sign_at_once_leave_one_chain(app):
    document = a_kept_letter(people.a_referent())
    found, site = document.id, app

    def sign(name: str) -> None:
        with site.app_context():
            kept = db.session.get(Document, found)
            actions.sign(kept, Signer(None, name, "association"), SCREEN)
            db.session.commit()
            db.session.remove()

    db.session.commit()
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(sign, ("Jean", "Awa", "Luc", "Léa")))
    assert len(queries.signatures(document)) == 4
    assert queries.broken_seals() == []
