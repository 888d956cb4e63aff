"""The engagement citoyen sheet: optional, apart, refused or stopped in one click."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.contracts import civic, papers, reminders
from app.contracts.models import CivicCommitment
from app.extensions import db
from app.letters.models import Letter
from app.papers.actions import kept
from app.terms import end_of_term
from tests import people
from tests.contracting import Pair, a_contract, a_sheet
from tests.papers.test_keeping import words_of


def the_sheet() -> CivicCommitment:
    db.session.expire_all()
    return db.session.scalars(select(CivicCommitment).order_by(CivicCommitment.id.desc())).first()


def a_proposed_sheet(pair, as_):
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}/contrats")
    lea.click("Écrire une fiche")
    lea.press("Enregistrer", activity="Aider au jardin.", hours_per_week="3", leaves_time="y")
    lea.press("Proposer à Awa")
    return the_sheet()


def test_a_sheet_is_signed_apart_from_the_contract_and_says_it_is_optional(pair, as_):
    contract = a_contract(pair)
    sheet = a_proposed_sheet(pair, as_)
    assert sheet.contract_id == contract.id
    words = words_of(kept(papers.document_of(sheet)))
    first = words.index("C’est vous qui choisissez")
    assert first < words.index("Aider au jardin")
    assert "sans effet sur votre allocation en cas de refus ou d’arrêt" in words
    awa, lea = as_(pair.awa), as_(pair.lea)
    awa.open("/mon-contrat")
    awa.click("Aider au jardin.")
    assert "Dire non ou arrêter ne change pas vos aides." in awa.page
    awa.press("Oui, je signe", agreed="y")
    lea.open(f"/engagements-citoyens/{sheet.token}")
    lea.click("Signer")
    lea.press("Je signe", mine="y")
    signed = the_sheet()
    assert (signed.state, signed.since) == ("signed", clock.today())
    assert signed.until == end_of_term(clock.today(), 6)
    assert signed.counts_toward_weekly_hours is None
    awa.open(f"/mon-engagement/{sheet.token}")
    awa.press("J’arrête")
    assert "Cela ne change rien à vos aides" in awa.page
    assert (the_sheet().state, the_sheet().closed_on) == ("terminated", clock.today())


def test_no_is_one_click_with_no_reason_and_the_same_size_as_yes(pair, as_):
    sheet = a_proposed_sheet(pair, as_)
    awa = as_(pair.awa)
    awa.open(f"/mon-engagement/{sheet.token}")
    buttons = {
        " ".join(b.get_text(" ").split()): b["class"]
        for b in awa.page.soup.select("main form button")
    }
    assert buttons["Oui, je signe"] == buttons["Je ne le souhaite pas"]
    awa.press("Je ne le souhaite pas")
    assert "Cela ne change rien à vos aides" in awa.page
    assert (the_sheet().state, the_sheet().closing_reason) == ("refused", "")
    told = db.session.scalars(select(Letter).where(Letter.to_id == pair.lea.id)).all()
    assert "Aucune raison n’est demandée" in told[-1].body
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}/engagement-citoyen")
    lea.press("Enregistrer", activity="Autre chose.", leaves_time="y")
    assert the_sheet().state == "draft"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"hours_per_week": "3"}, "écrivez le lien"),
        ({"job_link": "Apprendre à accueillir."}, "nombre d’heures"),
        ({"job_link": "Apprendre.", "hours_per_week": "8"}, "7 heures par semaine au plus"),
        ({"job_link": "Apprendre.", "hours_per_week": "3"}, ""),
    ],
)
def test_close_to_a_job_the_sheet_needs_a_written_link_and_few_hours(app, as_, given, words):
    pair = Pair(pathway="professional")
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}/engagement-citoyen")
    assert "7 heures par semaine au plus" in lea.page
    lea.press("Enregistrer", activity="Accueillir.", leaves_time="y", **given)
    assert words in lea.page
    buttons = [b.get_text() for b in lea.page.soup.select("button")]
    assert any("Proposer" in b for b in buttons) is (not words)


def test_hours_add_up_over_the_sheets_of_a_person(app):
    pair = Pair(pathway="professional")
    a_sheet(pair, state="signed", hours_per_week=5.0, decided_on=clock.today())
    second = a_sheet(pair, state="draft", hours_per_week=3.0, job_link="Apprendre.")
    assert any("toutes fiches" in words for words in civic.problems(second))


def test_time_for_a_job_is_checked_on_every_pathway(pair, as_):
    lea = as_(pair.lea)
    lea.open(f"/referent/personnes/{pair.awa.token}/engagement-citoyen")
    lea.press("Enregistrer", activity="Accueillir.", hours_per_week="3")
    assert "Vérifiez avec la personne" in lea.page
    token = lea.page.soup.select_one("[name=csrf_token]")["value"]
    path = f"/engagements-citoyens/{the_sheet().token}/proposer"
    lea.post(path, {"csrf_token": token}, status=409)
    lea.open(f"/engagements-citoyens/{the_sheet().token}")
    lea.click("Changer")
    lea.press("Enregistrer", leaves_time="y")
    lea.press("Proposer à Awa")
    assert the_sheet().state == "proposed"


def test_a_sheet_ends_at_its_date_and_may_go_on(pair, as_):
    first = clock.today() - timedelta(days=200)
    sheet = a_sheet(
        pair, state="signed", since=first, until=clock.today() - timedelta(days=1),
        decided_on=first, person_signed_on=first, referent_signed_on=first,
    )  # fmt: skip
    assert reminders.remind() == 1
    lea = as_(pair.lea)
    lea.open(f"/engagements-citoyens/{sheet.token}")
    lea.press("Renouveler")
    again = the_sheet()
    assert (again.state, again.follows_id) == ("draft", sheet.id)
    assert again.activity == sheet.activity


def test_no_association_sees_a_sheet(pair, as_):
    sheet = a_sheet(pair)
    jean = as_(people.a_member(people.an_association()))
    for path in ("mon-engagement", "engagements-citoyens"):
        jean.open(f"/{path}/{sheet.token}", status=403)
    as_(people.a_referent("Luc")).open(f"/engagements-citoyens/{sheet.token}", status=404)
