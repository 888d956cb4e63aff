"""The ranker's promises: order, ties, memory, threads, disk."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from judged import OWN, load

from matching import Mission, Profile, Ranker, StaleIndex

JUDGED = load()


def lists(ranker, k=10):
    return {p: [m.mission_id for m in found] for p, found in ranker.rank_iter(JUDGED.profiles, k)}


def test_ties_go_by_id_whatever_the_order_given():
    names = ["b", "c", "a"]
    found = Ranker().fit([Mission(n) for n in names]).rank(Profile(), 2)
    assert [m.mission_id for m in found] == ["a", "b"]


def test_the_order_of_missions_and_threads_change_nothing():
    ranker = Ranker().fit(JUDGED.missions)
    once = lists(ranker)
    assert lists(Ranker().fit(reversed(JUDGED.missions))) == once
    with ThreadPoolExecutor(4) as pool:
        assert all(again == once for again in pool.map(lambda _: lists(ranker), range(4)))


def test_a_rank_goes_on_while_another_updates():
    ranker = Ranker().fit(JUDGED.missions)
    person = JUDGED.profiles[0]
    match = ranker.rank(person)[0]
    ranker.update(removed=[m.id for m in JUDGED.missions])
    assert ranker.rank(person) == []
    assert match.reasons


def test_an_index_comes_back_from_disk_as_it_was(tmp_path):
    ranker = Ranker().fit(JUDGED.missions)
    for _ in range(2):
        ranker.save(tmp_path / "index")
    assert lists(Ranker.load(tmp_path / "index")) == lists(ranker)
    assert len(list(tmp_path.iterdir())) == 2
    person, mission = JUDGED.profiles[0], JUDGED.missions[0].id
    saved = Ranker.load(tmp_path / "index")
    assert saved.objections(person, mission) == ranker.objections(person, mission)


@pytest.mark.parametrize("damage", ["absent", "cut", "stale"])
def test_a_damaged_index_says_so(tmp_path, damage):
    ranker = Ranker().fit(JUDGED.missions)
    ranker.save(tmp_path / "index")
    if damage == "absent":
        (tmp_path / "index" / "gate.npy").unlink()
    elif damage == "cut":
        (tmp_path / "index" / "gate.npy").write_bytes(b"no")
    else:
        manifest = tmp_path / "index" / "manifest.json"
        manifest.write_text(json.dumps({"signature": "old", "count": 1}))
    with pytest.raises(StaleIndex):
        Ranker.load(tmp_path / "index")


def test_ranking_imports_neither_learning_nor_web_libraries():
    script = (
        "import sys; from matching import *; Ranker().fit([Mission('m')]).rank(Profile());"
        "print([m for m in ('sklearn', 'scipy', 'flask', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_people_for_a_mission_are_those_it_is_offered_to():
    ranker = Ranker().fit(JUDGED.missions)
    for mission in JUDGED.missions[:8]:
        found = ranker.people_for(mission.id, JUDGED.profiles, 99)
        offered = {
            p.id: m.score
            for p in JUDGED.profiles
            for m in ranker.rank(p, 99)
            if m.mission_id == mission.id
        }
        assert {name: match.score for name, match in found} == offered
        assert [m.score for _, m in found] == sorted(offered.values(), reverse=True)
        assert ranker.people_for(mission, JUDGED.profiles, 99) == found


def test_a_near_miss_tells_the_one_thing_that_would_help():
    sewing = Mission("m", "Atelier couture", slots=("tue-am",), lat=45.19, lon=5.72)
    anna = Profile("anna", skills=("couture",), slots=("wed-am",))
    found = Ranker().fit([sewing]).near_misses(anna)
    assert [(n.mission_id, n.objection.limit) for n in found] == [("m", "slots")]
    assert found[0].objection.remedy
    far = Profile("far", lat=45.19, lon=5.75, modes=("walk",), max_minutes=30)
    found = Ranker().fit([sewing]).near_misses(far)
    assert [n.objection.limit for n in found] == ["travel"]
    assert "covoiturage" in found[0].objection.remedy


def test_a_search_meets_synonyms_and_typing_errors():
    ranker = Ranker().fit(
        [Mission("sew", "Atelier fil et aiguille"), Mission("dig", "Potager partagé du quartier")]
    )
    assert [name for name, _ in ranker.search("coutture")] == ["sew"]
    assert next(name for name, _ in ranker.search("jardin")) == "dig"
    assert ranker.search("xyzzy") == []


def test_the_command_line_keeps_its_shape():
    given = ["--missions", str(OWN / "missions.json"), "--profiles", str(OWN / "volunteers.json")]

    def run(*words):
        command = [sys.executable, "-m", "matching", *words]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    ranked = run("rank", *given, "--k", "3")
    assert set(ranked) == {p.id for p in JUDGED.profiles}
    assert all(len(found) <= 3 for found in ranked.values())
    best = ranked["p01"][0]
    told = run("explain", *given, "--profile", "p01", "--mission", best)
    assert set(told) >= {"feasible", "objections", "score", "minutes", "reasons"}
    assert told["feasible"] is True
    assert told["objections"] == []
    assert {"criterion", "score", "because"} <= set(told["reasons"][0])
