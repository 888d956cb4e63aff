"""Reading the figures: who reads what, from a figure to the rows that make it."""

import json
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts.models import Account, Role
from app.extensions import db
from app.indicators import periods
from tests import following, people
from tests.following import day
from tests.indicators.test_the_vector import Six

H1 = "2026-s1"


@pytest.fixture
def six(app: Flask) -> Six:
    made = Six()
    db.session.commit()
    return made


def manager(six: Six) -> Account:
    from app.caseloads.models import Post

    valerie = people.an_account(Role.OPERATOR, "Valérie", last_name="Blanc")
    following.kept(Post(account_id=valerie.id, operator_id=six.operator.id))
    db.session.commit()
    return valerie


def test_a_pilote_goes_from_a_figure_to_its_rows_and_reads_no_name(as_, six: Six):
    paulas = as_(people.a_pilot())
    page = paulas.open("/pilotage/indicateurs", periode=H1)
    assert "25,0 %" in page
    assert "1 sur 4" in page
    assert "Objectif 20 % : atteint" in page
    page = paulas.click("25,0 % : voir les lignes")
    assert "5 lignes, pour 1 sur 4" in page
    assert "numérateur" in page
    for person in six.people.values():
        assert person.first_name not in page.soup.main.text


def test_the_same_person_keeps_the_same_key(as_, six: Six):
    paulas = as_(people.a_pilot())
    first = paulas.open("/pilotage/indicateurs/i2/lignes", periode=H1, mesure="presences")
    keys = {th.get_text(strip=True) for th in first.soup.select("tbody th")}
    assert len(keys) == 1
    again = paulas.open("/pilotage/indicateurs/file-active/lignes", periode="2026")
    assert keys <= {th.get_text(strip=True) for th in again.soup.select("tbody th")}


def test_an_operator_reads_its_own_figures_only(as_, six: Six):
    elsewhere = following.an_operator("La Rive")
    other = following.someone("Zoé")
    following.followed(other, six.claire, day("01/01/2026"), operator_id=elsewhere.id)
    following.accompanied(other, day("01/01/2026"))
    valeries = as_(manager(six))
    page = valeries.open("/operateur/indicateurs/file-active", periode=H1)
    assert "Personnes sur la période 4" in page
    rows = valeries.open("/operateur/indicateurs/file-active/lignes", periode=H1)
    assert "Zoé" not in rows
    valeries.open("/operateur/indicateurs", operateur=elsewhere.token)
    assert "La Rive" not in valeries.page.soup.main.text
    valeries.open("/pilotage/indicateurs/i5", status=404)


def test_an_operator_who_looks_for_the_pilotes_page_finds_their_own(as_, six: Six):
    assert "L’Étape" in as_(manager(six)).open("/pilotage/indicateurs")


def test_a_referent_reads_their_own_people_by_name(as_, six: Six):
    luc = people.a_referent("Luc")
    following.followed(six.people["A"], luc, day("01/08/2026"))
    claires = as_(six.claire)
    page = claires.open("/referent/indicateurs", periode=H1)
    assert "personnes sur la période" in page
    rows = claires.open("/referent/indicateurs/file-active/lignes", periode=H1)
    assert six.people["A"].first_name in rows
    links = rows.links()
    assert six.people["B"].first_name in links
    assert six.people["A"].first_name not in links  # Luc follows them now
    alone = as_(luc).open("/referent/indicateurs/file-active", periode=H1)
    assert "Non renseigné" in alone


def test_a_volunteer_reads_no_figure(as_, six: Six):
    as_(people.a_volunteer()).open("/pilotage/indicateurs", status=403)


def test_who_is_not_real_counts_nowhere(as_, six: Six):
    someone = following.someone(is_practice=True)
    following.followed(someone, six.claire, day("01/01/2026"), operator_id=six.operator.id)
    following.accompanied(someone, day("01/01/2026"))
    page = as_(people.a_pilot()).open("/pilotage/indicateurs/file-active", periode=H1)
    assert "Personnes sur la période 4" in page


