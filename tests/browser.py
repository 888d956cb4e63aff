"""A visitor who opens pages, fills the real forms, and checks every page received."""

from contextvars import Context
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

import flask
import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from app.accounts import sessions
from app.accounts.models import Account
from app.extensions import db


class Page:
    """What the visitor reads."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.status = response.status_code
        self.path = path
        self.html = response.get_data().decode("utf-8", "replace")  # a PDF is not text
        self.headers = response.headers
        written = self.html if response.mimetype == "text/html" else ""
        self.soup = BeautifulSoup(written, "html.parser")

    @property
    def text(self) -> str:
        """The words of the page, spaces made ordinary."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def h1(self) -> str:
        """The title of the page."""
        found = self.soup.h1
        return " ".join(found.get_text(" ").split()) if found else ""

    def __contains__(self, words: str) -> bool:
        """Tell whether the page says this, whatever its spaces."""
        return " ".join(words.split()) in self.text

    def links(self) -> dict[str, str]:
        """Give the address behind each link, by its words."""
        return {" ".join(a.get_text(" ").split()): a["href"] for a in self.soup.select("a[href]")}

    def errors(self) -> list[str]:
        """List the errors shown beside the fields."""
        return [" ".join(e.get_text(" ").split()) for e in self.soup.select("[data-error]")]


