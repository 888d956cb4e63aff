"""Looking for a mission, signed in or not, without JavaScript."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.missions import index
from tests import people
from tests.browser import query


def titles(page):
    return [h.get_text(" ", strip=True) for h in page.soup.select(".mission h2")]


@pytest.fixture
def some_missions(app):
    """Put six missions online, here and there."""
    jardins = people.an_association()
    day = timedelta(days=1)
    facts = [
        ("Arroser le jardin", {"published_at": clock.now() - 9 * day}),
        ("Lire des histoires", {"domain": "education", "slots": ["sat-am"], "beginners": True}),
        ("Conduire la camionnette", {"driving_licence": True, "slots": ["wed-pm"]}),
        ("Répondre au téléphone", {"remote": True, "slots": [], "flexible": True}),
        ("Tenir un stand à Mens", {"commune_code": "38226", "lat": 44.8161, "lon": 5.7514,
                                   "one_off": True}),
        ("Accueillir à Strasbourg", {"commune_code": "67482", "lat": 48.57, "lon": 7.76}),
    ]  # fmt: skip
    return {title: people.a_mission(jardins, title=title, **more) for title, more in facts}


def test_a_visitor_finds_what_is_near_with_one_word_and_one_button(visitor, some_missions):
    visitor.open("/missions")
    page = visitor.press("Chercher", ou="38000")
    assert page.h1 == "4 missions près de Grenoble, ou depuis chez vous"
    assert "Accueillir à Strasbourg" not in page
    assert query(page.path)["ou"] == ["38000"]


def test_the_address_of_a_search_can_be_shared(visitor, some_missions):
    page = visitor.open("/missions?ou=Grenoble+(38)&domaine=education&jour=sat-am")
    assert titles(page) == ["Lire des histoires", "Répondre au téléphone"][:1]
    assert visitor.click("Samedi matin").path.count("jour") == 0
    assert "Lire des histoires" in visitor.page


def test_the_near_come_first_then_the_recent(visitor, some_missions):
    found = titles(visitor.open("/missions?ou=Grenoble&distance=60"))
    assert found[-1] == "Tenir un stand à Mens"
    assert found.index("Lire des histoires") < found.index("Arroser le jardin")
    assert "Les plus proches d’abord" in visitor.page
    assert visitor.click("Comment nous classons").h1 == "Comment nous classons les missions"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("ou=Grenoble&q=jardin", "Celles qui répondent le mieux d’abord, puis les plus proches."),
        ("ou=Grenoble&q=xyzzy", "Les plus proches d’abord, puis les plus récentes."),
        ("q=jardin", "Celles qui répondent le mieux d’abord."),
        ("", "Les plus récentes d’abord."),
    ],
)
def test_the_order_that_is_said_is_the_order_that_is_made(visitor, some_missions, asked, said):
    assert said in visitor.open(f"/missions?{asked}")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("choix=domicile", ["Répondre au téléphone"]),
        ("choix=une-fois", ["Tenir un stand à Mens"]),
        ("choix=debutants", ["Lire des histoires"]),
        ("jour=wed-pm", ["Répondre au téléphone", "Conduire la camionnette"]),
        ("domaine=education", ["Lire des histoires"]),
        ("ou=Grenoble&trajet=pied&minutes=15", ["Répondre au téléphone"]),
    ],
)
def test_each_choice_keeps_what_it_says(visitor, some_missions, asked, found):
    assert set(found) <= set(titles(visitor.open(f"/missions?{asked}")))
    hidden = {"Accueillir à Strasbourg", "Arroser le jardin"} - set(found)
    assert not hidden & set(titles(visitor.page)) or "pied" in asked


def test_without_a_licence_the_driving_missions_go_and_the_unknown_stay(visitor, some_missions):
    found = titles(visitor.open("/missions?choix=sans-permis"))
    assert "Conduire la camionnette" not in found
    assert "Arroser le jardin" in found


@pytest.mark.parametrize(
    "words", ["jardin", "JARDINS", "jardn", "arroser jardin", "Jardins partagés"]
)
def test_a_word_finds_missions_even_misspelt(visitor, some_missions, words):
    assert "Arroser le jardin" in titles(visitor.open("/missions", q=words))


@pytest.mark.parametrize("words", ["potager", "jardinage"])
def test_another_word_for_the_same_thing_finds_it_too(visitor, some_missions, words):
    assert "Arroser le jardin" in titles(visitor.open("/missions", q=words))


def test_a_volunteer_looks_near_home_in_one_touch(as_, visitor, some_missions):
    awa = as_(people.a_volunteer("Awa", commune_code="38226"))
    awa.open("/missions?distance=5")
    page = awa.click("Près de chez moi")
    assert page.h1 == "2 missions à moins de 5 km de Mens, ou depuis chez vous"
    assert "Près de chez moi" not in page
    assert "Près de chez moi" not in visitor.open("/missions")


def test_a_misspelt_town_is_offered_again(visitor, some_missions):
    page = visitor.open("/missions?ou=grenobel&choix=debutants")
    assert page.h1 == "Vouliez-vous dire…"
    page = visitor.click("Grenoble")
    assert "Lire des histoires" in page
    assert query(page.path)["choix"] == ["debutants"]


def test_an_unknown_town_says_what_to_write(visitor, some_missions):
    page = visitor.open("/missions?ou=xyzxyz")
    assert page.h1 == "Nous ne connaissons pas cette ville"
    assert "38000" in page


def test_nothing_found_is_widened_by_one_step_and_said(visitor, app):
    jardins = people.an_association()
    people.a_mission(jardins, title="Tenir un stand à Mens", commune_code="38226",
                     lat=44.8161, lon=5.7514)  # fmt: skip
    page = visitor.open("/missions?ou=Grenoble&trajet=pied")
    assert titles(page) == ["Tenir un stand à Mens"]
    assert "Rien près de Grenoble pour l’instant." in page
    page = visitor.open("/missions?ou=Grenoble&distance=10")
    assert "Rien à moins de 10 km de Grenoble. Voici jusqu’à 60 km." in page
    page = visitor.open("/missions?jour=sun-eve")
    assert "Rien ces jours-là. Voici d’autres jours." in page


def test_an_empty_site_says_so_kindly(visitor):
    page = visitor.open("/missions?ou=Grenoble")
    assert page.h1 == "Aucune mission près de Grenoble"
    assert "Pas de mission en ligne pour l’instant." in page


def test_ten_missions_a_page_and_the_rest_a_link_away(visitor):
    jardins = people.an_association()
    for n in range(13):
        people.a_mission(jardins, title=f"Mission {n}")
    assert len(titles(visitor.open("/missions?ou=Grenoble"))) == 10
    assert len(titles(visitor.click("Voir d’autres missions"))) == 3
    assert query(visitor.page.path)["ou"] == ["Grenoble (38)"]
    assert "La liste s’arrête avant cette page." in visitor.open("/missions?page=99")


@pytest.mark.parametrize(
    "address",
    [
        "page=abc", "page=-4", "page=99999999999999999999", "jour=lundi", "domaine=%27--",
        "minutes=x&trajet=fusee", "q=%F0%9F%98%80", "ou=%3Cscript%3E", "q=" + "a" * 5000,
        "ou=" + "b" * 3000, "choix=&choix=&jour=", "q=%00%01",
    ],
)  # fmt: skip
def test_an_odd_address_still_gives_a_page(visitor, some_missions, address):
    visitor.open(f"/missions?{address}")


def test_a_list_costs_few_statements_whatever_its_length(visitor, queries, some_missions):
    visitor.open("/missions?ou=Grenoble")
    with queries() as seen:
        visitor.open("/missions?ou=Grenoble")
    # what changed: missions, associations · the town, its postal codes · the page
    assert (
        len([s for s in seen if s.startswith("SELECT")]) == 6
    )  # one tells whether the site has opened there, seen


def test_a_mission_is_found_as_soon_as_it_is_online_and_gone_when_it_is_not(visitor, some_missions):
    visitor.open("/missions")
    mission = some_missions["Arroser le jardin"]
    mission.state = "paused"
    assert "Arroser le jardin" not in titles(visitor.open("/missions"))
    mission.state, mission.title = "published", "Arroser les tomates"
    assert "Arroser les tomates" in titles(visitor.open("/missions"))
    mission.ends_on = clock.today() - timedelta(days=1)
    assert "Arroser les tomates" not in titles(visitor.open("/missions"))


def test_a_suspended_association_takes_its_missions_along(visitor, some_missions):
    visitor.open("/missions")
    some_missions["Arroser le jardin"].association.state = "suspended"
    assert visitor.open("/missions").h1 == "Aucune mission"


def test_what_is_in_memory_equals_what_a_new_process_would_read(app, some_missions):
    before = index.current()
    some_missions["Lire des histoires"].title = "Raconter des contes"
    some_missions["Conduire la camionnette"].state = "ended"
    db.session.commit()
    people.a_mission(title="Nouvelle mission")
    before.refresh()
    fresh = index.Index().refresh()
    assert before.rows.tobytes() == fresh.rows.tobytes()
    assert before.words.holding == fresh.words.holding
    assert before.ranker.columns_.id.tolist() == fresh.ranker.columns_.id.tolist()
