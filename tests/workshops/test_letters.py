"""What people receive about ateliers: one text message each, and nothing that says why."""

import re
from datetime import date, time
from pathlib import Path

import pytest

from app.letters import text_messages
from app.letters.models import short
from app.neutral import REVEALING
from app.workshops import planning
from app.workshops.models import Session
from tests import people
from tests.gatherings import a_workshop

KINDS = ("enrolled", "place_free", "withdrawn", "tomorrow", "moved", "cancelled")


@pytest.fixture
def longest(app):
    """A session with the longest words it may have."""
    workshop = a_workshop(people.a_referent(), title="Préparer une rencontre " * 5)
    workshop.sessions[0].place = "Maison des habitants " * 9
    day = date(2026, 9, 30)
    workshop.sessions[0].starts_at = planning.at(day, time(14, 30))
    return workshop.sessions[0]


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_one_text_message_with_the_longest_words(longest: Session, kind: str):
    to = people.a_volunteer("Marie-Clémentine", email=None, phone="+33612345678")
    said = short(
        f"workshops/{kind}", "the subject", to=to, session=longest, workshop=longest.workshop,
        seated=[longest], waited=[], kept_by=None, path="/ateliers",
    )  # fmt: skip
    assert text_messages.segments(text_messages.plain(said)) == 1
    assert said.endswith("/ateliers")


def test_no_letter_says_why_people_come(app):
    for path in Path(app.root_path).parent.glob("templates/letters/workshops/*"):
        assert not REVEALING.search(re.sub(r"{[%{].*?[%}]}", "", path.read_text())), path
