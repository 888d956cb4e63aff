"""Nothing on the papers of a passport says how someone lives: words, names, metadata."""

import io
import re

import pikepdf
import pytest
from pypdf import PdfReader

from app.extensions import db
from app.papers import rendering
from app.papers.actions import kept
from app.passports import printing, queries
from tests import attesting
from tests.meetings import Cast

BETRAYING = re.compile(
    r"\brsa\b|allocataire|b[ée]n[ée]ficiaire|\bcer\b|contrat|insertion|r[ée]f[ée]rent|usager"
    r"|\bcaf\b|social|d[ée]partement|accompagn|\bfreins?\b|l[ée]a\b",
    re.IGNORECASE,
)


@pytest.fixture
def papers(app):
    cast = Cast()
    entry = attesting.attested(cast)
    made = [
        printing.booklet(cast.awa, "a5"), printing.booklet(cast.awa, "a4"),
        printing.booklet(cast.awa, "livret"), printing.portfolio(cast.awa),
        printing.attestation(entry),
    ]  # fmt: skip
    db.session.commit()
    rendering.render_due()
    return [(proof.document, kept(proof.document)) for proof in made]


def made(proof) -> bytes:
    db.session.commit()
    rendering.render_due()
    return kept(proof.document)


def test_no_word_of_them_betrays(papers):
    for document, pdf in papers:
        reader = PdfReader(io.BytesIO(pdf))
        text = " ".join(page.extract_text() for page in reader.pages)
        assert "jardin" in text
        for said in (text, document.title, document.file_name, str(reader.metadata)):
            assert BETRAYING.search(said) is None, said


def test_nothing_hidden_in_them_betrays(papers):
    for _document, pdf in papers:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            plain = io.BytesIO()
            opened.save(plain, compress_streams=False,
                        stream_decode_level=pikepdf.StreamDecodeLevel.all)  # fmt: skip
            assert set(opened.docinfo) <= {"/Creator", "/Title"}
            meta = str(opened.open_metadata())
        assert BETRAYING.search(meta) is None
        assert re.search(rb"(?i)allocataire|r\xc3\xa9f\xc3\xa9rent", plain.getvalue()) is None


def test_the_credential_does_not_betray(app):
    cast = Cast()
    token = queries.credential_of(attesting.attested(cast)).jwt
    import jwt

    told = jwt.decode(token, options={"verify_signature": False})
    assert BETRAYING.search(str(told)) is None


def test_awa_and_a_volunteer_nobody_follows_get_papers_of_the_same_shape(app):
    cast = Cast()
    pdf = made(printing.booklet(attesting.attested(cast).volunteer, "a4"))
    other = Cast()
    from app.caseloads.models import Assignment
    from app.extensions import db

    entry = attesting.attested(other)
    db.session.query(Assignment).filter_by(volunteer_id=other.awa.id).delete()
    db.session.commit()
    alone = made(printing.booklet(entry.volunteer, "a4"))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == len(PdfReader(io.BytesIO(alone)).pages)

    def words(paper: bytes) -> str:
        text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(paper)).pages)
        return re.sub(r"(?s)ce code :.*?Fait le", "", text)

    assert words(pdf) == words(alone)
