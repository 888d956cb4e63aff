"""A contract from its draft to its end, through the pages of both sides."""

import io
from datetime import timedelta

import pytest
import time_machine
from pypdf import PdfReader
from sqlalchemy import select

from app import clock
from app.contracts import queries, reminders
from app.contracts.models import Contract
from app.extensions import db
from app.letters.models import Letter
from app.papers.models import Document, Signature
from app.terms import end_of_term
from tests import people
from tests.contracting import a_contract, a_proposed_contract, a_sheet

DAY = timedelta(days=1)
HOURS = "2027-01-04 10:00:00+01:00"


@pytest.fixture
def frozen():
    with time_machine.travel(HOURS, tick=False) as traveller:
        yield traveller


def letters_to(account) -> list[str]:
    found = select(Letter.kind).where(Letter.to_id == account.id).order_by(Letter.id)
    return [kind for kind in db.session.scalars(found) if kind.startswith("contracts/")]


def the_contract() -> Contract:
    db.session.expire_all()
    return db.session.scalars(select(Contract).order_by(Contract.id.desc())).first()


def words_of(visitor, path: str) -> str:
    response = visitor.client.get(path)
    assert response.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(response.data)).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def write_a_draft(lea, pair) -> None:
    lea.open(f"/referent/personnes/{pair.awa.token}/contrats")
    lea.press("Écrire un contrat")
    assert "il manque un but" in lea.page
    lea.click("Ce que la personne veut")
    goals = {"goals-0": "Parler mieux français", "experience": "Aide ses voisins."}
    lea.press("Enregistrer", **goals)
    assert "Parler mieux français" in lea.page
    lea.click("Ce que fait la personne")
    picked = ["Je viens aux rendez-vous, ou je préviens si je ne peux pas."]
    lea.press("Enregistrer", picked=picked, **{"lines-0": "Je vais au cours du mardi."})
    assert "2 lignes" in lea.page
    lea.click("Ce que fait le référent")
    lea.press("Enregistrer", **{"lines-0": "M’aide à payer le bus."})
    lea.click("Accord")
    lea.press("Enregistrer", **{"recipients-0": "Ma conseillère France Travail"})


def test_a_contract_is_written_signed_amended_renewed_and_ends(pair, as_, frozen):
    lea, awa = as_(pair.lea), as_(pair.awa)
    write_a_draft(lea, pair)
    lea.click("Durée")
    assert "Mois 1 à 6 sur 24" in lea.page
    assert "samedi 3 juillet 2027" in lea.page
    lea.press("Enregistrer")
    awa.open(f"/mon-contrat/{the_contract().token}", status=404)
    lea.press("Proposer à Awa")
    assert letters_to(pair.awa) == ["contracts/proposed"]
    contract = the_contract()
    assert contract.effective_on is None

    awa.open("/mon-contrat")
    awa.click("Contrat d’engagement")
    assert "Je vais au cours du mardi." in awa.page
    assert "Facultatif" not in awa.page
    awa.press("Je signe")
    assert awa.page.errors() == ["Cochez la case pour signer."]
    consent = contract.consents[0].token
    awa.press("Je signe", agreed="y", recipients=[consent])
    assert "C’est signé. Merci." in awa.page
    assert letters_to(pair.lea) == ["contracts/answered"]
    assert the_contract().state == "proposed"

    lea.open(f"/contrats/{contract.token}")
    assert "Signé par la personne" in lea.page
    lea.click("Signer")
    lea.press("Je signe", mine="y")
    contract = the_contract()
    assert (contract.state, contract.number) == ("signed", 1)
    assert contract.effective_on == contract.signed_on == clock.today()
    assert contract.ends_on == end_of_term(clock.today(), 6)
    signed = db.session.scalars(select(Signature).order_by(Signature.id)).all()
    assert [s.signer_name for s in signed] == ["Awa Diallo", "Léa Martin"]
    assert len({s.document_sha256 for s in signed}) == 1
    assert signed[0].evidence["session"] == "compte personnel"
    assert "127.0.0.0/24" in signed[0].evidence["network"]
    copy = words_of(lea, f"/contrats/{contract.token}/document")
    assert "Du lundi 4 janvier 2027 au samedi 3 juillet 2027" in copy
    assert signed[0].document_sha256 in copy
    assert "Awa Diallo" in words_of(lea, f"/contrats/{contract.token}/original")
    lea.press("Noter", medium="paper")
    assert "Copie remise" in lea.page

    awa.open(f"/mon-contrat/{contract.token}")
    awa.press("Non, plus maintenant")
    assert "Oui, je veux bien" in awa.page

    amend_and_agree(lea, awa, contract)
    frozen.move_to("2027-06-20 10:00:00+02:00")
    renew(as_(pair.lea), pair, contract)
    frozen.move_to("2028-01-04 10:00:00+01:00")
    end(as_(pair.lea), pair)


