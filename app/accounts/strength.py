"""Which passwords are refused, and why, in words that help to choose another.

There is no rule of composition: any twelve characters do, unless they are among the first that
someone would try. What is left once runs of the keyboard, repeats, common words and words about
the person are taken away must still be long enough.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable

from app.accounts.passwords import MAXIMUM, MINIMUM
from app.languages import _

ADVICE = _("Choisissez plutôt quatre mots qui n’ont rien à voir entre eux.")
SHORT = _(
    "Ce mot de passe est trop court\u00a0: il faut %(minimum)s caractères au moins. %(advice)s",
    minimum=MINIMUM,
    advice=ADVICE,
)
LONG = _("Ce mot de passe est trop long\u00a0: %(maximum)s caractères au plus.", maximum=MAXIMUM)
REPEATED = _(
    "Ce mot de passe se répète trop\u00a0: il est facile à deviner. %(advice)s", advice=ADVICE
)
WALK = _("Ce mot de passe suit les touches du clavier, ou l’alphabet. %(advice)s", advice=ADVICE)
COMMON = _(
    "Ce mot de passe est trop courant\u00a0: il est facile à deviner. %(advice)s", advice=ADVICE
)
PERSONAL = _(
    "N’utilisez ni votre prénom, ni votre adresse, ni le nom du site. %(advice)s", advice=ADVICE
)
LEFT = 6

ROWS = (
    "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
    "yxcvbnm", "01234567890", "abcdefghijklmnopqrstuvwxyz", "aqwzsxedcrfvtgbyhnujmik",
    "qazwsxedcrfvtgbyhnujmik", "1qaz2wsx3edc4rfv5tgb", "1aqw2zsx3edc4rfv5tgb", "147258369",
)  # fmt: skip
WORDS = (
    "motdepasse", "password", "passwort", "passe", "secret", "bonjour", "bonsoir", "bienvenue",
    "welcome", "hello", "salut", "soleil", "doudou", "chouchou", "loulou", "jetaime", "iloveyou",
    "love", "amour", "admin", "administrateur", "root", "user", "utilisateur", "login", "connexion",
    "football", "foot", "princesse", "princess", "dragon", "monkey", "sunshine", "marseille",
    "paris", "lyon", "grenoble", "strasbourg", "france", "isere", "alsace", "internet", "test",
    "letmein", "trustno", "starwars", "pokemon", "superman", "batman", "chocolat", "vacances",
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre", "printemps", "automne", "hiver", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "maison", "famille", "maman", "papa", "nicolas", "camille",
    "julien", "thomas", "alexandre", "marie", "mohamed", "fatima", "sophie", "changezmoi",
    "changeme", "demo", "merci", "liberte", "egalite", "fraternite", "orange", "banane", "cheval",
)  # fmt: skip
ABOUT_US = ("benevolat", "benevole", "association", "mission", "ricochet", "departement")
LOOKALIKES = str.maketrans("0134578@$!€", "oieastbasie")


def objection(password: str, about: Iterable[str] = ()) -> str | None:
    """Say why this password is refused, or nothing; ``about`` holds words about the person."""
    composed = unicodedata.normalize("NFKC", password)
    if len(composed) < MINIMUM:
        return SHORT
    if len(composed) > MAXIMUM:
        return LONG
    plain = _plain(composed)
    if _is_repetition(plain):
        return REPEATED
    return _too_little_left(plain, about)


def _too_little_left(plain: str, about: Iterable[str]) -> str | None:
    personal = [*_words(about), *ABOUT_US]
    for refusal, strip in (
        (PERSONAL, lambda text: _without(text, personal)),
        (COMMON, lambda text: _without(text, WORDS)),
        (WALK, _without_walks),
        (COMMON, lambda text: re.sub(r"(?:19|20)\d\d|\d+$", "", text)),
    ):
        plain = strip(plain)
        left = re.sub(r"[\s_.,;:/-]", "", plain)
        if len(set(left)) < 3 or len(left) < LEFT:
            return refusal
    return None


def _plain(text: str) -> str:
    unaccented = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in unaccented if not unicodedata.combining(c))


def _is_repetition(plain: str) -> bool:
    return len(set(plain)) < 5 or plain in (plain + plain)[1:-1]


def _words(about: Iterable[str]) -> list[str]:
    """Cut what is known of the person into words long enough to count."""
    parts = [part for text in about for part in re.split(r"[^a-z0-9]+", _plain(text))]
    return sorted({part for part in parts if len(part) >= 3}, key=len, reverse=True)


def _without(plain: str, words: Iterable[str]) -> str:
    """Take words away, also when written with look-alike digits (« m0tdepasse »)."""
    disguised = plain.translate(LOOKALIKES)
    for word in sorted(words, key=len, reverse=True):
        while (at := disguised.find(word)) >= 0:
            disguised = disguised[:at] + disguised[at + len(word) :]
            plain = plain[:at] + plain[at + len(word) :]
    return plain


def _without_walks(plain: str) -> str:
    """Take away four keys or more in a row, in either direction."""
    rows = [*ROWS, *(row[::-1] for row in ROWS)]
    at = 0
    kept = []
    while at < len(plain):
        length = max(_shared_start(plain[at:], row) for row in rows)
        if length >= 4:
            at += length
        else:
            kept.append(plain[at])
            at += 1
    return "".join(kept)


def _shared_start(text: str, row: str) -> int:
    """Count how many characters both go on together, from where the text's first is in the row."""
    start = row.find(text[0])
    pairs = zip(text, row[start:], strict=False) if start >= 0 else ()
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
