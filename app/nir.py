"""The social security number (NIR) that nobody may give us: finding it in a text, to refuse it."""

import re
import unicodedata

from stdnum.fr import nir

from app.languages import _

REFUSED = _(
    "Ce texte ressemble à un numéro de sécurité sociale. Nous n’en avons pas besoin : "
    "enlevez-le, puis continuez."
)
_GAP = r"[\s._/–-]{0,3}"
_PARTS = (
    r"(?P<sex>[1-478])",
    r"\d\d",
    r"(?:0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)",
    r"(?:0[1-9]|[1-9]\d|2[AB])",
    r"\d{3}",
    r"(?!000)\d{3}",
)
_SHAPE = re.compile(rf"(?<!\d){_GAP.join(_PARTS)}(?:{_GAP}\d\d)?(?!\d)", re.IGNORECASE)
_SPACED = re.compile(rf"(?<!\d)(?=([1-478](?:{_GAP}[\dAB]){{14}})(?!\d))", re.IGNORECASE)


def is_in(text: str) -> bool:
    """Tell whether a text seems to hold a NIR, with or without its key, however it is spaced.

    What begins like a man’s or a woman’s is taken for one even without its key; anything rarer
    needs a right key, so that a bar code or two telephone numbers pass.
    """
    seen = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in seen if unicodedata.category(c) != "Cf")
    if any(m["sex"] in "12" or _has_its_key(m.group()) for m in _SHAPE.finditer(plain)):
        return True
    return any(_has_its_key(m[1]) for m in _SPACED.finditer(plain))


def _has_its_key(found: str) -> bool:
    signs = re.sub(r"[^0-9AB]", "", found.upper())
    return len(signs) == 15 and bool(_SHAPE.fullmatch(signs)) and bool(nir.is_valid(signs))
