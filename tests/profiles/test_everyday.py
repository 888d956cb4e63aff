"""The skills one may tap are words that ranking understands."""

import pytest

from app.profiles import everyday
from matching import Profile
from matching.reading import Reader

READER = Reader()


@pytest.mark.parametrize("skill", everyday.ALL)
def test_ranking_understands_every_skill_one_may_tap(skill):
    assert READER.profile(Profile("x", skills=(skill,))).known, skill


def test_no_skill_is_offered_twice():
    assert len(set(everyday.ALL)) == len(everyday.ALL)
