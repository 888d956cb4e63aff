"""A report: figures frozen for good, sent to someone, begun again when something was missing."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pypdf
import pytest
from flask import Flask

from app.accounts.models import Account, Role
from app.extensions import db
from app.indicators.models import Altered, ReportVersion, Sending
from tests import following, people
from tests.following import day


@pytest.fixture
def paula(app: Flask) -> Account:
    """Paula pilots; seven people were accompanied in the first half of 2026, two found a job."""
    operator = following.an_operator("L’Étape", Decimal("0.5"))
    claire = following.a_colleague(operator)
    for number in range(7):
        person = following.someone()
        following.followed(person, claire, day("01/02/2026"), operator_id=operator.id)
        episode = following.accompanied(person, day("01/02/2026"))
        if number < 2:
            following.works(person, claire, "cdd", day("12/03/2026"), episode)
    db.session.commit()
    return people.a_pilot()


def opened(as_, paula):
    paulas = as_(paula)
    paulas.open("/pilotage/rapports")
    paulas.press("Ouvrir le rapport", period="2026-s1")
    return paulas


def test_a_pilote_freezes_a_report_and_it_never_changes(as_, paula: Account):
    paulas = opened(as_, paula)
    page = paulas.press("Figer les chiffres")
    assert "Version 1 figée" in page
    first = paulas.click("Lire et imprimer : version 1")
    assert "Personnes sur la période 7" in first
    late = following.someone()
    following.accompanied(late, day("30/06/2026"))
    again = paulas.open(first.path)
    assert again.soup.main.text == first.soup.main.text
    assert "8" in paulas.open("/pilotage/indicateurs", periode="2026-s1").text


def test_a_correction_makes_a_second_version_that_says_what_changed(as_, paula: Account):
    paulas = opened(as_, paula)
    paulas.press("Figer les chiffres")
    report = paulas.page.path
    paulas.press("Marquer comme envoyé", recipient="Mme Roche, Direction de l’insertion")
    assert "Envoyée le" in paulas.page
    assert "à Mme Roche" in paulas.page
    following.accompanied(following.someone(), day("30/06/2026"))
    page = paulas.open(report)
    page = paulas.press("Figer une nouvelle version")
    assert "Ce qui a changé depuis la version 1" in page
    assert "File active : personnes sur la période 7 8" in page
    assert "1 en plus" in page or "2 en plus" in page
    assert [v.number for v in db.session.query(ReportVersion).order_by(ReportVersion.number)] == [
        1, 2,
    ]  # fmt: skip


def test_small_numbers_do_not_leave(as_, paula: Account):
    paulas = opened(as_, paula)
    paulas.press("Figer les chiffres")
    page = paulas.click("Lire et imprimer : version 1")
    assert "Personnes qui reprennent une activité < 5 — ici : 2" in page
    assert "Taux de reprise d’activité ou d’emploi (Objectif 20 %) masqué" in page
    csv = paulas.client.get(f"{page.path}.csv").get_data(as_text=True)
    assert "personnes qui reprennent une activité;< 5" in csv.lower()
    assert "28,6" not in csv
    book = paulas.client.get(f"{page.path}.xlsx").get_data()
    with zipfile.ZipFile(io.BytesIO(book)) as inside:
        told = "".join(inside.read(n).decode() for n in inside.namelist() if n.endswith(".xml"))
    assert "28,6" not in told
    assert "empreinte" in told


def visible(page, label: str) -> str:
    row = next(tr for tr in page.soup.select("main tr") if label in tr.get_text())
    return " ".join(row.get_text(" ").split())


def test_the_year_less_a_half_year_tells_of_nobody(as_, paula: Account):
    paulas = opened(as_, paula)
    paulas.press("Figer les chiffres")
    assert "Personnes sur la période 7" in paulas.click("Lire et imprimer : version 1")
    claire = db.session.query(Account).filter_by(role="referent").first()
    for _ in range(2):
        late = following.someone()
        following.followed(late, claire, day("01/09/2026"))
        following.accompanied(late, day("01/09/2026"))
    db.session.commit()
    paulas.open("/pilotage/rapports")
    paulas.press("Ouvrir le rapport", period="2026")
    paulas.press("Figer les chiffres")
    page = paulas.click("Lire et imprimer : version 1")
    assert "masqué — ici : 9" in visible(page, "Personnes sur la période")
    for _ in range(3):
        late = following.someone()
        following.followed(late, claire, day("01/10/2026"))
        following.accompanied(late, day("01/10/2026"))
    db.session.commit()
    paulas.open("/pilotage/rapports")
    paulas.click("Année 2026")
    paulas.press("Figer une nouvelle version")
    page = paulas.click("Lire et imprimer : version 2")
    assert "12" in visible(page, "Personnes sur la période")
    assert "masqué" not in visible(page, "Personnes sur la période")


def test_a_report_is_a_tagged_paper(as_, paula: Account):
    paulas = opened(as_, paula)
    paulas.press("Figer les chiffres")
    page = paulas.click("Lire et imprimer : version 1")
    paper = pypdf.PdfReader(io.BytesIO(paulas.client.get(f"{page.path}.pdf").get_data()))
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "File active" in " ".join(paper.pages[0].extract_text().split())


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_nobody_changes_what_was_frozen(as_, paula: Account, verb: str):
    opened(as_, paula).press("Figer les chiffres")
    version = db.session.query(ReportVersion).one()
    if verb == "update":
        version.figures = {**version.figures, "place": "Ailleurs"}
    else:
        db.session.delete(version)
    with pytest.raises(Altered):
        db.session.flush()
    db.session.rollback()


def test_a_version_changed_behind_our_back_is_told(as_, paula: Account):
    paulas = opened(as_, paula)
    paulas.press("Figer les chiffres")
    table = ReportVersion.__table__
    db.session.execute(table.update().values(rules="autres"))
    db.session.commit()
    assert "Cette version a été changée" in paulas.click("Lire et imprimer : version 1")


def a_manager() -> Account:
    from app.caseloads.models import Operator, Post

    operator = db.session.query(Operator).filter_by(name="L’Étape").one()
    valerie = people.an_account(Role.OPERATOR, "Valérie", last_name="Blanc")
    following.kept(Post(account_id=valerie.id, operator_id=operator.id))
    db.session.commit()
    return valerie


def test_an_operator_sends_its_own_report_and_the_pilote_reads_it_then(as_, paula: Account):
    valeries, paulas = as_(a_manager()), as_(paula)
    valeries.open("/operateur/rapports")
    valeries.press("Ouvrir le rapport", period="2026-s1")
    valeries.press("Figer les chiffres")
    path = valeries.page.path.replace("operateur", "pilotage")
    paulas.open(path, status=404)
    assert "L’Étape" not in paulas.open("/pilotage/rapports")
    valeries.press("Marquer comme envoyé", recipient="Le Département")
    assert "L’Étape" in paulas.open("/pilotage/rapports")
    page = paulas.open(path)
    assert "Figer" not in page
    assert "ici :" not in paulas.click("Lire et imprimer")


def test_a_report_is_not_sent_on_a_day_to_come(as_, paula: Account):
    paulas = opened(as_, paula)
    paulas.press("Figer les chiffres")
    page = paulas.press("Marquer comme envoyé", recipient="", on="12/05/2099")
    assert page.errors() == [
        "Écrivez à qui le rapport est envoyé.", "Ce jour n’est pas encore venu.",
    ]  # fmt: skip
    assert db.session.query(Sending).count() == 0


def test_a_pilote_adds_a_period_of_a_convention(as_, paula: Account):
    paulas = as_(paula)
    paulas.open("/pilotage/periodes")
    paulas.press("Ajouter la période", label="Convention 2026", since="01/03/2026",
                 until="28/02/2025")  # fmt: skip
    assert paulas.page.errors() == [
        "Le dernier jour vient avant le premier. Changez l’un des deux."
    ]
    paulas.press("Ajouter la période", until="28/02/2027")
    page = paulas.open("/pilotage/indicateurs")
    paulas.click("Convention 2026")
    assert "Convention 2026" in paulas.page.h1
    assert date(2027, 2, 28)
    assert page
