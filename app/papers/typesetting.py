"""Typesetting: accessible PDF from Typst templates; what people wrote is data, never markup."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from flask import current_app
from werkzeug.exceptions import Conflict

from app import phrases
from app.papers.tongues import FRENCH, Tongue, tongue

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates" / "papers"
LOGO = TEMPLATES.parent.parent / "static" / "logo.svg"
DEBIAN = Path("/usr/share/fonts/truetype")
FOLDERS = tuple(DEBIAN / name for name in ("noto", "liberation", "dejavu"))
PREFERRED = ("Noto Sans", "Liberation Sans", "DejaVu Sans", "Libertinus Serif")
LENDERS = (
    "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans Ethiopic", "Noto Sans Hebrew",
    "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Georgian",
    "Noto Sans Armenian", "Noto Sans CJK SC", "DejaVu Sans",
)  # fmt: skip
UNTOUCHED = frozenset({"qr", "geo", "logo", "url", "lang"})
FIGURES = re.compile(r"(?<=\d) (?=\d)")
FANCY = re.compile("[\U0001d400-\U0001d7ff]")
TURNED = re.compile("[\u202a-\u202e]")
SET_APART = re.compile("[\u2066-\u2069]")  # what keeps a French name whole in an Arabic sentence
DROPPED = re.compile(
    "[\u2600-\u27bf\u2b00-\u2bff\ufe00-\ufe0f\U0001f000-\U0001fbff\U000e0000-\U000e007f]"
)
NO_FONT = re.compile(r'the text `"(?P<letter>.+?)"` could not be displayed')


class CannotTypeset(Conflict):
    """A letter of the text is in none of the fonts that this site has."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        super().__init__(
            f"Nous ne savons pas imprimer «\u00a0{letter}\u00a0»\u00a0: l’écriture de ce texte "
            "n’est pas installée ici. Écrivez-le en lettres latines, ou demandez à "
            "l’administrateur d’ajouter une police."
        )


def typeset(template: str, words: Mapping[str, Any]) -> bytes:
    """Make the PDF/UA-1 of ``templates/papers/<template>.typ`` with these words.

    The same words give the same bytes: nothing in the file says when it was made.
    ``words["lang"]`` is the language they are in, or that of one part (``part["lang"]``).
    """
    fonts = _fonts(str(current_app.config["SETTINGS"].fonts))
    told = {**_common(), "lang": FRENCH, **words, "font": list(_families(fonts))}
    given = settled(told, tongue(FRENCH))
    try:
        made = typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"words": json.dumps(given, ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=0,
        )
    except typst.TypstError as error:
        missing = NO_FONT.search(error.message)
        if missing is None:
            raise
        raise CannotTypeset(missing["letter"]) from error
    return bytes(made)


def _common() -> dict[str, Any]:
    site = current_app.config["SETTINGS"]
    address = re.sub(r"^https?://", "", site.public_url.rstrip("/"))
    return {"site": site.name, "phone": site.help_phone, "address": address, "logo": _logo()}


def settled(value: Any, spoken: Tongue) -> Any:
    """Keep punctuation with its word and figures together, and drop pictures, in every text."""
    if isinstance(value, str):
        plain = FIGURES.sub("\u00a0", _letters(value))
        return phrases.typeset(SET_APART.sub("", plain)) if spoken.is_french else plain
    if isinstance(value, Mapping):
        return _settled_mapping(value, spoken)
    return [settled(one, spoken) for one in value] if isinstance(value, list | tuple) else value


def _settled_mapping(value: Mapping[str, Any], spoken: Tongue) -> dict[str, Any]:
    named = tongue(value["lang"]) if "lang" in value else spoken
    told = {k: v if k in UNTOUCHED else settled(v, named) for k, v in value.items()}
    return {**told, "tongue": named.words()} if "lang" in value else told


def _letters(text: str) -> str:
    """Keep the letters of a text: no picture, no fancy alphabet, no order turned round."""
    plain = FANCY.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return TURNED.sub("", DROPPED.sub("", plain))


def missing_letter(text: str) -> str | None:
    """Give the first letter of a text that none of the fonts has, or None."""
    try:
        typeset("plain", {"title": "-", "text": text})
    except CannotTypeset as error:
        return error.letter
    return None


@cache
def _logo() -> str:
    """Read the mark that a deployer may replace."""
    return LOGO.read_text()


@cache
def _fonts(folder: str) -> typst.Fonts:
    """Read the fonts once: those of the setting, else Debian’s; Typst’s own come last."""
    paths = [Path(folder)] if folder else [path for path in FOLDERS if path.is_dir()]
    return typst.Fonts(include_system_fonts=False, font_paths=[str(p) for p in paths])


@cache
def _families(fonts: typst.Fonts) -> tuple[str, ...]:
    """Choose the letters of running text, then the fonts that lend those it has not."""
    plain = {
        font.family for font in fonts.fonts() if font.path and font.weight == 400
    }  # Typst’s own fonts have no path
    known = [name for name in PREFERRED if name in plain]
    first = (known or sorted(plain, key=lambda name: (len(name), name)) or [PREFERRED[-1]])[0]
    return (first, *(name for name in LENDERS if name in plain and name != first))