def amend_and_agree(lea, awa, contract) -> None:
    lea.open(f"/contrats/{contract.token}")
    lea.click("Ajouter une activité")
    lea.press("Proposer l’avenant", title="Arroser le jardin partagé", hours_per_week="2 h 30")
    assert the_contract().activities == []
    awa.open(f"/mon-contrat/{contract.token}")
    awa.press("Je signe")
    assert awa.page.errors() == ["Cochez la case pour signer."]
    awa.press("Je signe", agreed="y")
    assert "Quand Léa a signé aussi, c’est ajouté." in awa.page
    assert the_contract().activities == []
    lea.open(f"/contrats/{contract.token}")
    assert "Awa a signé. Il manque votre signature." in lea.page
    lea.click("Signer")
    lea.press("Je signe", mine="y")
    (activity,) = the_contract().activities
    assert (activity.title, activity.hours_per_week) == ("Arroser le jardin partagé", 2.5)
    assert activity.added_on == clock.today()
    assert activity.counts_toward_weekly_hours is None
    lea.press("Oui")
    assert the_contract().activities[0].counts_toward_weekly_hours is True


def renew(lea, pair, contract) -> None:
    lea.open(f"/referent/personnes/{pair.awa.token}/contrats")
    lea.press("Renouveler")
    assert "Du dimanche 4 juillet 2027 au lundi 3 janvier 2028" in lea.page
    lea.press("Proposer à Awa")
    lea.click("Signer")
    lea.click("En face de moi")
    lea.press("Signer pour Awa", agreed="y", checked="y")
    lea.click("Signer")
    lea.press("Je signe", mine="y")
    renewed = the_contract()
    assert (renewed.anchor_on, renewed.number) == (contract.anchor_on, 2)
    assert renewed.effective_on == contract.ends_on + DAY
    assert db.session.get(Contract, contract.id).state == "renewed"
    assert [a.title for a in renewed.activities] == ["Arroser le jardin partagé"]
    proof = db.session.scalars(select(Signature).order_by(Signature.id.desc())).all()[1]
    assert proof.evidence["identity"] == "identité vérifiée en face de la personne par Léa Martin"


def end(lea, pair) -> None:
    assert reminders.remind() == 1
    assert reminders.remind() == 0
    assert the_contract().state == "ended"
    assert queries.ending(pair.lea) == [the_contract()]
    lea.open(f"/contrats/{the_contract().token}")
    assert "Ce contrat est fini depuis le" in lea.page
    lea.press("Rien ne suit")
    assert queries.ending(pair.lea) == []


def test_saying_no_takes_one_click_and_no_reason(pair, as_):
    contract = a_proposed_contract(pair)
    awa = as_(pair.awa)
    awa.open(f"/mon-contrat/{contract.token}")
    awa.press("Je ne suis pas d’accord")
    assert "C’est noté" in awa.page
    assert (the_contract().state, the_contract().decided_on) == ("refused", clock.today())
    assert letters_to(pair.lea) == ["contracts/answered"]
    again = as_(pair.lea)
    again.open(f"/referent/personnes/{pair.awa.token}/contrats")
    again.press("Écrire un contrat")
    assert the_contract().id != contract.id


