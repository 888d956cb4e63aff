"""Every sentence that people read in their language is marked, known, and said whole."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from app import languages
from app.languages import LANGUAGES, OFFERED, SOURCE, speaking
from app.letters.text_messages import in_one_go
from scripts import catalogs
from tests.unmarked import TEMPLATES, spoken_templates, unmarked

OTHERS = [code for code in LANGUAGES if code != SOURCE]
PLACE = re.compile(r"%\(([a-z_0-9]+)\)[sd]|\{\}|%%")
TAG = re.compile(r"<[^>]+>|&(?!nbsp;)[a-z]+;")
LENGTHS = {"first_name": 12, "url": 60, "moment": 38, "day": 26, "title": 24, "place": 20}


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return catalogs.extracted()


def sentences(catalog: Catalog) -> dict[str, Message]:
    """Give the sentences of a catalog by their French."""
    return {str(message.id): message for message in catalog if message.id}


@pytest.mark.parametrize(
    "path", spoken_templates(), ids=lambda p: str(Path(p).relative_to(TEMPLATES))
)
def test_no_french_is_outside_a_mark(path: Path):
    assert unmarked(path) == []


@pytest.mark.parametrize("code", OTHERS)
def test_each_catalog_knows_the_sentences_of_today(code: str, sources: Catalog):
    known, asked = sentences(catalogs.read(code)), sentences(sources)
    assert set(known) == set(asked), "run « make catalogs », then translate what is new"


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_translated_keeps_its_words_and_its_tags(code: str):
    wrong = []
    for message in catalogs.read(code):
        if message.id and catalogs.is_said(message):
            wrong += [f"{message.id}: {fault}" for fault in faults(message, code)]
    assert wrong == []


def faults(message: Message, code: str) -> list[str]:
    """Say what a translation lost or added."""
    french = message.id if isinstance(message.id, tuple) else (message.id,)
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    found = ["it is fuzzy"] if message.fuzzy else []
    if message.pluralizable and len(said) != catalogs.read(code).num_plurals:
        found.append(f"{len(said)} plural forms")
    for words in said:
        may = {name for text in french for name in PLACE.findall(text)} | {""}
        must = set(PLACE.findall(french[-1])) - ({"num"} if message.pluralizable else set())
        has = set(PLACE.findall(words))
        if not must <= has or not has <= may:
            found.append(f"words differ: {sorted(must ^ has)}")
        if sorted(TAG.findall(words)) != sorted(TAG.findall(french[-1])):
            found.append("tags differ")
        if words.count('"') != french[-1].count('"'):
            found.append("a double quote would end an attribute: use the language’s own")
        if (words[:1] == " ", words[-1:] == " ") != (french[-1][:1] == " ", french[-1][-1:] == " "):
            found.append("spaces at the ends differ")
    return found


@pytest.mark.parametrize("code", [code for code in OFFERED if code != SOURCE])
def test_a_language_is_offered_once_it_is_complete(code: str):
    missing = [str(m.id) for m in catalogs.read(code) if m.id and not catalogs.is_said(m)]
    assert missing == []


def text_messages() -> list[str]:
    """List the sentences of the text messages."""
    found = []
    for path in TEMPLATES.rglob("*.sms.txt"):
        found += re.findall(r'_\("((?:[^"\\]|\\.)*)"', path.read_text())
    return found


@pytest.mark.parametrize("code", OTHERS)
def test_text_messages_leave_in_one_go(code: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(languages, "OFFERED", (SOURCE, code))
    known = sentences(catalogs.read(code))
    long = []
    for sentence in text_messages():
        message = known.get(sentence)
        if message is not None and catalogs.is_said(message):
            filled = PLACE.sub(lambda m: "x" * LENGTHS.get(m[1] or "", 16), str(message.string))
            with speaking(code):
                long += [] if in_one_go(filled) else [sentence]
    assert long == [], "too long: its subject would leave instead"
