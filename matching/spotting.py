"""Concepts found in a text: every way of saying of the lexicon, spelling by ear included."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.lexicon import DETERMINERS, HERE, Entry, Lexicon
from matching.text import Token, light, plain, sound

KIN_LETTERS = 3
REACH = 2  # content words that may stand between the words of an entry


class Hit(NamedTuple):
    """A concept said by some words of a text."""

    concept: int
    strength: float
    places: tuple[int, ...]


class Spotter:
    """Finds the concepts of a lexicon in lists of words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.stems = {s for entries in lexicon.entries.values() for e in entries for s in e.stems}
        self.surface = list(lexicon.surface)
        self.heard = {sound(w): w for w in lexicon.surface if len(w) >= 5}
        ordinary = (HERE / "ordinaires.txt").read_text(encoding="utf-8")
        self.ordinary = frozenset(plain(ordinary).split())
        self.corrected = lru_cache(maxsize=100_000)(self._corrected)

    def _corrected(self, word: str) -> str | None:
        """The stem of the known word this one is a misspelling of."""
        if len(word) < 5 or word in self.ordinary:
            return None
        if (heard := self.heard.get(sound(word))) and OSA.distance(word, heard) <= 2:
            return self.lexicon.surface[heard]
        if len(word) < 7:
            return None
        near = process.extractOne(word, self.surface, scorer=OSA.distance, score_cutoff=1)
        if near and near[0][0] == word[0]:
            return self.lexicon.surface[near[0]]
        return None

    def _stem(self, token: Token, *, careful: bool) -> str:
        if careful or token.stem in self.stems:
            return token.stem
        return self.corrected(token.word) or token.stem

    def _entries(self, stem: str, token: Token) -> list[Entry]:
        """Ways of saying that begin with this word; the very word, when known, before its kin."""
        entries = self.lexicon.entries.get(stem, [])
        word = light(token.word)
        if token.word in self.ordinary or any(e.word == word and not e.phrase for e in entries):
            return [e for e in entries if e.phrase or e.word in ("", word)]
        return [e for e in entries if e.phrase or not e.word or _kin(e.word, word)]

    def spot(self, words: Sequence[Token], *, careful: bool = False) -> list[Hit]:
        """The concepts said by these words; longer ways of saying win over their parts.

        Careful texts are taken as written; in the others, misspelt words are put right.
        """
        content = [
            (i, t, self._stem(t, careful=careful)) for i, t in enumerate(words) if not t.stop
        ]
        found: list[Hit] = []
        for at, (_, token, stem) in enumerate(content):
            for entry in self._entries(stem, token):
                places = _places(entry, content, at, token)
                if places and (not entry.phrase or _said(entry.phrase, words)):
                    strength = entry.strength * float(self.lexicon.strengths[entry.concept])
                    found.append(Hit(entry.concept, strength, places))
        return _longest(found)


def _kin(known: str, word: str) -> bool:
    """Close enough in length to be two forms of one word, a misspelt one included."""
    return abs(len(known) - len(word)) <= KIN_LETTERS


def _said(phrase: tuple[str, ...], words: Sequence[Token]) -> bool:
    """Whether a set phrase stands in the words, determiners aside."""
    kept = [t.word for t in words if t.word not in DETERMINERS]
    size = len(phrase)
    return any(tuple(kept[i : i + size]) == phrase for i in range(len(kept) - size + 1))


def _places(
    entry: Entry, content: Sequence[tuple[int, Token, str]], at: int, token: Token
) -> tuple[int, ...]:
    """Where the words of an entry stand around its first one, or nothing."""
    if entry.exact and len(entry.stems) == 1 and token.word != entry.exact:
        return ()
    places = [content[at][0]]
    window = content[max(0, at - REACH) : at + len(entry.stems) + REACH]
    for stem in entry.stems[1:]:
        place = next((i for i, _, s in window if s == stem and i not in places), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(sorted(places))


def _longest(found: list[Hit]) -> list[Hit]:
    taken: dict[int, int] = {}
    kept = []
    for hit in sorted(found, key=lambda h: (-len(h.places), h.places, h.concept)):
        if all(taken.get(place, 0) > len(hit.places) for place in hit.places):
            continue
        for place in hit.places:
            taken[place] = max(taken.get(place, 0), len(hit.places))
        kept.append(hit)
    return kept
