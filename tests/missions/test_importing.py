"""Missions come in a file: all of them or none, and coming again updates them."""

import gc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.missions.models import Mission
from tests.browser import Visitor
from tests.people import a_member, a_mission, an_association

As = Callable[..., Visitor]
HEAD = "reference;titre;description;domaine;commune;jours;heures;places;accueil\n"
ONE = (
    "A1;Arroser le jardin;On arrose ensemble.;nature et animaux;38400;mardi matin, jeudi;2 h 30;3;"
    "Agnès\n"
)


def missions() -> list[Mission]:
    db.session.expire_all()
    return list(db.session.scalars(select(Mission).order_by(Mission.id)))


@pytest.fixture
def run(app: Flask, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run the command on a text or bytes, and give its code and words."""

    def invoke(content: str | bytes, *options: str) -> tuple[int, str]:
        path = tmp_path / "missions.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["missions", "import", str(path), *options])
        return result.exit_code, " ".join(result.output.split())

    return invoke


@pytest.mark.parametrize(
    "content",
    [
        HEAD + ONE,
        "\ufeff" + HEAD + ONE,
        (HEAD + ONE).replace("\n", "\r\n"),
        HEAD.replace(";", ",").upper()
        + 'A1,Arroser le jardin,On arrose ensemble.,nature,38400,"mardi matin,jeudi","2,5",3,Agnès',
    ],
)
def test_a_file_is_read_whatever_its_mark_ends_and_separators(run: Callable, content: str):
    an_association(rna="W381000001")
    code, said = run(content, "--association", "w381 000 001")
    assert (code, said) == (0, "Missions : 1 nouvelles, 0 mises à jour, 0 inchangées.")
    mission = missions()[0]
    assert mission.slots == ["tue-am", "thu-am", "thu-pm"]
    assert (mission.hours_per_week, mission.places_left) == (2.5, 3)
    assert mission.commune_code == "38421"
    assert (mission.state, mission.not_a_job) == ("submitted", True)


def test_a_dry_run_writes_nothing(run: Callable):
    an_association()
    code, said = run(HEAD + ONE, "--association", "W381000001", "--dry-run")
    assert (code, missions()) == (0, [])
    assert "1 nouvelles" in said


def test_each_row_names_its_association_by_any_of_its_numbers(run: Callable):
    first = an_association("Une", rna="W381000001", siret="73282932000074", siren="732829320")
    second = an_association("Deux", rna="W671000002")
    file = "titre;description;domaine;commune;association\n" + "".join(
        f"Une mission {i};Texte.;Sport;Mens;{name}\n"
        for i, name in enumerate(["W381000001", "732 829 320 00074", "732829320", second.token])
    )
    assert run(file)[0] == 0
    owners = [mission.association_id for mission in missions()]
    assert owners == [first.id, first.id, first.id, second.id]
    assert {mission.state for mission in missions()} == {"draft"}, "to be finished"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ((HEAD + ONE).encode("latin-1"), "CSV UTF-8"),
        ((HEAD + ONE).encode("utf-16"), "CSV UTF-8"),
        (b"PK\x03\x04 a workbook", "classeur"),
        (b"", "vide"),
        (HEAD, "que les noms"),
        ("titre;domaine\nUne mission;Sport\n", "Il manque une colonne : « description »"),
        (HEAD.replace("places", "place"), "Colonne inconnue : « place »"),
        (HEAD.replace("places", "titre"), "« titre » est là deux fois"),
        (HEAD + 'A1;"Un titre jamais fermé;x', "guillemet"),
        (HEAD + "x" * 1_000_001, "trop lourd"),
        (HEAD + ONE * 2001, "plus de 2000 lignes"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    run: Callable, content: str | bytes, said: str
):
    an_association()
    code, told = run(content, "--association", "W381000001")
    assert code == 1
    assert said in told
    assert "Rien n’a été écrit" in told
    assert missions() == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A1;Jardin;T.;Sport;Mens;;;;", "titre : un titre de deux mots"),
        ("A1;Une mission;;Sport;Mens;;;;", "description : la case est vide"),
        ("A1;Une mission;T.;Cuisine;Mens;;;;", "domaine : « Cuisine » n’est pas dans la liste"),
        ("A1;Une mission;T.;Sport;Zzyzx;;;;", "commune : « Zzyzx » : commune inconnue"),
        ("A1;Une mission;T.;Sport;;;;;", "commune : écrivez la commune"),
        ("A1;Une mission;T.;Sport;Mens;mardi minuit;;;", "jours : « mardi minuit »"),
        ("A1;Une mission;T.;Sport;Mens;;35;;", "heures : « 35 »"),
        ("A1;Une mission;T.;Sport;Mens;;;0;", "places : « 0 »"),
        ("A1;Une mission;T.;Sport;Mens;;;²;", "places : « ² »"),
        ("A1;Une mission;1 85 05 78 006 084 91;Sport;Mens;;;;", "sécurité sociale"),
        ("A1;Une mission;T.;Sport;Mens;;;;;;trop;", "plus de cases que de colonnes"),
        ("A1;Une mission;" + "x" * 3001 + ";Sport;Mens;;;;", "3001 caractères"),
        (ONE.strip(), "reference : « A1 » est déjà plus haut"),
    ],
)
def test_a_row_in_error_is_told_with_its_number_and_nothing_is_written(
    run: Callable, row: str, said: str
):
    an_association()
    code, told = run(HEAD + ONE + "\n" + row + "\n", "--association", "W381000001")
    assert code == 1
    assert "Ligne 4 : " in told
    assert said in told
    assert missions() == []


def test_coming_again_updates_and_never_doubles(run: Callable):
    association = an_association()
    run(HEAD + ONE, "--association", "W381000001")
    assert (
        "0 nouvelles, 0 mises à jour, 1 inchangées"
        in run(HEAD + ONE, "--association", association.token)[1]
    )
    changed = ONE.replace(";3;", ";5;")
    assert "0 nouvelles, 1 mises" in run(HEAD + changed, "--association", "W381000001")[1]
    assert [(m.places, m.places_left) for m in missions()] == [(5, 5)]


def test_a_published_mission_is_read_again_only_when_what_was_read_changes(run: Callable):
    association = an_association()
    read = {"title": "Arroser le jardin", "description": "On arrose ensemble."}
    places = {"places": 3, "places_left": 1, "commune_code": "38421"}
    facts = {"domain": "nature", "welcome": "Agnès", **read, **places}
    a_mission(association, reference="A1", **facts)
    assert run(HEAD + ONE, "--association", "W381000001")[0] == 0
    assert (missions()[0].state, missions()[0].places_left) == ("published", 1)
    run(HEAD + ONE.replace("Arroser", "Tailler"), "--association", "W381000001")
    assert missions()[0].state == "submitted"
    code, said = run(HEAD + ONE.replace(";3;", ";1;"), "--association", "W381000001")
    assert code == 1
    assert "2 places sont déjà prises" in said


def test_what_looks_like_a_formula_stays_text(run: Callable):
    an_association()
    row = 'A1;=HYPERLINK("http://x") +1;@SUM(A1);Sport;Mens;;;;-2+3\n'
    assert run(HEAD + row, "--association", "W381000001")[0] == 0
    mission = missions()[0]
    assert mission.title == '=HYPERLINK("http://x") +1'
    assert (mission.description, mission.welcome) == ("@SUM(A1)", "-2+3")


@pytest.mark.parametrize("state", ["refused", "suspended", "closed"])
def test_an_association_whose_space_is_not_open_imports_nothing(run: Callable, state: str):
    an_association(state=state)
    code, said = run(HEAD + ONE, "--association", "W381000001")
    assert (code, "n’est pas ouvert" in said) == (1, True)
    assert "n’est pas connue" in run(HEAD + ONE, "--association", "W999999999")[1]


def test_an_association_brings_its_own_file(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions")
    jean.click("Importer un tableau")
    page = jean.press("Lire le fichier", file=(BytesIO((HEAD + ONE).encode()), "m.csv"))
    assert "1 nouvelle mission" in page.h1
    assert missions() == []
    page = jean.press("Importer")
    assert any("Cochez" in error for error in page.errors())
    page = jean.press("Importer", not_a_job="y")
    assert "Arroser le jardin" in page
    assert missions()[0].state == "submitted"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ((HEAD + ONE).encode("utf-16"), "CSV UTF-8"),
        ((HEAD + ONE).encode("mac-roman"), "CSV UTF-8"),
        (b"", "vide"),
        ((HEAD + "A1;Jardin;T.;Sport;Mens;;;;").encode(), "Ligne 2 : titre"),
        (b"titre;description;domaine;commune;association\nUne mission;T;Sport;Mens;W000000000\n",
         "n’est pas Les Jardins"),
    ],
)  # fmt: skip
def test_the_page_says_what_is_wrong_with_a_file(as_: As, content: bytes, said: str):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/importer")
    page = jean.press("Lire le fichier", file=(BytesIO(content), "m.csv"))
    assert said in page
    assert missions() == []


def test_a_file_that_changes_nothing_says_so_and_asks_nothing(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/importer")
    jean.press("Lire le fichier", file=(BytesIO((HEAD + ONE).encode()), "m.csv"))
    assert "1 nouvelle mission, 0 mise à jour" in jean.press("Importer", not_a_job="y")
    jean.open("/association/missions/importer")
    page = jean.press("Lire le fichier", file=(BytesIO((HEAD + ONE).encode()), "m.csv"))
    assert page.h1 == "Rien ne change"
    assert "Mise à jour" not in page
    assert not page.soup.select("main form")


def test_the_file_of_an_older_excel_keeps_its_accents(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/importer")
    content = (HEAD + ONE.replace("Arroser le jardin", "Récolter à l’été")).encode("cp1252")
    page = jean.press("Lire le fichier", file=(BytesIO(content), "m.csv"))
    assert "Récolter à l’été" in page
    jean.press("Importer", not_a_job="y")
    assert missions()[0].welcome == "Agnès"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_megabyte_is_refused_in_words(as_: As):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/importer")
    page = jean.press("Lire le fichier", file=(BytesIO(b"a" * 1_000_001), "m.csv"))
    assert "trop lourd" in page
    gc.collect()  # the test client leaves its own copy of the body to the collector
