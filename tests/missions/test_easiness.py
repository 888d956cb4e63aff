"""The help to write so that everyone can read."""

from collections.abc import Callable

import pytest

from app.missions import easiness
from tests.browser import Visitor
from tests.people import a_member, an_association

SIMPLE = (
    "On arrose le jardin. On boit un café. Jean vous montre tout. Vous venez quand vous voulez."
)
SHORT = "Un chat dort ici. Un chien court loin vite."
HARD = (
    "Le bénévole participera à l’accompagnement pluridisciplinaire des publics rencontrant des "
    "difficultés d’intégration socioprofessionnelle, en mobilisant des compétences "
    "organisationnelles, rédactionnelles et relationnelles particulièrement développées, "
    "avec rigueur et dans la durée, au service de tous."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [("café", 2), ("arrose", 2), ("jardin", 2), ("montrent", 1), ("une", 1), ("école", 2)],
)
def test_syllables_are_counted_as_one_hears_them(word: str, count: int):
    assert easiness.syllables(word) == count


def test_the_measure_is_the_formula_it_states():
    ease = easiness.measure(SHORT)
    assert ease is not None
    words, sentences = 9, 2
    spoken = sum(
        map(
            easiness.syllables,
            ["Un", "chat", "dort", "ici", "Un", "chien", "court", "loin", "vite"],
        )
    )
    expected = 207 - 1.015 * words / sentences - 73.6 * spoken / words
    assert ease.score == round(min(expected, 100))


def test_short_words_and_sentences_read_easily_and_long_ones_are_named():
    simple, hard = easiness.measure(SIMPLE), easiness.measure(HARD)
    assert simple is not None
    assert hard is not None
    assert (simple.tone, hard.tone) == ("good", "warn")
    assert any("coupez-la" in line for line in hard.advice)
    assert any("Mots longs" in line for line in hard.advice)


@pytest.mark.parametrize("text", ["", "Bonjour.", "…!!! 123 ---", "\n" * 500])
def test_nothing_is_said_of_a_few_words(text: str):
    assert easiness.measure(text) is None


def test_the_association_reads_the_measure_with_and_without_a_script(as_: Callable[..., Visitor]):
    jean = as_(a_member(an_association()))
    jean.open("/association/missions/nouvelle")
    page = jean.press("Enregistrer et continuer", title="Jardin", description=HARD)
    assert "Facilité de lecture" in page
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "description": SIMPLE}
    answer = jean.send("/association/missions/relire", sent)
    assert "Ce texte se lit facilement" in answer.text
