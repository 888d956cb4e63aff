"""The lexicon files: readable, complete, coherent."""

import re
import time

import pytest

from matching.columns import DOMAINS
from matching.lexicon import Lexicon, read
from matching.text import tokens

CONCEPTS = read()


def entries(concept):
    return [said.strip() for said in concept.words.split(",") if said.strip()]


def test_the_lexicon_is_broad():
    assert len(CONCEPTS) >= 220
    assert sum(len(entries(c)) for c in CONCEPTS) >= 5000


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
def test_a_concept_is_whole(concept):
    known = {c.name for c in CONCEPTS}
    links = {**concept.means, **concept.near, **concept.against, **concept.opposite}
    assert set(links) <= known - {concept.name}
    assert all(0 < weight <= 1 for weight in links.values())
    assert 0 < concept.strength <= 1
    assert set(concept.domains) <= set(DOMAINS)
    assert all(re.fullmatch(r"[A-N]\d{4}|\d{6}", code) for code in concept.rome)
    assert concept.label
    assert concept.here
    assert not re.search(r"[.!?:]$", concept.label + concept.here)
    assert "'" not in concept.label + concept.here


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
def test_each_way_of_saying_has_words(concept):
    assert entries(concept)
    assert all(tokens(said) for said in entries(concept) if said.isascii())


def test_the_words_of_the_house_stay_off_the_screens():
    said = " ".join(f"{c.label} {c.here}" for c in CONCEPTS).lower()
    assert not re.search(r"bénéficiaire|allocataire|\brsa\b|insertion|frein|usager", said)


def test_the_lexicon_loads_fast():
    started = time.perf_counter()
    Lexicon(read())
    assert time.perf_counter() - started < 3
