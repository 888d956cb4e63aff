"""What is sent besides what a form asks: other methods, other fields, other hosts, too much."""

import re
import secrets
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from app.extensions import db
from app.web import ANYONE
from tests.browser import values_of
from tests.doors import addresses
from tests.doors.addresses import methods_of, nothing_there, path_of
from tests.doors.populated import KNOWN, House
from tests.doors.test_who_may_do_what import OPEN, readers_of, told

SLIPPED = "glissé-en-plus"
NUMBER = 987_654_321
EACH = 1
# The API has no cookie; a mailbox’s own button stops an alert by its letter’s secret (RFC 8058).
WITHOUT_TOKEN = ("api.elsewhere", "alerts.stop")
OUT = ("/deconnexion", "/langues")


def anyone_in(house: House, rule: Any) -> str:
    """Name someone to whom a page opens."""
    readers = readers_of(house, rule)
    return "visitor" if readers == ANYONE else next(r for r in (*KNOWN, "admin") if r in readers)


def test_no_form_is_taken_without_its_token_nor_with_another_browsers(house: House):
    wrong = []
    for rule in addresses.rules(house.app):
        if "POST" not in methods_of(rule) or rule.endpoint in WITHOUT_TOKEN:
            continue
        who, path = anyone_in(house, rule), path_of(rule, nothing_there(rule))
        for token in (None, house.forms["admin" if who != "admin" else "pilot"]):
            sent = {"data": {"csrf_token": token}} if token else {"data": {}}
            answer = house._sent(house.browsers[who], path, method="POST", **sent)
            if answer.status_code != 400:
                wrong.append((path, who, bool(token), answer.status_code))
    assert not wrong, told(wrong)


def test_a_page_asked_for_by_its_headers_alone_answers_without_a_body(house: House):
    wrong = []
    for rule in addresses.rules(house.app):
        if "GET" not in methods_of(rule) or addresses.taken(rule):
            continue
        who = anyone_in(house, rule)
        answer = house.send(who, "HEAD", rule.rule)
        if answer.get_data() or answer.status_code not in OPEN | {404}:
            wrong.append(("HEAD", rule.rule, answer.status_code))
    assert not wrong, told(wrong)


def test_what_may_be_asked_of_an_address_tells_nothing_of_what_is_there(house: House):
    wrong = []
    for rule in addresses.rules(house.app):
        who = anyone_in(house, rule)
        options = house.send(who, "OPTIONS", path_of(rule, nothing_there(rule)))
        if options.status_code != 200 or options.get_data():
            wrong.append(("OPTIONS", rule.rule, options.status_code))
        for method in {"TRACE", "DELETE", "PUT", "PATCH"} - (rule.methods or set()):
            answer = house.send(who, method, path_of(rule, nothing_there(rule)))
            if answer.status_code not in {404, 405}:
                wrong.append((method, rule.rule, answer.status_code))
    assert not wrong, told(wrong)


def test_no_header_and_no_field_makes_a_reading_write(house: House):
    """X-HTTP-Method-Override and _method are not listened to."""
    adapter, wrong = house.app.url_map.bind("ricochet.test"), []
    for rule in addresses.rules(house.app):
        also_read = adapter.test(rule.rule, method="GET")
        if methods_of(rule) != ["POST"] or addresses.taken(rule) or also_read:
            continue
        who = anyone_in(house, rule)
        headers = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}
        asked = f"{rule.rule}?_method=POST&csrf_token={house.forms[who]}"
        answer = house.send(who, "GET", asked, headers=headers)
        if answer.status_code not in {404, 405, 302, 303}:
            wrong.append((asked, answer.status_code))
    assert not wrong, told(wrong)


