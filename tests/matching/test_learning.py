"""Learning weights: held to the hand weights, bounded, the same each time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Mission, Profile, Ranker
from matching.learning import HAND, MOST, Row, capped, learn, observed

shares = st.floats(0, 1, allow_nan=False)
a_row = st.builds(
    Row,
    values=st.dictionaries(st.sampled_from(list(HAND)), shares),
    outcome=shares,
    weight=st.floats(0, 5),
    refused=shares,
    fold=st.integers(0, 9),
)


def decided_by(criterion: str, count: int) -> list[Row]:
    """Decisions of people for whom one criterion alone matters."""
    dice = np.random.default_rng(7)
    rows = []
    for n in range(count):
        values = {name: float(dice.random()) for name in HAND}
        chance = 1 / (1 + math.exp(-8 * (values[criterion] - 0.5)))
        rows.append(Row(values, float(dice.random() < chance), fold=n))
    return rows


@settings(max_examples=25, deadline=None)
@given(st.lists(a_row, max_size=30))
def test_whatever_people_decide_weights_stay_bounded_and_keep_their_sum(rows):
    learned = learn(rows)
    assert all(math.isfinite(w) and w >= 0 for w in learned.after.values())
    assert sum(learned.after.values()) == pytest.approx(sum(HAND.values()), abs=1e-3)
    assert learned.after.keys() == HAND.keys()
    assert learned == learn(rows)


@settings(max_examples=20, deadline=None)
@given(st.lists(a_row, min_size=1, max_size=30))
def test_a_prior_without_limit_leaves_the_hand_weights(rows):
    assert learn(rows, strength=1e9).after == pytest.approx(HAND, abs=1e-3)


def test_nothing_decided_leaves_the_hand_weights():
    learned = learn([])
    assert learned.after == HAND
    assert learned.held_out is None


def test_contradictory_decisions_change_nothing():
    same = dict.fromkeys(HAND, 0.8)
    rows = [Row(same, outcome, fold=n) for n in range(500) for outcome in (0.0, 1.0)]
    assert learn(rows).after == pytest.approx(HAND, abs=0.01)


def test_decisions_by_chance_teach_little():
    dice = np.random.default_rng(1)
    rows = [Row(r.values, float(dice.random() < 0.5), fold=r.fold) for r in decided_by("near", 600)]
    assert learn(rows).after == pytest.approx(HAND, abs=0.12)


def test_what_decides_gains_weight_and_more_decisions_say_it_louder():
    few, many = learn(decided_by("near", 100)), learn(decided_by("near", 1500))
    assert HAND["near"] < few.after["near"] < many.after["near"]
    assert many.after["near"] <= MOST * HAND["near"] * sum(HAND.values())
    assert many.held_out.loss_after < many.held_out.loss_before
    assert many.held_out.order_after > many.held_out.order_before


def test_the_further_from_the_hand_weights_the_weaker_the_tie():
    rows = decided_by("time", 600)
    held = [learn(rows, strength=s).after["time"] for s in (1e6, 1e4, 400, 40)]
    assert held == sorted(held)


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.sampled_from("abcdefghijklmnopqrstuvwxyz")), max_size=60
    )
)
def test_no_decider_weighs_more_than_their_share(pairs):
    weights, deciders = [w for w, _ in pairs], [d for _, d in pairs]
    kept = capped(weights, deciders)
    held = {d: sum(w for w, who in zip(kept, deciders, strict=True) if who == d) for d in deciders}
    present = [w for w in held.values() if w > 0]
    if present:
        most = max(0.05, 1 / len(present))
        assert max(present) <= most * sum(present) * (1 + 1e-6)
    assert all(k <= w + 1e-9 for k, w in zip(kept, weights, strict=True))


def test_a_busy_referent_is_heard_as_one_voice_among_others():
    kept = capped([100.0] + [1.0] * 99, ["busy"] + [f"r{n}" for n in range(99)])
    assert kept[0] == pytest.approx(0.05 * sum(kept))
    assert kept[1:] == [1.0] * 99


def test_one_pair_gives_numbers_and_nothing_else():
    ranker = Ranker().fit([Mission("m", "Arroser le jardin", domain="nature", slots=("tue-am",))])
    anna = Profile("anna", skills=("jardinage",), interests=("nature",), slots=("tue-am",))
    values, refused = observed(ranker.read(anna), ranker.columns_, 0)
    explained = {name: value for name, value, _ in ranker.explain(anna, "m").parts}
    assert values == pytest.approx({k: v for k, v in explained.items() if k != "refusal"})
    assert set(values) <= set(HAND)
    assert refused == pytest.approx(explained.get("refusal", 0.0))
