"""How good the lists are, on the judged sets."""

import os
from pathlib import Path

import pytest
from judged import OWN, load, measure

from matching.evaluation import gini, ndcg, never_shown

SHARED = os.environ.get("RICOCHET_SHARED")


def test_our_own_set_stays_above_its_floor():
    found, _ = measure(load())
    assert found["ndcg@10"] >= 0.84
    assert found["violations"] == 0


@pytest.mark.shared
@pytest.mark.skipif(not SHARED, reason="RICOCHET_SHARED is unset")
def test_the_shared_set_stays_above_its_floor():
    found, _ = measure(load(Path(SHARED or "") / "eval" / "alsace"))
    assert found["ndcg@10"] >= 0.85
    assert found["violations"] == 0


def test_every_feasible_mission_is_offered_and_no_other():
    judged = load()
    _, rankings = measure(judged)
    for person, grades in judged.grades.items():
        offered = set(rankings[person]) - set(judged.borderline[person])
        assert offered == set(grades)


def test_lists_scored_again_from_their_criteria_are_the_same_lists():
    folds = pytest.importorskip("bench.folds")
    judged = load()
    found, _ = measure(judged)
    again = [p.ndcg(folds.HAND) for p in folds.people() if p.set == "own"]
    assert sum(again) / len(again) == pytest.approx(found["ndcg@10"], abs=1e-6)


def test_the_set_of_another_departement_stays_above_its_floor():
    found, _ = measure(load(OWN.with_name("judged_finistere")))
    assert found["ndcg@10"] >= 0.86
    assert found["violations"] == 0


def test_a_perfect_order_is_worth_one():
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == 1
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) < 1
    assert ndcg(["a"], {"a": 0}) is None


def test_what_nobody_is_shown_is_told():
    assert never_shown({"v": ["a"]}, ["a", "b"]) == ["b"]
    assert gini([1, 1, 1]) == pytest.approx(0)
    assert gini([0, 0, 3]) > 0.6