def test_a_year_is_not_the_sum_of_its_halves(as_, six: Six):
    paulas = as_(people.a_pilot())
    told = [
        paulas.open("/pilotage/indicateurs/file-active", periode=code).soup.select_one("tbody td")
        for code in ("2026-s1", "2026-s2", "2026")
    ]
    halves = [int(cell.a.contents[0]) for cell in told]
    assert halves == [4, 3, 5]


def test_where_there_is_no_ambassador_nobody_is_concerned(as_, six: Six):
    page = as_(people.a_pilot()).open("/pilotage/indicateurs/i6", periode=H1)
    assert "Non concerné" in page
    people.an_account(Role.AMBASSADOR, "Bernard")
    page = as_(people.a_pilot("Aline")).open("/pilotage/indicateurs/i6", periode=H1)
    assert "Orientations 0" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"periode": "2026-s9"}, "Cette période n’existe pas"),
        ({"du": "01/01/2026", "au": "hier"}, "Écrivez les deux dates"),
        ({"du": "30/06/2026", "au": "01/01/2026"}, "La fin vient avant le début"),
    ],
)
def test_a_wrong_period_is_told_and_nothing_typed_is_lost(as_, six: Six, query, said):
    page = as_(people.a_pilot()).open("/pilotage/indicateurs", **query)
    assert said in page
    assert all(value in page.html for name, value in query.items() if name != "periode")


def test_free_dates_give_their_own_figures(as_, six: Six):
    page = as_(people.a_pilot()).open(
        "/pilotage/indicateurs/file-active", du="11/02/2026", au="27/02/2026"
    )
    assert "Personnes sur la période 3" in page


def test_reading_the_figures_asks_the_database_a_fixed_number_of_times(as_, six: Six, queries):
    paulas = as_(people.a_pilot())
    with queries() as few:
        paulas.open("/pilotage/indicateurs", periode=H1)
    for _ in range(6):
        person = following.someone()
        following.followed(person, six.claire, day("01/02/2026"), operator_id=six.operator.id)
        following.accompanied(person, day("01/02/2026"))
    db.session.commit()
    with queries() as many:
        paulas.open("/pilotage/indicateurs", periode=H1)
    assert len(few) == len(many)
    assert len(many) <= 44


def test_the_command_shows_every_figure(app: Flask, six: Six):
    ran = app.test_cli_runner().invoke(
        args=["indicators", "show", "--from", "2026-01-01", "--to", "2026-06-30"]
    )
    told = json.loads(ran.output)
    found = {(f["indicator"], f["measure"]): f for f in told["figures"]}
    assert found["i8", "taux"]["value"] == 0.25
    assert (found["i8", "taux"]["numerator"], found["i8", "taux"]["denominator"]) == (1, 4)
    assert found["i9", "taux"]["state"] == "out"
    csv = app.test_cli_runner().invoke(
        args=["indicators", "show", "--from", "2026-01-01", "--to", "2026-06-30",
              "--format", "csv"]
    )  # fmt: skip
    assert "i5;Sorties, et leur type;sorties;sorties;2;value;2;" in csv.output


def test_what_is_to_come_is_not_counted(as_, six: Six):
    tomorrow = clock.today() + timedelta(days=1)
    group = following.a_group(six.claire)
    following.a_session(group, tomorrow, six.people["B"])
    db.session.commit()
    code = periods.Period(clock.today(), tomorrow + timedelta(days=20)).code
    page = as_(people.a_pilot()).open("/pilotage/indicateurs/i2", periode=code)
    assert "Non renseigné" in page


def test_the_figures_on_screen_leave_as_a_spreadsheet_without_small_numbers(as_, six: Six):
    paulas = as_(people.a_pilot())
    links = paulas.open("/pilotage/indicateurs", periode=H1).links()
    book = paulas.client.get(links["Tableur"])
    assert book.mimetype.endswith("sheet")
    told = paulas.client.get("/pilotage/indicateurs/chiffres.csv?periode=2026-s1")
    rows = told.get_data(as_text=True)
    assert "File active;Personnes sur la période;< 5;" in rows
    assert (
        "I8 Reprise d’activité ou d’emploi;Taux de reprise d’activité ou d’emploi;masqué;;" in rows
    )
    assert "25,0" not in rows
