"""Adding to a signed contract: both sign it again as it becomes, on screen or on paper."""

from io import BytesIO

import pypdf
import pytest
from PIL import Image
from sqlalchemy import select

from app import clock
from app.contracts.models import Amendment, Contract
from app.extensions import db
from app.papers import queries as kept
from app.papers.models import Document, Signature
from app.privacy import papers as privacy
from tests.contracting import Pair, a_contract


@pytest.fixture
def pair(app) -> Pair:
    return Pair()


@pytest.fixture
def lea(as_, pair):
    """Léa has proposed to Awa to add the garden to what they signed."""
    contract = a_contract(pair, activity="Aider au vestiaire")
    lea = as_(pair.lea)
    lea.open(f"/contrats/{contract.token}/activites")
    lea.press("Proposer l’avenant", title="Arroser le jardin")
    return lea


def amendment() -> Amendment:
    db.session.rollback()
    return db.session.scalars(select(Amendment)).one()


def titles() -> list[str]:
    db.session.rollback()
    return [one.title for one in db.session.scalars(select(Contract)).one().activities]


def test_both_sign_the_very_contract_with_what_is_added(lea, pair, as_):
    assert lea.page.h1 == "Signer l’avenant"
    lea.press("Je signe", mine="y")
    awa = as_(pair.awa)
    awa.open(f"/mon-contrat/{amendment().contract.token}")
    read = awa.client.get(f"{awa.page.path}/avenants/{amendment().token}/document").get_data()
    words = " ".join(pypdf.PdfReader(BytesIO(read)).pages[0].extract_text().split())
    assert "Aider au vestiaire" in words
    assert "À ajouter à la signature : Arroser le jardin" in words
    assert titles() == ["Aider au vestiaire"]
    awa.press("Je signe", agreed="y")
    assert "C’est ajouté à votre contrat." in awa.page
    assert titles() == ["Aider au vestiaire", "Arroser le jardin"]
    (document,) = kept.of(amendment(), "amendment")
    signed = db.session.scalars(select(Signature).order_by(Signature.id)).all()
    assert {one.document_sha256 for one in signed} == {document.sha256}
    assert [one.signer_name for one in signed] == ["Léa Martin", "Awa Diallo"]


def test_saying_no_is_one_click_and_changes_nothing(lea, pair, as_):
    awa = as_(pair.awa)
    awa.open(f"/mon-contrat/{amendment().contract.token}")
    awa.press("Non merci")
    assert "Rien ne change." in awa.page
    assert titles() == ["Aider au vestiaire"]
    assert amendment().state == "refused"


def test_one_waits_at_a_time_and_may_be_withdrawn(lea):
    contract = amendment().contract
    page = lea.open(f"/contrats/{contract.token}")
    assert "Ajouter une activité" not in page
    lea.open(f"/contrats/{contract.token}/activites")
    lea.press("Proposer l’avenant", title="Lire des histoires", status=409)
    lea.open(f"/contrats/{contract.token}")
    page = lea.press("Retirer")
    assert "Ajouter une activité" in page
    assert amendment().state == "withdrawn"


def test_the_sheet_signed_by_hand_does_as_well(lea):
    photo = BytesIO()
    Image.new("RGB", (400, 560), "white").save(photo, "JPEG")
    lea.click("Sur papier, à deux")
    today = clock.today().isoformat()
    photo.seek(0)
    lea.press("Noter la signature", signed_on=today, agreed="y", upload=(photo, "feuille.jpg"))
    assert titles() == ["Aider au vestiaire", "Arroser le jardin"]
    assert amendment().person_signed_on == amendment().referent_signed_on == clock.today()


def test_the_code_that_was_sent_signs(lea, pair):
    from app.letters.models import Letter

    lea.click("Par un code envoyé")
    lea.press("Envoyer le code")
    body = db.session.scalars(
        select(Letter.body).where(Letter.to_id == pair.awa.id).order_by(Letter.id.desc())
    ).first()
    code = next(word for word in body.split() if word.isdigit() and len(word) == 6)
    lea.press("Signer pour Awa", code=code, agreed="y")
    assert amendment().person_signed_on == clock.today()


def test_another_referent_reads_no_amendment(lea, as_):
    from tests import people

    luc = as_(people.a_referent("Luc"))
    luc.open(f"/avenants/{amendment().token}/document", status=404)
    luc.open(f"/signer/avenant/{amendment().token}", status=404)


def test_a_signed_amendment_goes_to_the_archive_with_its_contract(lea, pair, as_):
    lea.press("Je signe", mine="y")
    awa = as_(pair.awa)
    awa.open(f"/mon-contrat/{amendment().contract.token}")
    awa.press("Je signe", agreed="y")
    archived, forgotten = privacy.set_contracts_apart([pair.awa.id], 60)
    assert (archived, forgotten) == (1, 0)
    assert db.session.scalars(select(Document.kind)).all() == ["amendment"]