class Visitor:
    """A browser without JavaScript: cookies, links, forms, redirects."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.page: Page

    def signed_in(self, account: Account) -> Self:
        """Sign in at once, without going through the page."""
        account_id = account.id
        db.session.commit()
        Context().run(self._sign_in, account_id)
        return self

    def _sign_in(self, account_id: int) -> None:
        with self.app.test_request_context():
            sessions.sign_in(db.session.get_one(Account, account_id))
            db.session.commit()
            kept = dict(flask.session)
        with self.client.session_transaction() as cookie:
            cookie.update(kept)

    def open(self, path: str, status: int = 200, **query: Any) -> Page:
        """Open an address, following redirects, and check the page."""
        address = f"{path}?{urlencode(query, doseq=True)}" if query else path
        return self._receive(self._request("GET", address), status)

    def click(self, words: str, status: int = 200) -> Page:
        """Follow the link that says this."""
        links = self.page.links()
        found = [href for said, href in links.items() if words in said]
        assert found, f"no link says « {words} »; there are {sorted(links)}"
        return self.open(found[0], status)

    def press(self, words: str, status: int = 200, **answers: Any) -> Page:
        """Fill the form whose button says this, and press the button."""
        form, button = self._form_with(words)
        values = values_of(form)
        for name, answer in answers.items():
            assert name in values or form.find(attrs={"name": name}), f"no field « {name} »"
            values[name] = answer
        if button.get("name"):
            values[button["name"]] = button.get("value", "")
        address = form.get("action") or self.page.path
        if form.get("method", "get").lower() == "get":
            return self.open(address, status, **values)
        return self.post(address, values, status)

    def post(self, path: str, values: dict[str, Any], status: int = 200) -> Page:
        """Send values to an address."""
        files = any(isinstance(v, tuple) for v in values.values())
        kind = "multipart/form-data" if files else None
        response = self._request("POST", path, data=values, content_type=kind)
        return self._receive(response, status)

    def send(self, path: str, values: dict[str, Any]) -> TestResponse:
        """Send values to an address without following nor checking the answer."""
        db.session.commit()
        return Context().run(self.client.post, path, data=values)

    def _request(self, method: str, path: str, **given: Any) -> TestResponse:
        """Send a request as a browser would: in a context that shares nothing with the story."""
        db.session.commit()
        response = Context().run(self.client.open, path, method=method, **given)
        hops = 0
        while response.status_code in {301, 302, 303, 307, 308} and hops < 5:
            path = response.headers["Location"]
            response = Context().run(self.client.get, path)
            hops += 1
        self.path = path
        return response

    def _receive(self, response: TestResponse, status: int) -> Page:
        parts = urlsplit(self.path)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        self.page = Page(response, path)
        assert response.status_code == status, (
            f"{path}: {response.status_code}\n{self.page.text[:600]}"
        )
        if response.mimetype == "text/html":
            check(self.page)
        return self.page

    def _form_with(self, words: str) -> tuple[Tag, Tag]:
        found = []
        for form in self.page.soup.select("form"):
            for button in form.select("button, input[type=submit]"):
                said = " ".join((button.get_text(" ") or button.get("value", "")).split())
                found.append(said)
                if words in said:
                    return form, button
        raise AssertionError(f"no button says « {words} »; there are {found}")


def values_of(form: Tag) -> dict[str, Any]:
    """Give what a form would send as it stands."""
    values: dict[str, Any] = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        kind = field.get("type", "text") if field.name == "input" else field.name
        if kind in {"checkbox", "radio"}:
            _tick(values, field, kind)
        elif kind not in {"submit", "button", "file"}:
            values[field["name"]] = _value(field)
    return values


def _tick(values: dict[str, Any], field: Tag, kind: str) -> None:
    if not field.has_attr("checked"):
        return
    if kind == "checkbox":
        values.setdefault(field["name"], []).append(field.get("value", "y"))
    else:
        values[field["name"]] = field.get("value", "y")


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text()
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return chosen.get("value", "") if chosen else ""
    return field.get("value", "")


def query(path: str) -> dict[str, list[str]]:
    """Read the query of an address."""
    return parse_qs(urlsplit(path).query)


def check(page: Page, typed: str = "") -> None:
    """Refuse a page that would fail anyone, whatever was ``typed`` in it."""
    parser = html5lib.HTMLParser()
    parser.parse(page.html)
    assert not parser.errors, f"{page.path}: {parser.errors[:3]}"
    soup = page.soup
    where = page.path
    assert soup.select("html[lang]"), f"{where}: no language"
    assert any(t.get_text().strip() for t in soup.select("head > title")), f"{where}: no title"
    assert len(soup.select("h1")) == 1, f"{where}: {len(soup.select('h1'))} h1"
    assert len(soup.select("main")) == 1, f"{where}: no main"
    ids = [t["id"] for t in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"{where}: ids {sorted(i for i in ids if ids.count(i) > 1)}"
    assert "{{" not in (page.html.replace(typed, "") if typed else page.html), (
        f"{where}: an unrendered expression"
    )
    for tag in soup.find_all(True):
        inline = [a for a in tag.attrs if a == "style" or a.startswith("on")]
        assert not inline, f"{where}: {inline} in <{tag.name}>"
    for script in soup.select("script"):
        assert script.get("src") or script.get("type") == "application/ld+json", (
            f"{where}: inline script"
        )
    _check_forms(soup, where)
    _check_structure(soup, where)


def _check_structure(soup: BeautifulSoup, where: str) -> None:
    for table in soup.select("table"):
        assert table.caption, f"{where}: a table without its caption"
        bare = [th.get_text() for th in table.select("th:not([scope])")]
        assert not bare, f"{where}: {bare} head neither a row nor a column"
    moved = soup.select("[target], [accesskey], [tabindex]:not([tabindex='0'], [tabindex='-1'])")
    assert not moved, f"{where}: {moved[:2]}"
    nameless = [img["src"] for img in soup.select("img:not([alt])")]
    assert not nameless, f"{where}: {nameless} without alt"


def _check_forms(soup: BeautifulSoup, where: str) -> None:
    ids = {t["id"] for t in soup.select("[id]")}
    for form in soup.select("form"):
        if form.get("method", "get").lower() == "post":
            assert form.select_one("input[name=csrf_token]"), f"{where}: a form without its token"
        for field in form.select("input, select, textarea"):
            if field.get("type") in {"hidden", "submit", "button"}:
                continue
            named = (
                field.get("aria-label")
                or field.get("aria-labelledby")
                or field.find_parent("label")
            )
            assert named or soup.select_one(f'label[for="{field.get("id")}"]'), (
                f"{where}: no label for {field.get('name')}"
            )
            described = (field.get("aria-describedby") or "").split()
            assert set(described) <= ids, f"{where}: {described} describes nothing"
