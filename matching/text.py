"""French text made comparable: accents, elisions, plurals, feminines, and spelling by ear."""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("french")
_STEMMING = threading.Lock()  # a stemmer works on itself: two threads would mix their words
# kept apart from « marche », « cote » and « même » when the accent is written
_HOMOGRAPH = re.compile(r"\b(marché|côté|mémé)(?=s?\b)")
_SMALL = re.compile(r"\bp'?tit")  # « les p'tits »
_AGED = re.compile(r"\b(?:de|d'|à) ?(?:plus de )?(?:[789]\d) ans\b")  # « une dame de 90 ans »
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_WORD = re.compile(r"[a-z]+|\d+")
_INCLUSIVE = re.compile(
    r"[·•.\-(](?:e|es|s|ne|nes|rice|rices|euse|euses|ère|ères)\b\)?(?:[·•.]s\b)?"
)
_NUMBERS = "deux trois quatre cinq six sept huit neuf dix douze quinze vingt trente quarante cent"

# Words that carry no subject of their own; some of them carry polarity, read elsewhere.
STOP = frozenset(
    f"""
    a ai aie aime aimerai aimerais aimerait aimes aller alors an annee annees ans apres as
    assez au aucun aucune aussi autre autres aux avait avant avec avez avoir avons beaucoup
    ben besoin bien bof bon bonne bref c ca car ce cela celle celles celui ces cest cet
    cette ceux chaque cherche chez chose choses ci coin comme comment connais connait d dans
    de depuis des desole dire dit dois doit donc donne donner dont du durant e elle elles en
    encore entre envie es est et etais etait ete etes etre eu eux faire fais fait faites
    faut fois font franchement genre grand grande grands h heure heures hein hier il
    ils impec j jai jamais je jour journee jours juste l la laisse le les leur leurs lorsque
    lui m ma maintenant mais malgre me meme memes merci merde mes mettre mieux moi mois moins mon
    n ne ni non nos notre nous nul oh ok on ont ou ouais oui par parce parfois pas passe
    passer pendant peu peut peuvent peux plein plus plutot pour pourquoi pourrais pouvoir
    pouvez pres presque puis qu quand que quel quelle quelque quelques qui quoi rien s sa
    sais sait sans sauf se selon semaine semaines sera serait ses si soi soit sommes son
    sont souvent suis super sur surtout svp t ta tant te tel tellement temps tes toi ton
    toujours tous tout toute toutes tres trop tu type un une va vais vers veut veux voila
    voir voudrais voudrait vos votre vouloir vous vrai vraiment y {_NUMBERS}
    """.split()
)


class Token(NamedTuple):
    """One word of a text: as written, without accents, and its stem."""

    word: str
    stem: str
    stop: bool


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Lower case, without accents, one kind of apostrophe, no inclusive points."""
    low = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    low = _HYPHEN.sub(" ", low)
    low = _HOMOGRAPH.sub(r"\1t", low)
    low = _AGED.sub(" très âgée", _SMALL.sub("petit", low)) if "p" in low or "ans" in low else low
    low = _INCLUSIVE.sub("", low) if "·" in low or "(e" in low or "•" in low else low
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))


_ENDINGS = (
    ("eaux", "eau"),
    ("aux", "al"),
    ("ieres", "ier"),
    ("iere", "ier"),
    ("euses", "eur"),
    ("euse", "eur"),
    ("trices", "teur"),
    ("trice", "teur"),
    ("ees", "e"),
    ("ee", "e"),
    ("eux", "eu"),
)


# « parlent » like « parler », but « argent » and « logement » left alone
_PLURAL_VERB = re.compile(
    r"(?<=[a-z]{4})(?<!cont)(?<!rg)(?<!m)(?<!sid)(?<!cid)(?<!pati)(?<!ud)ent$"
)


def light(word: str) -> str:
    """A word without its plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and word[-2] != "s" else word


_KNOWN: dict[str, str] = {}


def learn_stems(known: dict[str, str]) -> None:
    """Take stems already worked out, so that a process starts at once."""
    _KNOWN.update(known)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The root shared by singular and plural, feminine and masculine, and most conjugations."""
    return _KNOWN.get(word) or _stem(word)


def _stem(word: str) -> str:
    if len(light(word)) <= 4 or word.isdigit():
        return light(word)
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)] + kept
            break
    else:
        word = _PLURAL_VERB.sub("", light(word))
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=200_000)
def as_token(word: str) -> Token:
    """One word, already plain."""
    return Token(word, stem(word), word in STOP or word.isdigit())


def tokens(text: str) -> list[Token]:
    """The words of a text in order."""
    return [as_token(word) for word in _WORD.findall(plain(text))]


_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"qu|ck|k|q"), "c"),
    (re.compile(r"c(?=[eiy])|ss|ç"), "s"),
    (re.compile(r"eau|au"), "o"),
    (re.compile(r"ai|ei|et\b|er\b|ez\b|ee"), "e"),
    (re.compile(r"y"), "i"),
    (re.compile(r"n(?=[bpm])"), "m"),
    (re.compile(r"(?:am|an|em)(?![aeiouymn])"), "en"),
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"ge(?=[ao])|g(?=[eiy])"), "j"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"(?:es?|[stxdp]s?)$"), ""),
)


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A word as it is heard, so that « plonbier » and « plombier » are the same."""
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return word
