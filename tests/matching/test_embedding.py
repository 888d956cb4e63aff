"""A deployer's own model: one criterion more, as exact as the others, and nothing without it."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Mission, Profile, Ranker, StaleIndex
from matching.embedding import named
from tests.matching.test_limits import many, profiles

KENNEL = Mission("kennel", "Sorties avec Rex", "Une heure dehors, laisse à la main.")
BOOKS = Mission("books", "Tri de livres", "Des cartons, des étagères.")
ROOMS = ("rex laisse canin toutou", "livres cartons lecture", "telephone appels standard")


class Toy:
    """Knows three subjects by a few words each, and keeps what it was asked."""

    name = "toy-1"

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return np.array([[self._share(text, room) for room in ROOMS] for text in texts])

    @staticmethod
    def _share(text, room):
        said = set(text.lower().replace(",", " ").replace(".", " ").split())
        return len(said & set(room.split())) + len(text) % 7 / 100


def parts(ranker, person, mission_id):
    return {name for name, _, _ in ranker.explain(person, mission_id).parts}


def test_a_model_brings_near_what_no_word_of_the_lexicon_does():
    person = Profile("p", skills=("canin",))
    order = [m.mission_id for m in Ranker().fit([KENNEL, BOOKS]).rank(person)]
    assert order == ["books", "kennel"]
    order = [m.mission_id for m in Ranker(embedding=Toy()).fit([KENNEL, BOOKS]).rank(person)]
    assert order == ["kennel", "books"]


def test_without_a_model_nothing_is_kept_nor_counted():
    ranker = Ranker().fit([KENNEL, BOOKS])
    assert ranker.columns_.meaning.size == 0
    assert "meaning" not in parts(ranker, Profile(skills=("canin",)), "kennel")
    assert "meaning" in parts(
        Ranker(embedding=Toy()).fit([KENNEL]), Profile(skills=("canin",)), "kennel"
    )


def test_what_someone_refuses_is_never_told_to_the_model():
    toy = Toy()
    Ranker(embedding=toy).read(Profile(skills=("Cuisine",), wishes="Surtout pas le téléphone."))
    assert toy.asked == ["Cuisine"]


def test_someone_who_said_nothing_is_ranked_without_the_model():
    ranker = Ranker(embedding=Toy()).fit([KENNEL])
    assert "meaning" not in parts(ranker, Profile(), "kennel")
    assert len(ranker.rank(Profile())) == 1


@settings(max_examples=40, deadline=None)
@given(many("a"), many("b"), st.integers(0, 8), profiles())
def test_with_a_model_an_update_still_equals_a_fresh_fit(old, new, gone, person):
    removed = [m.id for m in old[:gone]]
    updated = Ranker(embedding=Toy()).fit(old).update(added=new, removed=removed)
    kept = [m for m in [*old, *new] if m.id not in removed]
    fresh = Ranker(embedding=Toy()).fit(kept)
    assert updated.rank(person, 99) == fresh.rank(person, 99)
    for field in fields(fresh.columns_):
        one, other = getattr(updated.columns_, field.name), getattr(fresh.columns_, field.name)
        assert one.tobytes() == other.astype(one.dtype).tobytes()
    for match in fresh.rank(person, 99):
        assert fresh.explain(person, match.mission_id).score == match.score
        assert fresh.match(person, match.mission_id) == match


def test_every_mission_may_go_and_others_come():
    ranker = Ranker(embedding=Toy()).fit([KENNEL]).update(removed=["kennel"])
    assert ranker.rank(Profile(skills=("canin",))) == []
    assert ranker.update(added=[BOOKS]).columns_.meaning.shape == (1, 3)


def test_an_index_made_with_another_model_is_made_again(tmp_path):
    Ranker(embedding=Toy()).fit([KENNEL]).save(tmp_path / "index")
    again = Ranker.load(tmp_path / "index", embedding=Toy())
    assert "meaning" in parts(again, Profile(skills=("canin",)), "kennel")
    with pytest.raises(StaleIndex):
        Ranker.load(tmp_path / "index")


def test_a_plain_index_is_not_taken_for_a_models(tmp_path):
    Ranker().fit([KENNEL]).save(tmp_path / "index")
    with pytest.raises(StaleIndex):
        Ranker.load(tmp_path / "index", embedding=Toy())


def test_a_model_that_answers_nonsense_is_refused_by_its_name():
    toy = Toy()
    toy.encode = lambda texts: np.full((len(texts), 3), np.nan)
    with pytest.raises(ValueError, match="toy-1"):
        Ranker(embedding=toy).fit([KENNEL])


def test_a_setting_may_name_the_model():
    assert named("") is None
    made = named("tests.matching.test_embedding:Toy")
    assert made is not None
    assert made.name == "toy-1"