def test_two_clicks_at_once_make_one_draft(pair, as_):
    lea = as_(pair.lea)
    for _ in range(2):
        lea.open(f"/referent/personnes/{pair.awa.token}/contrats")
        lea.post(
            f"/referent/personnes/{pair.awa.token}/contrats/commencer",
            {"csrf_token": lea.page.soup.select_one("[name=csrf_token]")["value"]},
        )
    assert len(db.session.scalars(select(Contract)).all()) == 1


def test_without_an_accompaniment_there_is_no_contract(app, as_):
    lea = people.a_referent()
    person = people.a_volunteer("Sofia", followed_by=lea)
    page = as_(lea).open(f"/referent/personnes/{person.token}/contrats")
    assert "L’accompagnement n’a pas commencé" in page
    assert "Écrire un contrat" not in page


def test_a_contract_stops_with_a_reason_and_an_error_counts_nowhere(pair, as_):
    first = clock.today() - timedelta(days=40)
    contract = a_contract(pair, first)
    lea = as_(pair.lea)
    lea.open(f"/contrats/{contract.token}")
    lea.click("Arrêter avant la fin")
    lea.press("Arrêter", reason="")
    assert lea.page.errors() == ["Écrivez la raison, en quelques mots neutres."]
    lea.press("Arrêter", reason="Début d’un emploi", on="01/01/2020")
    assert "pas dans le contrat" in lea.page
    lea.press("Arrêter", reason="Début d’un emploi", on=clock.today().isoformat())
    assert (the_contract().state, the_contract().closed_on) == ("terminated", clock.today())
    wrong = a_contract(pair)
    lea.open(f"/contrats/{wrong.token}/annuler")
    lea.press("Annuler ce contrat", reason="Mauvaise personne")
    assert "Il ne compte nulle part" in lea.page
    assert queries.current_of([pair.awa.id])[pair.awa.id].id == contract.id


def test_nobody_else_opens_a_contract(pair, as_):
    contract = a_contract(pair)
    garden = people.an_association()
    for other in (people.a_referent("Luc"), people.a_volunteer("Sofia"), people.a_member(garden)):
        visitor = as_(other)
        for path in ("contrats", "mon-contrat"):
            expected = 404 if _may_open(other, path) else 403
            visitor.open(f"/{path}/{contract.token}", status=expected)
    document = db.session.scalars(select(Document)).first()
    assert document is None


def _may_open(account, path: str) -> bool:
    return (account.role == "referent") == (path == "contrats") and account.role != "association"


def test_the_first_screen_says_what_waits_for_each(pair, as_):
    a_proposed_contract(pair)
    awa = as_(pair.awa)
    awa.open("/moi")
    assert "À lire et à décider" in awa.page
    awa.click("Votre contrat")
    awa.press("Je signe", agreed="y")
    assert queries.waiting(pair.lea) == [the_contract()]
    awa.open("/moi")
    awa.click("Mon contrat")
    assert "Vous avez signé" in awa.page


def test_what_was_proposed_elsewhere_is_signed_too(pair, as_):
    sheet, contract = a_sheet(pair), a_proposed_contract(pair)
    awa = as_(pair.awa)
    for path in (f"/mon-engagement/{sheet.token}", f"/mon-contrat/{contract.token}"):
        awa.open(path)
        awa.press("signe", agreed="y")
        assert "C’est signé" in awa.page


def test_what_was_refused_may_be_talked_over_and_written_again(pair, as_):
    before = a_contract(pair, clock.today() - timedelta(days=170))
    lea, awa = as_(pair.lea), as_(pair.awa)
    lea.open(f"/contrats/{before.token}")
    lea.press("Renouveler")
    lea.press("Proposer à Awa")
    refused = the_contract()
    awa.open(f"/mon-contrat/{refused.token}")
    awa.press("Je ne suis pas d’accord")
    assert "Si nous signons" not in awa.page
    lea.open(f"/contrats/{refused.token}")
    lea.press("Reprendre ce texte")
    again = the_contract()
    assert (again.follows_id, again.goals) == (before.id, before.goals)
    lea.press("Proposer à Awa")
    assert the_contract().state == "proposed"