def forms_of(house: House, who: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk from link to link, and give the forms met, filled with something plausible."""
    waiting, known, kinds = ["/mon-bureau" if who != "visitor" else "/"], {""}, Counter[str]()
    adapter = house.app.url_map.bind("ricochet.test")
    while waiting:
        path = waiting.pop(0)
        endpoint = _endpoint(adapter, path)
        if endpoint is None or kinds[endpoint] >= EACH or path.startswith(OUT):
            continue
        kinds[endpoint] += 1
        page = house.send(who, "GET", path)
        soup = BeautifulSoup(page.get_data() if page.mimetype == "text/html" else "", "html.parser")
        for form in soup.select("form[method=post]"):
            yield urljoin(path, form.get("action") or path), _filled(form)
        links = [unescape(a["href"]) for a in soup.select("a[href]")] + [page.location or ""]
        fresh = {urljoin(path, link).split("#")[0] for link in links} - known
        known |= fresh
        waiting += sorted(link for link in fresh if link.startswith("/"))


def _endpoint(adapter: Any, path: str) -> str | None:
    if not adapter.test(urlsplit(path).path, method="GET"):
        return None
    return str(adapter.match(urlsplit(path).path, method="GET")[0])


def _filled(form: Any) -> dict[str, Any]:
    values = values_of(form)
    for field in form.select("input[required], textarea[required], input[type=radio]"):
        kind, name = field.get("type", "text"), field["name"]
        plausible = {"email": "quelquun@example.org", "number": "2", "date": "2027-01-15"}
        if not values.get(name):
            choice = kind in {"radio", "checkbox"}
            values[name] = field.get("value", "y") if choice else plausible.get(kind, "Bonjour")
    return values


def columns() -> dict[str, Any]:
    """Give every column of every table, with a value nobody would write."""
    found = {}
    for table in db.metadata.sorted_tables:
        for column in table.c:
            kind = column.type.python_type if hasattr(column.type, "python_type") else str
            found[column.name] = NUMBER if kind in {int, float} else SLIPPED
    return found


@pytest.mark.parametrize("who", [*KNOWN, "visitor"])
def test_a_field_that_no_form_shows_is_never_written(house: House, who: str):
    """Every name of a column is sent with every form: none of those values reaches the database."""
    slipped, kept, wrong = columns(), 0, []

    def note(_c: Any, _cu: Any, statement: str, values: Any, *_: Any) -> None:
        if not statement.startswith("SELECT") and re.search(rf"{SLIPPED}|{NUMBER}", repr(values)):
            wrong.append((path, statement[:80]))

    with house.app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    try:
        for path, values in list(forms_of(house, who)):
            answer = house.send(who, "POST", path, data={**slipped, **values, **_token(house, who)})
            kept += answer.status_code == 303
            house.as_it_was()
    finally:
        with house.app.app_context():
            event.remove(db.engine, "before_cursor_execute", note)
    assert not wrong, told(wrong)
    assert kept >= (1 if who in {"visitor", "operator"} else 3)


def _token(house: House, who: str) -> dict[str, str]:
    return {"csrf_token": house.forms[who]}


@pytest.mark.parametrize(
    "host", ["evil.test", "ricochet.test@evil.test", "ricochet.test:443@evil.test", "évil.test"]
)
def test_the_site_answers_under_its_own_names_only(house: House, host: str):
    house.app.config["TRUSTED_HOSTS"] = ["ricochet.test", "127.0.0.1", "localhost"]
    try:
        sent = {"Host": host.encode().decode("latin1")}
        refused = house.send("visitor", "GET", "/", headers=sent)
        known = house.send("visitor", "GET", "/", headers={"Host": "ricochet.test"})
    finally:
        house.app.config["TRUSTED_HOSTS"] = None
    assert (refused.status_code, known.status_code) == (400, 200)
    assert "evil" not in refused.get_data(as_text=True)


def test_too_much_is_refused_before_it_is_read(house: House):
    token = {"csrf_token": house.forms["visitor"]}
    many = {f"champ{number}": "x" for number in range(2_000)}
    large = {"email": "x" * (3 * 1024 * 1024)}
    for sent in (many, large):
        answer = house.send("visitor", "POST", "/connexion", data={**token, **sent})
        assert answer.status_code in {200, 400, 413}
    heavy = {"data": secrets.token_bytes(7 * 1024 * 1024), "method": "POST"}
    kind = "multipart/form-data; boundary=x"
    answer = house._sent(house.browsers["visitor"], "/connexion", content_type=kind, **heavy)
    assert answer.status_code == 413
