"""Concepts found in a text: every way of saying of the lexicon, spelling by ear included."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.lexicon import DETERMINERS, HERE, Entry, Lexicon
from matching.text import Token, as_token, light, plain, sound

KIN_LETTERS = 3
ENDINGS = frozenset(
    (
        "",
        "e", "r", "er", "ee", "es", "ez", "ent", "ons", "ait", "ais", "aient", "ant",
        "ante", "ants", "ai", "as", "a", "era", "erai", "erais", "eur", "eure", "eurs",
        "euse", "euses", "rice", "trice", "teur", "teurs", "t", "te", "ts", "it", "ir",
        "is", "issent", "isse", "i", "ie", "ier", "iere", "iers", "ieres", "if", "ive",
        "ion", "ions", "ation", "ations", "tion", "tions", "sion", "age", "ages", "ement",
        "ements", "ment", "ette", "ettes", "et", "el", "elle", "elles", "al", "ale", "aux",
        "ien", "ienne", "ne", "nes", "le", "les", "que", "ques", "s", "x", "u", "ue", "us",
        "ues", "d", "de", "ds", "eau", "eux", "n", "nt", "re", "res", "oire", "aire",
        "aires", "isme", "iste", "istes", "ique", "iques", "able", "ure", "ures",
    )
)  # fmt: skip
HIDDEN = 0.4  # what is left of a word inside a longer way of saying
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
        """The known word this one is a misspelling of."""
        if len(word) < 5 or word in self.ordinary:
            return None
        if (heard := self.heard.get(sound(word))) and OSA.distance(word, heard) <= 2:
            return heard
        if len(word) < 7:
            return None
        near = process.extractOne(word, self.surface, scorer=OSA.distance, score_cutoff=1)
        if near and near[0][0] == word[0]:
            return str(near[0])
        return None

    def _put_right(self, token: Token, *, careful: bool) -> Token:
        if careful or token.stem in self.stems:
            return token
        known = self.corrected(token.word)
        return as_token(known) if known else token

    def _entries(self, token: Token) -> list[Entry]:
        """Ways of saying that begin with this word; the very word, when known, before its kin."""
        entries = self.lexicon.entries.get(token.stem, [])
        word = light(token.word)
        if token.word in self.ordinary or any(e.word == word and not e.phrase for e in entries):
            return [e for e in entries if e.phrase or e.word in ("", word)]
        return [e for e in entries if e.phrase or not e.word or _kin(e.word, word)]

    def spot(self, words: Sequence[Token], *, careful: bool = False) -> list[Hit]:
        """The concepts said by these words; longer ways of saying win over their parts.

        Careful texts are taken as written; in the others, misspelt words are put right.
        """
        content = [
            (i, self._put_right(t, careful=careful)) for i, t in enumerate(words) if not t.stop
        ]
        found: list[Hit] = []
        for at, (_, token) in enumerate(content):
            for entry in self._entries(token):
                places = _places(entry, content, at, token)
                if places and (not entry.phrase or _said(entry.phrase, words)):
                    strength = entry.strength * float(self.lexicon.strengths[entry.concept])
                    found.append(Hit(entry.concept, strength, places))
        return _longest(found)


@lru_cache(maxsize=50_000)
def _kin(known: str, word: str) -> bool:
    """Two forms of one word: « jardine » and « jardinage », but not « manger » and « manga »."""
    same = next((i for i, (a, b) in enumerate(zip(known, word, strict=False)) if a != b), None)
    same = min(len(known), len(word)) if same is None else same
    return same >= KIN_LETTERS and known[same:] in ENDINGS and word[same:] in ENDINGS


def _said(phrase: tuple[str, ...], words: Sequence[Token]) -> bool:
    """Whether a set phrase stands in the words, determiners aside."""
    kept = [t.word for t in words if t.word not in DETERMINERS]
    size = len(phrase)
    return any(tuple(kept[i : i + size]) == phrase for i in range(len(kept) - size + 1))


def _places(
    entry: Entry, content: Sequence[tuple[int, Token]], at: int, token: Token
) -> tuple[int, ...]:
    """Where the words of an entry stand around its first one, or nothing."""
    if entry.exact and len(entry.stems) == 1 and token.word != entry.exact:
        return ()
    places = [content[at][0]]
    window = content[max(0, at - REACH) : at + len(entry.stems) + REACH]
    for stem in entry.stems[1:]:
        place = next((i for i, t in window if t.stem == stem and i not in places), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(sorted(places))


def _longest(found: list[Hit]) -> list[Hit]:
    taken: dict[int, int] = {}
    kept = []
    for hit in sorted(found, key=lambda h: (-len(h.places), h.places, h.concept)):
        if all(taken.get(place, 0) > len(hit.places) for place in hit.places):
            kept.append(hit._replace(strength=hit.strength * HIDDEN))
            continue
        for place in hit.places:
            taken[place] = max(taken.get(place, 0), len(hit.places))
        kept.append(hit)
    return kept
