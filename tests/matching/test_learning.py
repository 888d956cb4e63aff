"""Weights learned from decisions: inspectable, bounded, and nothing about anyone."""

import random
from dataclasses import fields

from judged import load

from matching import Mission, Profile, Ranker
from matching.criteria import CRITERIA
from matching.learning import FEW, NAMES, Decision, Lesson, learn

HAND_MADE = {c.name: c.weight for c in CRITERIA}


def decided(count, matters, seed=0):
    """Decisions in which one criterion matters more than all the others."""
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        parts = tuple((name, dice.random()) for name in NAMES)
        found.append(Decision(parts, dict(parts)[matters] + 0.2 * dice.random() > 0.6))
    return found


def test_too_few_decisions_change_nothing():
    assert learn(decided(FEW - 1, "near")).weights == HAND_MADE


def test_what_people_care_about_comes_to_count_more():
    lesson = learn(decided(600, "near"))
    assert lesson.weights["near"] > HAND_MADE["near"]
    assert lesson.weights["near"] == max(lesson.weights.values())
    assert lesson.better
    assert min(lesson.weights.values()) >= 0


def test_decisions_by_chance_teach_little():
    dice = random.Random(1)
    noise = [Decision(d.parts, dice.random() < 0.5) for d in decided(600, "near")]
    lesson = learn(noise)
    assert all(abs(lesson.weights[n] - HAND_MADE[n]) < 0.2 for n in NAMES)


def test_a_lesson_is_a_file_and_leaving_it_out_is_the_way_back(tmp_path):
    lesson = learn(decided(600, "near"), version=3)
    lesson.save(tmp_path / "weights.json")
    assert Lesson.load(tmp_path / "weights.json") == lesson
    judged = load()
    person = judged.profiles[0]
    own = Ranker().fit(judged.missions).rank(person)
    other = Ranker(lesson.weights).fit(judged.missions).rank(person)
    assert own != other
    assert own == Ranker().fit(judged.missions).rank(person)


def test_a_decision_keeps_the_parts_and_nothing_of_the_person():
    ranker = Ranker().fit([Mission("m", "Atelier couture")])
    person = Profile("Awa", skills=("couture",), wishes="Je vis seule.")
    decision = Decision.of(ranker.explain(person, "m"), kept=True)
    assert {f.name for f in fields(decision)} == {"parts", "kept", "count"}
    assert {name for name, _ in decision.parts} <= set(NAMES)
    assert "Awa" not in repr(decision)
