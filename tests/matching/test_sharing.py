"""Attention shared over places: everybody well served, nobody forgotten."""

from collections import Counter

from judged import load

from matching import Mission, Profile, Ranker
from matching.exposure import DEAREST, FIRSTS

JUDGED = load()


def crowd(count):
    """Many people who all want the same thing."""
    return [Profile(f"p{i:03d}", wishes="J’aime la couture.") for i in range(count)]


def workshops(count):
    return [Mission(f"m{i:02d}", f"Atelier couture {i}", places=2) for i in range(count)]


def test_people_who_want_the_same_do_not_all_see_the_same_first():
    ranker = Ranker().fit(workshops(10))
    shared = ranker.distribute(crowd(40), 3)
    firsts = Counter(found[0].mission_id for found in shared.values())
    assert max(firsts.values()) <= FIRSTS * 40 / 10
    plain = Counter(found[0].mission_id for found in ranker.rank_many(crowd(40), 3).values())
    assert max(plain.values()) == 40


def test_every_mission_someone_could_do_is_shown_to_someone():
    ranker = Ranker().fit([*workshops(12), Mission("odd", "Nettoyage de la chaudière")])
    shared = ranker.distribute(crowd(20), 3)
    assert {m.mission_id for found in shared.values() for m in found} == {
        m.id for m in [*workshops(12), Mission("odd")]
    }


def test_a_shared_list_has_the_shape_of_a_personal_one():
    ranker = Ranker().fit(JUDGED.missions)
    shared, own = ranker.distribute(JUDGED.profiles, 10), ranker.rank_many(JUDGED.profiles, 10)
    assert list(shared) == list(own)
    for person in JUDGED.profiles:
        assert len(shared[person.id]) == len(own[person.id])
        scores = {m.mission_id: m.score for m in ranker.rank(person, 99)}
        for match in shared[person.id]:
            assert match.score == scores[match.mission_id]
            assert match.reasons


def test_sharing_costs_little_to_each():
    ranker = Ranker().fit(JUDGED.missions)
    shared, own = ranker.distribute(JUDGED.profiles, 10), ranker.rank_many(JUDGED.profiles, 10)
    for person, found in own.items():
        lost = sum(m.score for m in found) - sum(m.score for m in shared[person])
        assert lost <= len(found) * DEAREST + 0.5
    kept = sum(m.score for found in shared.values() for m in found)
    assert kept >= 0.9 * sum(m.score for found in own.values() for m in found)


def test_nobody_and_nothing_are_fine():
    assert Ranker().fit([]).distribute(crowd(2), 3) == {"p000": [], "p001": []}
    assert Ranker().fit(workshops(2)).distribute([], 3) == {}
