"""The map of missions: towns with links, the same as a list, and nothing more precise."""

import json
import math
from dataclasses import replace

from app.missions import map as maps
from app.missions.search import Filters, search
from tests import people


def some_missions():
    garden = people.an_association()
    people.a_mission(garden, title="Arroser le jardin")
    people.a_mission(garden, title="Tailler les rosiers")
    people.a_mission(garden, title="Lire des contes", commune_code="38421", lat=45.17, lon=5.76)
    people.a_mission(garden, title="Compter les tritons", commune_code="38226", lat=44.8, lon=5.75)
    people.a_mission(garden, title="Écrire des lettres", remote=True, lat=None, lon=None)
    people.a_mission(garden, title="Servir la soupe", commune_code="67482", lat=48.57, lon=7.76)


def test_each_town_leads_to_its_missions(visitor):
    some_missions()
    page = visitor.open("/missions/carte")
    drawn = {a["aria-label"]: a["href"] for a in page.soup.select("svg a")}
    assert "Grenoble : 2 missions" in " ".join(" ".join(k.split()) for k in drawn)
    assert "2 missions" in visitor.click("Grenoble").h1 or "Grenoble" in visitor.page.h1


def test_the_list_says_what_the_map_shows_and_what_it_cannot(visitor):
    some_missions()
    page = visitor.open("/missions/carte")
    for words in ("Grenoble : 2 missions", "Mens : 1 mission", "1 mission se fait depuis chez vous",
                  "Strasbourg : 1 mission, plus loin que la carte"):  # fmt: skip
        assert words in page


def test_the_list_and_the_map_lead_to_each_other_with_what_was_asked(visitor):
    some_missions()
    visitor.open("/missions?q=jardin")
    page = visitor.click("Voir sur la carte")
    assert "jardin" in page.h1
    assert "jardin" in visitor.click("Voir la liste").h1


def test_nothing_found_is_said(visitor):
    assert "Aucune mission ici" in visitor.open("/missions/carte?q=scaphandre")


def test_an_unknown_town_is_asked_back(visitor):
    assert visitor.open("/missions/carte?ou=Grenobel").status == 200


def test_no_two_towns_cover_each_other_and_none_leaves_the_drawing(app):
    some_missions()
    drawn = maps.draw(search(Filters()))
    for rank, one in enumerate(drawn.spots):
        assert 0 <= one.x <= maps.WIDTH
        assert 0 <= one.y <= maps.HEIGHT
        for other in drawn.spots[:rank]:
            assert math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius - 1


def test_a_deployer_gives_an_outline(app, visitor, tmp_path):
    some_missions()
    ring = [[5.0, 44.5], [6.5, 44.5], [6.5, 45.9], [5.0, 45.9], [5.0, 44.5]]
    file = tmp_path / "outline.geojson"
    shape = {"type": "Polygon", "coordinates": [ring]}
    file.write_text(json.dumps({"features": [{"geometry": shape}]}))
    kept = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(kept, map_outline=str(file))
    try:
        page = visitor.open("/missions/carte?ou=Grenoble")
        assert page.soup.select_one("path.land")
        assert not page.soup.select_one("path.ground")
    finally:
        app.config["SETTINGS"] = kept


def test_the_map_costs_few_statements(visitor, queries):
    some_missions()
    visitor.open("/missions/carte")
    with queries() as seen:
        visitor.open("/missions/carte")
    assert len([s for s in seen if s.startswith("SELECT")]) <= 6, seen
