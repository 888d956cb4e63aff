"""The site’s own words: short sentences, everyday words, nothing that tells why people come.

The catalog of sentences to translate holds everything that the public and volunteers read; letters
are read from their templates; pages of associations are read in the demonstration. What people
typed is left out: on pages it stands inside its own language mark.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.demonstration import load
from app.extensions import db
from app.languages import CATALOGS
from app.letters.models import Letter
from app.neutral import REVEALING
from app.proofreading.sentences import of_letter
from tests.browser import Page, Visitor
from tests.crawler import crawl

LONGEST, EXPLAINED, MEAN = 15, 25, 9
EXPLAIN = {  # pages where one goes to understand how it works
    "templates/suggestions/how.html", "templates/home/accessibility.html",
    "templates/home/personal_data.html", "templates/indicators/ensemble.html",
}  # fmt: skip
LETTERS = Path(__file__).resolve().parent.parent / "templates" / "letters"
ENDS = re.compile(r"(?<=[.!?…])\s+|\s*[:;]\s+|\s+—\s+|\n")
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
ODD = re.compile(r"[%&§]")
READ_ALOUD = ("title", "alt", "aria-label", "placeholder", "href", "action", "content")


def plain(text: str) -> str:
    """Give the words of a marked sentence, without tags nor the names of what fills it."""
    spaced = text.replace("&nbsp;", " ").replace("\u00a0", " ").replace("\u202f", " ")
    named = re.sub(r"%\(\w+\)[sd]", "…", spaced).replace("%%", "%")
    return re.sub(r"<[^>]+>", " ", named)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    for sentence in ENDS.split(plain(text)):
        if count := len(WORD.findall(sentence)):
            yield count, sentence


def catalogued() -> list[tuple[str, str]]:
    """Give every sentence that the public and volunteers read, and where it is."""
    with (CATALOGS / "en_GB" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = list(read_po(file))
    return [
        (text, message.locations[0][0] if message.locations else "")
        for message in messages
        for text in ((message.id,) if isinstance(message.id, str) else message.id)
        if text
    ]


def lettered() -> list[tuple[str, str]]:
    return [
        (block.text, str(path.relative_to(LETTERS)))
        for path in sorted(LETTERS.glob("*/*.txt"))
        for block in of_letter(path.read_text())
    ]


def test_sentences_are_short():
    found = [(n, s, where) for text, where in catalogued() for n, s in sentences(text)]
    assert len(found) > 1000
    limits = {where: EXPLAINED if where in EXPLAIN else LONGEST for _, _, where in found}
    assert [line for line in found if line[0] > limits[line[2]]] == []
    assert mean(n for n, _, _ in found) <= MEAN


def test_sentences_of_letters_are_short():
    found = [(n, s, where) for text, where in lettered() for n, s in sentences(text)]
    assert len(found) > 500
    assert [line for line in found if line[0] > LONGEST] == []
    assert mean(n for n, _, _ in found) <= MEAN


def test_no_word_tells_why_people_come():
    said = [*catalogued(), *lettered()]
    assert [one for one in said if REVEALING.search(plain(one[0]))] == []


def test_letters_use_no_odd_sign():
    assert [one for one in lettered() if ODD.search(plain(one[0]))] == []


@pytest.fixture
def department(app: Flask) -> Flask:
    """Give the site with its demonstration."""
    load.load()
    db.session.commit()
    return app


def told(page: Page) -> str:
    """Give all that a page says by itself: words, names of pictures, addresses."""
    for typed in page.soup.select("body [lang]"):
        typed.decompose()
    named = (str(tag.get(name, "")) for tag in page.soup.find_all(True) for name in READ_ALOUD)
    return f"{page.text} {' '.join(named)}"


def test_nothing_an_association_opens_tells_why_people_come(department: Flask):
    jean = db.session.scalars(select(Account).where(Account.email == "association@demo.test")).one()
    visitor = Visitor(department).signed_in(jean)
    opened, revealing = 0, []
    for kind, page in crawl(visitor, "/mon-bureau", each=1):
        opened += 1
        found = REVEALING.search(told(page) + page.headers.get("Content-Disposition", ""))
        revealing += [(kind, found[0])] if found else []
    assert opened > 15
    assert revealing == []


def test_no_letter_to_an_association_tells_why_people_come(department: Flask):
    theirs = select(Account.id).where(Account.role == "association")
    letters = db.session.scalars(select(Letter).where(Letter.to_id.in_(theirs))).all()
    assert len(letters) > 5
    said = [f"{one.subject} {one.body} {one.attachment_name} {one.attachment}" for one in letters]
    assert [words for words in said if REVEALING.search(words)] == []
