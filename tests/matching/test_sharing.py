"""Attention shared over places: everybody well served, nobody forgotten."""

from collections import Counter

from judged import load

from matching import Mission, Profile, Ranker
from matching.attention import Attention
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


def live(ranker, people, k=3):
    """Lists made one by one, with prices worked out for everyone before."""
    prices = ranker.shares([(person, ()) for person in people], len(people)).attention
    return {p.id: prices.order(p.id, ranker.rank(p, 60))[:k] for p in people}


def test_live_lists_do_not_send_everyone_to_the_same_mission_first():
    ranker, people = Ranker().fit(workshops(10)), crowd(200)
    firsts = Counter(found[0].mission_id for found in live(ranker, people).values())
    assert max(firsts.values()) <= 2 * FIRSTS * 200 / 10
    assert len(firsts) == 10


def test_a_mission_published_since_is_shown_but_does_not_come_first():
    ranker, people = Ranker().fit(workshops(10)), crowd(200)
    prices = ranker.shares([(person, ()) for person in people], len(people)).attention
    ranker.update([Mission("new", "Atelier couture du soir", places=2)])
    found = {p.id: prices.order(p.id, ranker.rank(p, 60), {"new"}) for p in people}
    assert not any(matches[0].mission_id == "new" for matches in found.values())
    assert any("new" in {m.mission_id for m in matches[:3]} for matches in found.values())
    alone = Ranker().fit([Mission("new", "Atelier couture")]).rank(people[0])
    assert len(prices.order("p000", alone, {"new"})) == 1


def test_live_lists_stay_the_same_until_prices_change():
    ranker, people = Ranker().fit(workshops(10)), crowd(30)
    assert live(ranker, people) == live(ranker, people)
    plain = ranker.rank(people[0], 60)
    assert {m.mission_id for m in Attention().order("p000", plain)} == {m.mission_id for m in plain}


def test_a_price_lowers_a_mission_the_same_for_all_and_by_little():
    ranker, people = Ranker().fit(JUDGED.missions), JUDGED.profiles
    found = ranker.shares([(person, ()) for person in people], len(people))
    assert all(0 < price <= DEAREST for price in found.attention.shown.values())
    assert sum(found.counts.values()) == sum(min(10, len(ranker.rank(p, 10))) for p in people)


def test_what_someone_put_aside_does_not_count_as_shown():
    ranker, person = Ranker().fit(workshops(2)), crowd(1)[0]
    found = ranker.shares([(person, {"m00"})], 1)
    assert set(found.counts) == {"m01"}


def test_nobody_and_nothing_are_fine():
    assert Ranker().fit([]).distribute(crowd(2), 3) == {"p000": [], "p001": []}
    assert Ranker().fit(workshops(2)).distribute([], 3) == {}
