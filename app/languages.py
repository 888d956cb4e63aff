"""The languages of the site, and how a French sentence is said in the one that is read.

French is the source: a sentence is marked ``_("Bonjour %(name)s", name=…)`` where it is written. It
stays French for whoever stores, compares or logs it, and is said in the language of the moment
when it is shown. docs/langues.md tells how to mark, translate and add a language.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from markupsafe import Markup, escape

CATALOGS = Path(__file__).resolve().parent.parent / "translations"
SOURCE = "fr"


@dataclass(frozen=True)
class Language:
    """A language people read: ``code`` is ours, ``locale`` CLDR’s, ``tag`` the page’s ``lang``.

    ``is_short`` when its text messages are written in the letters of French ones. ``is_guessed``
    when a browser set to it is enough: many machines of people who read French are set to English.
    """

    code: str
    name: str
    locale: str
    tag: str
    direction: str = "ltr"
    also: tuple[str, ...] = ()
    is_short: bool = True
    is_guessed: bool = True


# Dari is « prs » for us and « fa-AF » on pages: CLDR makes the first into the second, and screen
# readers, voices and fonts know « fa ». A browser that asks for Persian is served Dari.
LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "Français", "fr", "fr"),
        Language("en", "English", "en_GB", "en", is_guessed=False),
        Language("ar", "العربية", "ar", "ar", "rtl", is_short=False),
        Language("uk", "Українська", "uk", "uk", is_short=False),
        Language("tr", "Türkçe", "tr", "tr"),
        Language("prs", "دری", "fa_AF", "fa-AF", "rtl", ("fa",), is_short=False),
    )
}
# Those whose catalog is complete: a test compares.
OFFERED: tuple[str, ...] = ("fr", "en", "ar", "uk", "tr", "prs")

_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)


def spoken() -> Language:
    """Give the language of the moment."""
    return LANGUAGES[_spoken.get()]


def speak(code: str | None) -> None:
    """Go on in this language, or in French when it is not offered."""
    _spoken.set(code if code in OFFERED else SOURCE)


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """Say in this language what is said inside."""
    before = _spoken.get()
    speak(code)
    try:
        yield
    finally:
        _spoken.set(before)


def offered() -> list[Language]:
    """List the languages one may choose."""
    return [LANGUAGES[code] for code in OFFERED]


def asked_for(tags: list[str]) -> str | None:
    """Give the first language offered among those a browser asks for, best first."""
    codes = {
        name: language.code if language.is_guessed else SOURCE
        for language in offered()
        for name in (language.code, *language.also)
    }
    wanted = (tag.replace("_", "-").split("-")[0].casefold() for tag in tags)
    return next((codes[tag] for tag in wanted if tag in codes), None)


class French(NullTranslations):
    """The sentences as they are written; in French, zero is one too few for a plural."""

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Choose between one and many."""
        return one if abs(n) < 2 else many


@cache
def catalog(code: str) -> NullTranslations:
    """Read the sentences of a language; those it lacks stay French."""
    if code == SOURCE:
        return French()
    path = CATALOGS / LANGUAGES[code].locale / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    found = Translations(compiled)
    found.add_fallback(French())
    return found


def current() -> NullTranslations:
    """Give the sentences of the language of the moment."""
    return catalog(_spoken.get())


class Said(str):
    """A text that is French to whoever keeps it, and said in the language of whoever reads it.

    ``str()``, a page and a marked sentence say it; an f-string, a join and the database keep its
    French, so that what is put together without a mark is never half in one language.
    """

    __slots__ = ("say",)
    say: Callable[[], str]

    def __new__(cls, french: str, say: Callable[[], str]) -> "Said":
        """Keep the French, and how to say it otherwise."""
        made = super().__new__(cls, french)
        made.say = say
        return made

    def __str__(self) -> str:
        """Say it."""
        return super().__str__() if _spoken.get() == SOURCE else self.say()

    def __html__(self) -> Markup:
        """Say it on a page."""
        return escape(str(self))

    def __format__(self, spec: str) -> str:
        """Stay French inside a text put together without a mark."""
        return format(french(self), spec)

    def __reduce__(self) -> Any:
        """Copy as the French text."""
        return str, (french(self),)

    def __mod__(self, words: Any) -> "Said":
        """Fill it."""
        return Said(french(self) % words, lambda: str(self) % words)


def _changed(name: str) -> Callable[..., Said]:
    """Change the text in each language, as ``str`` would."""

    def changed(self: Said, *given: Any) -> Said:
        return Said(getattr(french(self), name)(*given), lambda: getattr(str(self), name)(*given))

    return changed


for _name in ("capitalize", "format", "lower", "replace", "strip", "title", "upper"):
    setattr(Said, _name, _changed(_name))


def french(text: str) -> str:
    """Give the French of a text."""
    return str.__str__(text)


def joined(separator: str, texts: Iterable[str]) -> str:
    """Join texts, each said in the language of who reads."""
    kept = list(texts)
    return Said(separator.join(kept), lambda: separator.join(str(text) for text in kept))


def capitalised(text: str) -> str:
    """Begin a text with a capital."""
    return Said(text[:1].upper() + text[1:], lambda: str(text)[:1].upper() + str(text)[1:])


def heard(text: str) -> str:
    """Take a French text made elsewhere: one that carries its pattern is said like any sentence."""
    pattern = getattr(text, "pattern", None)
    if pattern is None:
        return text
    words = {n: heard(w) if isinstance(w, str) else w for n, w in text.words.items()}  # type: ignore[attr-defined]
    return Said(french(text), lambda: _filled(current().gettext(pattern), words))


def _filled(pattern: str, words: dict[str, Any]) -> str:
    return pattern % words if words else pattern


def _in_french(words: dict[str, Any]) -> dict[str, Any]:
    return {name: french(word) if isinstance(word, str) else word for name, word in words.items()}


def _(sentence: str, /, **words: Any) -> str:
    """Mark a sentence; ``words`` fill its ``%(name)s``."""
    return Said(
        _filled(sentence, _in_french(words)), lambda: _filled(current().gettext(sentence), words)
    )


def ngettext(one: str, many: str, num: int, /, **words: Any) -> str:
    """Mark a sentence that counts; ``%(num)s`` is how many."""
    words = {"num": num, **words}
    return Said(
        _filled(French().ngettext(one, many, num), _in_french(words)),
        lambda: _filled(current().ngettext(one, many, num), words),
    )
