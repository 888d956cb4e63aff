"""Paula finances operators by date; an operator’s manager reads loads, and never a name."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app import clock
from app.accompaniments.models import Episode, Interview
from app.accounts.models import Role
from app.caseloads import operators, programmes
from app.caseloads.models import Cover, FteGrant, Operator, Post, Programme
from app.caseloads.operators import Load
from app.extensions import db
from tests import people, reaching_out

LONG_AGO = timedelta(days=100)


@pytest.fixture
def paula(app):
    return people.a_pilot()


@pytest.fixture
def house(app):
    """Give Passerelles, which employs Léa at half time and is financed for half a post."""
    operator = reaching_out.kept(Operator(name="Passerelles"))
    lea = people.a_referent(holding=people.a_territory())
    reaching_out.kept(Post(account_id=lea.id, operator_id=operator.id, fte=Decimal("0.5")))
    since = clock.today() - LONG_AGO
    reaching_out.kept(FteGrant(operator_id=operator.id, since=since, fte=Decimal("0.5")))
    return operator, lea


def accompany(referent, name="Awa", **facts):
    person = people.a_volunteer(name, followed_by=referent, **facts)
    began = clock.today() - LONG_AGO
    reaching_out.kept(
        Episode(state="started", volunteer_id=person.id, referred_on=began, started_on=began)
    )
    return person


@pytest.mark.parametrize(
    ("people_", "fte", "percent", "level"),
    [
        (48, "1", "96,0 %", "fair"),
        (50, "1", "100,0 %", "fair"),
        (51, "1", "102,0 %", "heavy"),
        (39, "1", "78,0 %", "light"),
        (40, "1", "80,0 %", "fair"),
        (151, "3", "100,7 %", "heavy"),
        (12, None, "sans objet", None),
        (12, "0", "sans objet", None),
    ],
)
def test_a_load_is_read_against_fifty(people_, fte, percent, level):
    load = Load(people_, Decimal(fte) if fte else None)
    assert (load.said, load.level) == (percent, level)


def test_an_operator_is_created_financed_and_staffed(as_, paula):
    lea = people.a_referent()
    desk = as_(paula)
    desk.open("/pilotage/operateurs")
    desk.press("Créer l’opérateur", name="Passerelles Isère", kind="externe")
    desk.press("Ajouter une ligne", fte="2,5", since="01/01/2026")
    desk.click("Rattacher un référent")
    page = desk.press("Enregistrer", referent=lea.token, fte="0,8")
    assert "Léa Martin" in page
    assert "0 sur 40" in page
    assert "0 sur 125" in page
    desk.click("Changer sa part")
    desk.press("Enregistrer", fte="1")
    assert "0 sur 50" in desk.page
    page = desk.open("/pilotage/operateurs")
    assert "Externe" in page
    assert "2,5" in page


def test_financed_time_is_a_series_without_overlap(as_, paula):
    operator = reaching_out.kept(Operator(name="Passerelles"))
    desk = as_(paula)
    desk.open(f"/pilotage/operateurs/{operator.token}")
    desk.press("Ajouter une ligne", fte="2", since="01/01/2026")
    desk.press("Ajouter une ligne", fte="3", since="01/07/2026")
    lines = [(g.since, g.until, g.fte) for g in operators.grants(operator)]
    assert lines == [
        (date(2026, 7, 1), None, Decimal("3.00")),
        (date(2026, 1, 1), date(2026, 6, 30), Decimal("2.00")),
    ]
    assert operators.financed(date(2026, 6, 30)) == {operator.id: Decimal("2.00")}
    assert operators.financed(date(2026, 7, 1)) == {operator.id: Decimal("3.00")}
    assert operators.financed(date(2025, 12, 31)) == {}
    page = desk.press("Ajouter une ligne", fte="1", since="01/06/2026", until="15/06/2026")
    assert "2 ETP sont déjà financés" in page.errors()[0]
    assert page.soup.select_one("[name=fte]")["value"] == "1"
    page = desk.press("Ajouter une ligne", fte="1", since="01/07/2026", until="")
    assert "sans fin" in page.errors()[0]
    page = desk.press("Ajouter une ligne", fte="1", since="01/07/2027", until="01/01/2027")
    assert page.errors() == ["La fin vient après le début."]
    assert len(operators.grants(operator)) == 2


def test_a_line_written_by_mistake_is_taken_back(as_, paula, house):
    operator, _ = house
    desk = as_(paula)
    desk.open(f"/pilotage/operateurs/{operator.token}")
    assert "non renseigné" in desk.press("Retirer")
    assert operators.grants(operator) == []


def test_two_operators_never_bear_one_name(as_, paula, house):
    desk = as_(paula)
    desk.open("/pilotage/operateurs")
    page = desk.press("Créer l’opérateur", name="passerelles", kind="interne")
    assert page.errors() == ["Un opérateur porte déjà ce nom."]


def test_the_load_counts_who_is_accompanied_and_nobody_else(as_, paula, house):
    _, lea = house
    for name in ("Awa", "Idriss"):
        accompany(lea, name)
    accompany(lea, "Camille", is_practice=True)
    waits = people.a_volunteer("Nora", followed_by=lea)
    reaching_out.kept(Episode(state="referred", volunteer_id=waits.id))
    gone = accompany(lea, "Paul")
    db.session.scalar(select(Episode).where(Episode.volunteer_id == gone.id)).ended_on = (
        clock.today() - timedelta(days=1)
    )
    page = as_(paula).open("/pilotage/operateurs")
    assert "2 sur 25" in page
    assert "8,0 %, de la place" in page
    assert "Agglomération grenobloise" in page


def test_the_manager_reads_loads_waits_and_absences_without_a_name(as_, house):
    operator, lea = house
    luc = people.a_referent("Luc")
    boss = people.an_account(Role.OPERATOR, "Farid", last_name="Ali")
    reaching_out.kept(Post(account_id=boss.id, operator_id=operator.id))
    quiet, seen = accompany(lea, "Awa"), accompany(lea, "Idriss")
    reaching_out.kept(
        Interview(state="held", volunteer_id=seen.id, referent_id=lea.id, mode="phone",
                  on=clock.today() - timedelta(days=5))
    )  # fmt: skip
    reaching_out.kept(
        Cover(absent_id=lea.id, colleague_id=luc.id, since=clock.today(), until=clock.today())
    )
    reaching_out.a_referral()
    page = as_(boss).open("/operateur")
    assert page.h1 == "Passerelles"
    assert "2 sur 25" in page
    assert "Remplacement : Luc Martin" in page
    text = page.soup.select_one("main").get_text()
    assert not [name for name in (quiet.first_name, seen.first_name, "Karim") if name in text]
    tiles = [" ".join(t.get_text(" ").split()) for t in page.soup.select(".tile")]
    assert [tile.split()[0] for tile in tiles] == ["0", "1", "0", "1"]


def test_a_manager_without_operator_is_told(as_, app):
    boss = people.an_account(Role.OPERATOR, "Farid")
    assert "Aucun opérateur à votre nom" in as_(boss).open("/operateur")


def test_actions_have_dates_and_operators(as_, paula, house):
    operator, _ = house
    other = reaching_out.kept(Operator(name="Autre maison"))
    desk = as_(paula)
    desk.open("/pilotage/operateurs")
    desk.click("Les actions du Département")
    desk.click("Créer une action")
    page = desk.press("Enregistrer", name="Jardins 2026", rhythm="ponctuelle", since="01/03/2026")
    assert "Écrivez la date de fin" in page.errors()[0]
    desk.press("Enregistrer", until="30/09/2026", held_by=[operator.token])
    assert "Passerelles" in desk.page
    assert [p.name for p in programmes.programmes_for(operator.id, date(2026, 9, 30))] == [
        "Jardins 2026"
    ]
    assert programmes.programmes_for(operator.id, date(2026, 10, 1)) == []
    assert programmes.programmes_for(other.id, date(2026, 4, 1)) == []
    action = db.session.scalar(select(Programme))
    desk.open(f"/pilotage/actions/{action.token}")
    desk.press("Enregistrer", held_by=[])
    assert programmes.programmes_for(other.id, date(2026, 4, 1)) == [action]


def test_operators_are_for_pilotes(as_, house):
    operator, lea = house
    for path in ("/pilotage/operateurs", f"/pilotage/operateurs/{operator.token}",
                 "/pilotage/actions"):  # fmt: skip
        as_(lea).open(path, 403)


def test_the_list_takes_the_same_queries_whatever_its_length(as_, paula, house, queries):
    desk = as_(paula)
    desk.open("/pilotage/operateurs")
    with queries() as few:
        desk.open("/pilotage/operateurs")
    for number in range(5):
        reaching_out.kept(Operator(name=f"Maison {number}"))
    with queries() as many:
        desk.open("/pilotage/operateurs")
    assert len(many) == len(few)
