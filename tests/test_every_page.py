"""Every page that each role can reach in the demonstration is right, and survives any input."""

from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.demonstration import load
from app.extensions import db
from tests.browser import Page, Visitor, check, values_of
from tests.crawler import crawl
from tests.scales import ANY, PUBLIC, too_heavy

ROLES = ("benevole", "association", "referent", "ambassadeur", "operateur", "pilote")
NASTY = (
    "Robert'); DROP TABLE accounts;--",
    '<script>alert(1)</script>"><svg onload=alert(1)>{{7*7}}',
    "🙂 𝕬𝖜𝖆 \u202egnihton\u202c عربي",
    "\x00\x07 -1e999 %s %(x)s ../../etc/passwd",
    "a" * 1_000_000,
)
WRITTEN = ("text", "email", "tel", "search", "url", "number", "date", "password", "textarea")


@pytest.fixture
def department(app: Flask) -> Flask:
    """Give the site with its demonstration."""
    load.load()
    db.session.commit()
    return app


def sign_in(app: Flask, role: str) -> Visitor:
    account = db.session.scalars(select(Account).where(Account.email == f"{role}@demo.test")).one()
    return Visitor(app).signed_in(account)


def test_a_stranger_finds_every_public_page_right(department: Flask):
    found = list(crawl(Visitor(department), "/"))
    assert [heavy for _, page in found for heavy in too_heavy(page, PUBLIC)] == []
    kinds = {kind for kind, _ in found}
    assert {"home.index", "missions.listing", "missions.show", "accounts.sign_in"} <= kinds


@pytest.mark.parametrize("role", ROLES)
def test_everyone_finds_every_page_right(department: Flask, role: str):
    found = list(crawl(sign_in(department, role), "/mon-bureau"))
    limit = PUBLIC if role == "benevole" else ANY
    assert [heavy for _, page in found for heavy in too_heavy(page, limit)] == []
    kinds = {kind for kind, _ in found}
    assert not [kind for kind in kinds if kind.startswith("nothing")]


def writable(page: Page) -> Iterator[tuple[str, dict[str, object], list[str]]]:
    """List the forms of a page: where they go, what they hold, what one writes in them."""
    for form in page.soup.select("form"):
        names = [
            field["name"]
            for field in form.select("input[name], textarea[name]")
            if (field.get("type", "text") if field.name == "input" else "textarea") in WRITTEN
        ]
        if names and form.get("method", "get").lower() == "post":
            yield form.get("action") or page.path, values_of(form), names


@pytest.mark.parametrize("role", [*ROLES[:3], "pilote", None])
def test_bad_input_gets_an_answer_and_breaks_nothing(department: Flask, role: str | None):
    visitor = sign_in(department, role) if role else Visitor(department)
    start = "/mon-bureau" if role else "/"
    forms = [f for _, page in list(crawl(visitor, start, each=1)) for f in writable(page)]
    for (path, values, names), nasty in product(forms, NASTY):
        response = visitor.send(path, {**values, **dict.fromkeys(names, nasty)})
        assert response.status_code < 500, f"{path} with {nasty[:20]!r} in {names}"
        if response.status_code == 200 and response.mimetype == "text/html":
            answer = Page(response, path)
            assert nasty not in answer.html or "<" not in nasty
            check(answer, typed="{{7*7}}")
