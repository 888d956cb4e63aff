"""Write the catalogs of the site again from its sources: ``make catalogs``.

Sentences are sorted, without lines nor dates, so that a change shows only what changed. A sentence
that is gone is removed; one that is new waits, empty, at its place.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from app.languages import LANGUAGES, SOURCE
from app.passports import catalogue
from matching import lexicon
from matching.travel import SAID

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
COMMENTS = ("Pour traduire",)
NOISE = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Report-Msgid-Bugs-To',
    '"Generated-By',
    '"Project-Id-Version',
)
SPOKEN = {"_": None, "ngettext": (1, 2), "gettext": None, "phrase": None}


def extracted() -> Catalog:
    """Read every sentence marked in the sources, with the files it is in."""
    with (ROOT / "babel.cfg").open() as source:
        methods, options = parse_mapping_cfg(source)
    found = Catalog(charset="utf-8")
    places = extract_from_dir(
        ROOT, methods, options, keywords=SPOKEN, comment_tags=("Pour traduire",)
    )
    for path, _line, sentence, comments, context in places:
        found.add(sentence, locations=[(path, 0)], auto_comments=comments, context=context)
    for path, sentence in elsewhere():
        found.add(sentence, locations=[(path, 0)])
    return found


def elsewhere() -> Iterator[tuple[str, str]]:
    """List the sentences that stand in data: what people do in missions, skills, trips."""
    for concept in lexicon.read():
        yield from (("matching/lexicon", said) for said in (concept.label, concept.here) if said)
    for skill in catalogue.every().values():
        yield from (("app/passports/skills.toml", said) for said in (skill.simple, *skill.examples))
    for said in SAID.values():
        yield from (("matching/travel.py", way) for way in said)


def path_of(code: str) -> Path:
    """Give where the sentences of a language are."""
    return FOLDER / LANGUAGES[code].locale / "LC_MESSAGES" / "messages.po"


def read(code: str) -> Catalog:
    """Read the sentences of a language, or begin."""
    path = path_of(code)
    if not path.exists():
        return Catalog(locale=LANGUAGES[code].locale, charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=LANGUAGES[code].locale)


def refresh(code: str, sources: Catalog) -> None:
    """Bring a language to today's sources, keeping every translation, guessing none."""
    catalog = read(code)
    catalog.update(sources, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = f"# {LANGUAGES[code].name}"
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalog, width=0, sort_output=True, include_lineno=False)
    lines = path.read_text().split("\n")
    kept = [line for line in lines if not line.startswith(NOISE)]
    path.write_text("\n".join(kept))


def is_said(message: Message) -> bool:
    """Tell whether a sentence is translated, in each of its forms."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def main() -> None:
    """Refresh every catalog, and say what each still lacks."""
    sources = extracted()
    for code in LANGUAGES:
        if code != SOURCE:
            refresh(code, sources)
            sentences = [message for message in read(code) if message.id]
            done = sum(1 for message in sentences if is_said(message))
            print(f"{code}: {done} sur {len(sentences)}")


if __name__ == "__main__":
    main()
