"""An association without a screen attests by hand; the sheet is kept beside the attestation."""

import io

import pytest

from app.papers import queries as papers
from app.papers.models import Document
from app.passports import queries
from tests import attesting
from tests.meetings import Cast
from tests.papers import ua
from tests.papers.test_scanning import SCRIPT, a_pdf, a_picture

SAID = {"name": "Mme Ndiaye", "role": "directrice", "statement": "Merci Awa", "consent": "y"}


@pytest.fixture
def cast(app):
    made = Cast()
    attesting.written(made)
    return made


@pytest.fixture
def lea(cast, as_):
    """Léa fills in with Awa, in front of her."""
    visitor = as_(cast.lea)
    visitor.open(f"/referent/personnes/{cast.awa.token}")
    visitor.press("Je remplis avec Awa")
    return visitor


def test_the_sheet_is_printed_signed_and_brought_back(cast, lea, as_):
    [entry] = queries.entries_of(cast.awa)
    awa = as_(cast.awa)
    awa.open(f"/passeport/{entry.token}")
    assert "J’ai la feuille signée" not in awa.page
    pdf = awa.client.get(awa.page.links()["La page à signer (PDF)"]).data
    ua.check(pdf)
    lea.open(f"/passeport/{entry.token}")
    lea.click("J’ai la feuille signée")
    lea.press("Garder et attester", file=(io.BytesIO(a_picture()), "../../feuille.jpg"), **SAID)
    assert "Attesté par Mme Ndiaye" in lea.page
    proof = queries.proof_of(attesting.found(entry, cast))
    [signature] = papers.signatures(proof.document)
    assert signature.mode == "paper_scanned"
    assert attesting.db.session.get(Document, signature.scan_id).file_name == "attestation.jpg"
    assert papers.broken_seals() == []


def test_a_wrong_file_is_refused_and_nothing_typed_is_lost(cast, lea):
    [entry] = queries.entries_of(cast.awa)
    lea.open(f"/passeport/{entry.token}/feuille")
    lively = (io.BytesIO(a_pdf(OpenAction=SCRIPT)), "feuille.pdf")
    lea.press("Garder et attester", file=lively, **SAID)
    assert "contient un programme" in lea.page.errors()[0]
    assert "Merci Awa" in lea.page.html
    assert not attesting.found(entry, cast).is_attested


def test_the_person_does_not_bring_her_own_sheet(cast, as_):
    [entry] = queries.entries_of(cast.awa)
    as_(cast.awa).open(f"/passeport/{entry.token}/feuille", status=404)
