"""The pages of a passport survive whatever is written in them, by anyone."""

from itertools import product

import pytest

from app.extensions import db
from tests import attesting
from tests.browser import Page, Visitor, check
from tests.meetings import Cast
from tests.passports.test_writing import the_link
from tests.test_every_page import NASTY, writable


@pytest.fixture
def cast(app):
    made = Cast()
    attesting.written(made)
    return made


def pages_of(visitor: Visitor, *paths: str) -> list[Page]:
    return [visitor.open(path) for path in paths]


def send_everything(visitor: Visitor, pages: list[Page]) -> int:
    sent = 0
    for page in pages:
        for (path, values, names), nasty in product(writable(page), NASTY):
            response = visitor.send(path, {**values, **dict.fromkeys(names, nasty)})
            assert response.status_code < 500, f"{path} with {nasty[:20]!r}"
            if response.status_code == 200 and response.mimetype == "text/html":
                answer = Page(response, path)
                assert nasty not in answer.html or "<" not in nasty
                check(answer, typed="{{7*7}}")
            sent += 1
    return sent


def test_what_a_volunteer_writes_breaks_nothing(cast, as_):
    awa = as_(cast.awa)
    [entry] = attesting.queries.entries_of(cast.awa)
    line = f"/passeport/{entry.token}"
    paths = ("/passeport/moi", "/passeport/avant", f"{line}/ce-que-jai-fait",
             f"{line}/savoir-faire/R1", line, "/verifier")  # fmt: skip
    assert send_everything(awa, pages_of(awa, *paths)) >= 20


def test_what_an_association_writes_breaks_nothing(cast, visitor):
    [listed] = attesting.queries.entries_of(cast.awa)
    entry = attesting.found(listed, cast)
    attesting.actions.agree(entry, attesting.actions.Whom(), by=cast.awa)
    db.session.commit()
    assert send_everything(visitor, pages_of(visitor, the_link(cast.jean), "/verifier")) >= 15


def test_addresses_made_up_lead_nowhere(cast, as_):
    awa = as_(cast.awa)
    for path in ("verifier", "passeport", "documents"):
        awa.open(f"/{path}/rien", status=404)
    awa.open("/verifier/retraits/99999", status=404)
