"""What other sites read: the interface, its description, the feed."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from app import clock
from app.extensions import db
from tests import people
from tests.missions.schema import faults

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def online(app):
    """Put three missions online, and one that is not yet."""
    jardins = people.an_association(phone="+33476000000", website="https://jardins.example.org")
    people.a_member(jardins, "Jean", last_name="Dupont", phone="+33612345678")
    made = [
        people.a_mission(jardins, title="Arroser", transit="Tram A", starts_on=clock.today()),
        people.a_mission(jardins, title="Téléphoner", remote=True, slots=[], flexible=True),
        people.a_mission(jardins, title="Mens", commune_code="38226", lat=44.8161, lon=5.7514,
                         domain="education", driving_licence=True, french="B1"),
        people.a_mission(jardins, title="Brouillon", state="draft"),
    ]  # fmt: skip
    return {mission.title: mission for mission in made}


@pytest.fixture
def read(visitor):
    """Read an address of the interface, and hold the answer to its description."""
    described = visitor.client.get("/api/v1/openapi.json").get_json()

    def get(address, status=200, **headers):
        answer = visitor.client.get(address, headers=headers)
        assert answer.status_code == status, answer.get_data(as_text=True)
        if status == 304:
            return answer
        assert answer.mimetype == "application/json"
        path = address.split("?")[0]
        known = path if path in described["paths"] else "/api/v1/missions/{id}"
        responses = described["paths"][known]["get"]["responses"]
        schema = responses[str(status)]["content"]["application/json"]["schema"]
        assert faults(answer.get_json(), schema, described) == []
        return answer

    return get


def names(answer):
    return {m["title"] for m in answer.get_json()["missions"]}


def test_open_missions_are_read_by_anyone_as_described(read, online):
    answer = read("/api/v1/missions")
    assert names(answer) == {"Arroser", "Téléphoner", "Mens"}
    assert answer.get_json()["total"] == 3
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_nothing_about_anyone_is_given(read, online):
    text = read("/api/v1/missions").get_data(as_text=True)
    for private in ("Jean", "Dupont", "33612345678", "33476000000", "@example.org"):
        assert private not in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("commune=38185", {"Arroser", "Téléphoner"}),
        ("commune=38185&distance=60", {"Arroser", "Téléphoner", "Mens"}),
        ("domain=education", {"Mens"}),
        ("domain=education&domain=nature", {"Arroser", "Téléphoner", "Mens"}),
        ("remote=true", {"Téléphoner"}),
        ("no_licence=true", {"Arroser", "Téléphoner"}),
        ("little_french=true", {"Arroser", "Téléphoner"}),
        ("half_day=sun-eve", {"Téléphoner"}),
        ("q=telephonner", {"Téléphoner"}),
        ("q=Mens", {"Mens"}),
        ("updated_since=2999-01-01T00:00:00Z", set()),
    ],
)
def test_each_parameter_keeps_what_it_says(read, online, asked, found):
    assert names(read(f"/api/v1/missions?{asked}")) == found


def test_pages_follow_one_another_and_miss_nothing(read, online):
    seen, address = [], "/api/v1/missions?limit=1"
    while address:
        body = read(address).get_json()
        seen += [m["id"] for m in body["missions"]]
        address = body["next"] and body["next"].removeprefix("http://ricochet.test")
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("limit=0", "limit"), ("limit=101", "limit"), ("limit=abc", "limit"),
        ("offset=-1", "offset"),
        ("commune=99999", "commune"), ("distance=10", "distance"), ("domain=jardin", "domain"),
        ("half_day=lundi", "half_day"), ("remote=oui", "remote"), ("couleur=bleu", "couleur"),
        ("limit=1&limit=2", "limit"), ("updated_since=hier", "updated_since"),
        ("q=" + "a" * 201, "q"), ("offset=99999999999", "offset"), ("limit=%D9%A1", "limit"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_the_parameter_in_cause(read, online, asked, parameter):
    error = read(f"/api/v1/missions?{asked}", 400).get_json()["error"]
    assert error["parameter"] == parameter
    assert error["message"].endswith(".")


def test_one_mission_is_read_alone_and_a_closed_one_is_not(read, online):
    mission = online["Mens"]
    body = read(f"/api/v1/missions/{mission.token}").get_json()
    assert body["commune"] == {"code": "38226", "name": "Mens", "department": "38"}
    assert body["url"] == f"http://ricochet.test/missions/{mission.token}"
    read(f"/api/v1/missions/{online['Brouillon'].token}", 404)
    mission.state = "paused"
    db.session.commit()
    read(f"/api/v1/missions/{mission.token}", 404)


def test_what_has_not_changed_is_not_sent_again(read, online):
    for address in ("/api/v1/missions", f"/api/v1/missions/{online['Mens'].token}"):
        etag = read(address).headers["ETag"]
        assert read(address, 304, **{"If-None-Match": etag}).get_data() == b""
    online["Mens"].title = "Mens encore"
    db.session.commit()
    assert "Mens encore" in names(read("/api/v1/missions", **{"If-None-Match": etag}))


def test_elsewhere_and_other_methods_answer_in_json(visitor, app):
    answer = visitor.client.get("/api/v2/rien")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "not_found")
    answer = visitor.client.post("/api/v1/missions", json={})
    assert answer.status_code == 405
    assert answer.get_json()["error"]["code"] == "method_not_allowed"
    assert answer.headers["Allow"] == "GET, HEAD"


def test_the_description_names_every_path_and_parameter_served(app, visitor):
    described = visitor.client.get("/api/v1/openapi.json").get_json()
    served = {
        rule.rule.replace("<token>", "{id}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(described["paths"]) == served - {"/api/v1/openapi.json"}
    from app.missions.api_reading import KNOWN

    listed = described["paths"]["/api/v1/missions"]["get"]["parameters"]
    assert {p["name"] for p in listed} == set(KNOWN)


def test_the_feed_is_atom_with_stable_names(visitor, online):
    answer = visitor.client.get("/flux/missions.xml")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.get_data())
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{name}")
    entries = feed.findall(f"{ATOM}entry")
    assert {e.findtext(f"{ATOM}title") for e in entries} == {"Arroser", "Téléphoner", "Mens"}
    for entry in entries:
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "updated", "content"))
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None
    before = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}id") for e in entries}
    online["Mens"].title = "Mens & <co>"
    online["Mens"].updated_at = clock.now() + timedelta(minutes=1)
    db.session.commit()
    again = ElementTree.fromstring(visitor.client.get("/flux/missions.xml").get_data())
    after = {
        e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}id") for e in again.iter(f"{ATOM}entry")
    }
    assert after["Mens & <co>"] == before["Mens"]
    assert again.findtext(f"{ATOM}updated") > feed.findtext(f"{ATOM}updated")


def test_the_feed_is_not_sent_again_when_nothing_changed(visitor, online):
    etag = visitor.client.get("/flux/missions.xml").headers["ETag"]
    again = visitor.client.get("/flux/missions.xml", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_the_feed_of_an_empty_site_is_still_a_feed(visitor):
    feed = ElementTree.fromstring(visitor.client.get("/flux/missions.xml").get_data())
    assert feed.findall(f"{ATOM}entry") == []
