"""Signing by a code, on paper, beside someone; and what proves it."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from PIL import Image
from sqlalchemy import select

from app import clock
from app.contracts import papers
from app.contracts.models import Contract
from app.extensions import db
from app.letters.models import Letter
from app.papers import queries as kept
from app.papers.actions import kept as bytes_of
from app.papers.models import Document, Signature
from tests import people
from tests.contracting import a_proposed_contract
from tests.papers.test_keeping import words_of

NOW = "2027-01-04 10:00:00+01:00"


@pytest.fixture
def proposed(pair):
    """A contract that Léa has just proposed to Awa, at ten in the morning."""
    with time_machine.travel(NOW, tick=False) as traveller:
        contract = a_proposed_contract(pair, activity="Jardiner")
        contract.traveller = traveller
        yield contract


def reread(contract: Contract) -> Contract:
    db.session.expire_all()
    return db.session.get_one(Contract, contract.id)


def a_photo() -> tuple[io.BytesIO, str]:
    drawn = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(drawn, "JPEG")
    drawn.seek(0)
    return drawn, "IMG_0001.jpg"


def last_code() -> str:
    letter = db.session.scalars(select(Letter).order_by(Letter.id.desc())).first()
    assert letter.kind == "contracts/code"
    return re.search(r"\d{6}", letter.body)[0]


def test_the_person_signs_by_giving_back_the_code_they_received(proposed, pair, as_):
    lea = as_(pair.lea)
    lea.open(f"/signer/contrat/{proposed.token}")
    lea.click("Par un code envoyé")
    lea.press("Envoyer le code")
    lea.press("Signer pour Awa", code="000 00", agreed="y")
    assert "Ce code ne marche pas" in lea.page
    lea.press("Signer pour Awa", code=f" {last_code()} ", agreed="y")
    assert reread(proposed).person_signed_on == clock.today()
    (signature,) = papers.signatures_of(proposed)
    assert signature.evidence["identity"] == "code envoyé à la personne, et redonné"


def test_a_code_too_old_signs_nothing(proposed, pair, as_):
    lea = as_(pair.lea)
    lea.open(f"/signer/contrat/{proposed.token}/code")
    lea.press("Envoyer le code")
    proposed.traveller.shift(timedelta(minutes=11))
    lea.press("Signer pour Awa", code=last_code(), agreed="y")
    assert "plus de 10 minutes" in lea.page
    assert reread(proposed).person_signed_on is None


def test_someone_who_wants_letters_gets_the_code_at_once(proposed, pair, as_):
    pair.awa.preferred_channel, pair.awa.phone = "paper", "+33612345678"
    lea = as_(pair.lea)
    lea.open(f"/signer/contrat/{proposed.token}/code")
    lea.press("Envoyer le code")
    assert db.session.scalars(select(Letter.channel).order_by(Letter.id.desc())).first() == "sms"


def test_a_paper_signed_five_days_ago_is_noted_with_its_scan_and_a_reason(proposed, pair, as_):
    lea = as_(pair.lea)
    lea.open(f"/contrats/{proposed.token}")
    proposed.traveller.shift(timedelta(days=5))
    lea = as_(pair.lea)
    lea.open(f"/signer/contrat/{proposed.token}")
    lea.click("Sur papier, à deux")
    given = {"agreed": "y", "signed_on": "04/01/2027"}
    lea.press("Noter la signature", **given)
    assert set(lea.page.errors()) == {
        "Choisissez la photo ou le PDF de la feuille signée.",
        "Écrivez pourquoi ce n’est pas noté le jour même.",
    }
    form = {**given, "reason": "Panne d’internet", "upload": (io.BytesIO(b"<html>"), "feuille.jpg")}
    lea.press("Noter la signature", **form)
    assert "Envoyez une photo (JPG ou PNG) ou un PDF" in lea.page
    lea.press("Noter la signature", **{**form, "upload": a_photo()})
    contract = reread(proposed)
    assert contract.state == "signed"
    assert contract.effective_on.isoformat() == "2027-01-04"
    assert contract.backdating_reason == "Panne d’internet"
    assert contract.activities[0].added_on == contract.signed_on
    modes = [s.mode for s in papers.signatures_of(contract)]
    assert modes == ["screen", "paper_scanned"]
    response = lea.client.get(f"/contrats/{contract.token}/feuille")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert kept.broken_seals() == []


def test_a_paper_older_than_a_week_is_for_the_administrator(proposed, pair, as_, app):
    proposed.traveller.shift(timedelta(days=20))
    lea = as_(pair.lea)
    lea.open(f"/signer/contrat/{proposed.token}/papier")
    lea.press(
        "Noter la signature", signed_on="04/01/2027", agreed="y", reason="Oubli", upload=a_photo()
    )
    assert "demandez à l’administrateur" in lea.page
    lea.press("Noter la signature", signed_on="24/01/2027", agreed="y", upload=a_photo())
    command = ["contracts", "backdate", proposed.token, "2027-01-04", "--reason", "Oubli"]
    done = app.test_cli_runner().invoke(args=command)
    assert "du 2027-01-04 au 2027-07-03" in done.output
    assert reread(proposed).backdating_reason == "Oubli"


def test_beside_the_person_the_referent_says_who_they_checked(proposed, pair, as_):
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}")
    lea.press("Je remplis avec Awa")
    lea.open(f"/mon-contrat/{proposed.token}")
    lea.press("Je signe", agreed="y")
    assert "Vérifiez l’identité" in lea.page
    lea.press("Je signe", agreed="y", checked="y")
    (signature,) = papers.signatures_of(reread(proposed))
    assert "Léa Martin" in signature.evidence["identity"]
    assert "en sa présence" in signature.evidence["session"]


def test_a_draft_taken_back_must_be_signed_again(proposed, pair, as_):
    awa, lea = as_(pair.awa), as_(pair.lea)
    awa.open(f"/mon-contrat/{proposed.token}")
    awa.press("Je signe", agreed="y")
    lea.open(f"/contrats/{proposed.token}")
    lea.press("Reprendre le brouillon")
    awa.open(f"/mon-contrat/{proposed.token}", status=404)
    lea.press("Proposer à Awa")
    contract = reread(proposed)
    assert contract.person_signed_on is None
    assert len(kept.of(contract, "contract")) == 2
    assert papers.signatures_of(contract) == []


def test_what_is_signed_is_a_plain_paper_of_two_columns(proposed, pair):
    document = papers.document_of(proposed)
    words = words_of(bytes_of(document))
    for said in ("Je fais", "Mon référent", "Expérience bénévole", "Jardiner", "Reprendre"):
        assert said in words
    for never in ("RSA", "bénéficiaire", "allocataire", "Facultatif"):
        assert never not in words
    assert document.file_name == "contrat.pdf"


def test_a_colleague_no_longer_in_charge_reads_no_paper(proposed, pair, as_):
    document = papers.document_of(proposed)
    as_(pair.awa).client.get(f"/documents/{document.token}")
    as_(pair.lea).open(f"/documents/{document.token}", status=404)
    as_(people.a_referent("Luc")).open(f"/contrats/{proposed.token}/document", status=404)


def test_signing_twice_signs_once(proposed, pair, as_):
    awa = as_(pair.awa)
    awa.open(f"/mon-contrat/{proposed.token}")
    token = awa.page.soup.select_one("[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "agreed": "y"}
    awa.post(f"/mon-contrat/{proposed.token}/signer", sent)
    awa.post(f"/mon-contrat/{proposed.token}/signer", sent, status=409)
    assert len(db.session.scalars(select(Signature)).all()) == 1
    assert db.session.scalars(select(Document)).one().asked_by_id is None
