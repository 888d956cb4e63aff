"""How easily a text is read, measured here, without sending it anywhere, and what would help.

The measure is Flesch’s for French (Kandel and Moles, 1958): 207 − 1.015 × words a sentence −
73.6 × syllables a word, kept between 0 and 100. It knows nothing of meaning: it is a help to
whoever writes, shown with what to change, and never a reason to refuse a text.
"""

import re
from dataclasses import dataclass

from app.missions.reading import advice, job_words
from app.phrases import listed

FLOOR, EASY, FAIR = 207.0, 65.0, 45.0
PER_WORD, PER_SYLLABLE = 1.015, 73.6
FEW = 8  # words below which nothing is measured
LONG_WORD = 4  # syllables
SENTENCE = re.compile(r"[.!?…:;\n]+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")
MUTE = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüÿœæ])(e|es|ent)$")


@dataclass(frozen=True)
class Ease:
    """The measure of a text, in words, and the sentences that say what to change."""

    score: int
    tone: str
    said: str
    advice: tuple[str, ...]


def syllables(word: str) -> int:
    """Count the syllables one hears in a word, a last mute e left out."""
    heard = MUTE.sub("", word.lower()) if len(word) > 2 else word.lower()
    return max(len(VOWELS.findall(heard)), 1)


def measure(text: str) -> Ease | None:
    """Measure a text; nothing is said of a few words."""
    words = WORD.findall(text.replace("'", " ").replace("’", " "))
    if len(words) < FEW:
        return None
    sentences = sum(1 for part in SENTENCE.split(text) if WORD.search(part))
    spoken = sum(syllables(word) for word in words)
    score = FLOOR - PER_WORD * len(words) / sentences - PER_SYLLABLE * spoken / len(words)
    score = min(max(score, 0.0), 100.0)
    tone, said = _said(score)
    return Ease(round(score), tone, said, (*advice(text)[:3], *_words(text, words)))


def _said(score: float) -> tuple[str, str]:
    if score >= EASY:
        return "good", "Ce texte se lit facilement."
    if score >= FAIR:
        return "info", "Ce texte se lit assez bien. Il peut devenir plus simple."
    return "warn", "Ce texte est difficile à lire pour beaucoup de gens."


def _words(text: str, words: list[str]) -> list[str]:
    """Point at the longest words, and at those of a job."""
    long = {word.lower() for word in words if syllables(word) >= LONG_WORD}
    said = []
    if long:
        shown = listed(f"« {word} »" for word in sorted(long, key=len, reverse=True)[:4])
        said.append(f"Mots longs : {shown}. Un mot de tous les jours existe peut-être.")
    if job := job_words(text):
        shown = listed(f"« {word} »" for word in job)
        said.append(f"Mots du travail salarié : {shown}. Un bénévole n’est pas un employé.")
    return said
