"""Every address × every role × one's own, someone else's, nothing there."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.extensions import db
from app.web import ANYONE
from tests.doors import addresses
from tests.doors.addresses import declared, methods_of, nothing_there, path_of
from tests.doors.others import CHOSEN, ELSEWHERE, KEYS, WORDS_ONLY
from tests.doors.populated import KNOWN, House

EVERYONE = (*KNOWN, "admin", "visitor")
TRIED = 40  # rows of a kind that are tried, until one is one's own
REFUSED = 2  # rows of a kind that a stranger is shown to be refused
UNSAID = {404, 302, 303}  # or led back, whatever there is, to a page that says 404
OPEN = {200, 302, 303, 400, 409, 413}


def readers_of(house: House, rule: Rule) -> Any:
    """Give the roles a page opens to."""
    return house.app.view_functions[rule.endpoint].readers


def told(wrong: list[tuple[Any, ...]]) -> str:
    """Say each thing wrong on its line."""
    return "\n".join(" ".join(map(str, one)) for one in wrong)


def bare(response: TestResponse, path: str) -> tuple[Any, ...]:
    """Give an answer without what differs from one request to the next."""
    body = response.get_data(as_text=True).replace(path, "PATH")
    body = re.sub(r'name="csrf_token" value="[^"]*"', "", body)
    headers = {
        k: v for k, v in response.headers.items() if k not in {"Set-Cookie", "Content-Length"}
    }
    if "Location" in headers:
        headers["Location"] = re.sub(r"[\w-]{22}|\d{4}-\d\d-\d\d", "TOKEN", headers["Location"])
    return response.status_code, headers, re.sub(r"[\w-]{22}", "TOKEN", body)


def test_every_address_with_something_in_it_says_whose_it_is(house: House):
    """Add the address to ``things.THINGS``, or say there that a word or a secret opens it."""
    unsaid = [
        rule.rule
        for rule in addresses.rules(house.app)
        if addresses.taken(rule)
        and declared(rule) is None
        and rule.endpoint not in WORDS_ONLY
        and rule.endpoint not in KEYS
    ]
    assert unsaid == []


def test_nothing_is_said_of_an_address_that_is_gone(house: House):
    known = {rule.endpoint for rule in addresses.rules(house.app)}
    assert not (WORDS_ONLY | KEYS) - known
    used = {id(declared(rule)) for rule in addresses.rules(house.app)}
    assert not [start for start, line in addresses.THINGS.items() if id(line) not in used]


@pytest.mark.parametrize("who", EVERYONE)
def test_a_door_that_does_not_name_a_role_is_closed_to_it(house: House, who: str):
    """403 to who is signed in, the way in to who is not; before anything is looked for."""
    wrong = []
    for rule in addresses.rules(house.app):
        readers = readers_of(house, rule)
        if readers == ANYONE or who in readers:
            continue
        path, method = path_of(rule, nothing_there(rule)), methods_of(rule)[-1]
        response = house.send(who, method, path)
        if who == "visitor":
            right = response.status_code == 303 and "/connexion" in response.location
        else:
            right = response.status_code == 403
        if not right:
            wrong.append((method, path, response.status_code))
    assert not wrong, told(wrong)


@pytest.mark.parametrize("who", EVERYONE)
def test_a_door_that_names_a_role_is_open_to_it(house: House, who: str):
    """What has no argument answers; none asks to sign in, none refuses."""
    wrong = []
    for rule in addresses.rules(house.app):
        if not _is_for(house, rule, who):
            continue
        for method in methods_of(rule):
            response = house.send(who, method, rule.rule)
            if method == "POST":
                house.as_it_was()
            closed = who != "visitor" and "/connexion" in (response.location or "")
            if closed or response.status_code not in OPEN | {404}:
                wrong.append((method, rule.rule, response.status_code))
    assert not wrong, told(wrong)


def _is_for(house: House, rule: Rule, who: str) -> bool:
    """Tell whether an address without arguments opens to someone who is in already."""
    readers = readers_of(house, rule)
    apart = addresses.taken(rule) or rule.endpoint == "accounts.second_step"
    return not apart and (readers == ANYONE or who in readers)


def rows_of(house: House, rule: Rule) -> list[dict[str, Any]]:
    """List arguments that name something there is."""
    line = declared(rule)
    assert line is not None
    with house.app.app_context():
        found = db.session.execute(line.rows.limit(TRIED)).mappings().all()
    return [{**nothing_there(rule), **{k: str(v) for k, v in row.items()}} for row in found]


@pytest.mark.parametrize("who", tuple(KNOWN))
def test_what_belongs_to_someone_else_is_as_if_it_were_not(house: House, who: str):
    """The same bytes, the same headers, as many questions to the database."""
    wrong = []
    for rule in addresses.rules(house.app):
        line = declared(rule)
        if line is None or who not in readers_of(house, rule) or who in line.common:
            continue
        for method in methods_of(rule):
            nowhere = path_of(rule, nothing_there(rule))
            nothing = house.send(f"stranger {who}", method, nowhere)
            for row in rows_of(house, rule)[:REFUSED]:
                path = path_of(rule, row)
                response = house.send(f"stranger {who}", method, path)
                if bare(response, path) != bare(nothing, nowhere):
                    wrong.append((method, rule.rule, response.status_code, nothing.status_code))
                    break
                if response.status_code not in UNSAID:
                    wrong.append((method, rule.rule, response.status_code))
                    break
    assert not wrong, told(wrong)


@pytest.mark.parametrize("who", tuple(KNOWN))
def test_what_is_ones_own_opens_and_a_part_of_another_does_not(house: House, who: str):
    """Without this, a site that refused everything would pass."""
    wrong = []
    own: dict[int, list[dict[str, Any]]] = {}
    for rule in addresses.rules(house.app):
        line = declared(rule)
        if line is None or who not in readers_of(house, rule) or rule.endpoint in ELSEWHERE:
            continue
        first = own.setdefault(id(line), [])
        for method in methods_of(rule):
            found = next(_that_open(house, who, method, rule, first), None)
            if found is None:
                wrong.append((who, method, rule.rule))
                continue
            first[:0] = [found] if found not in first else []
            mixed = _with_a_part_of_another(house, rule, found)
            unsaid = UNSAID if method == "GET" else {404}
            if mixed and house.send(who, method, path_of(rule, mixed)).status_code not in unsaid:
                wrong.append(("a part of another", who, method, rule.rule))
    assert not wrong, told(wrong)


def _with_a_part_of_another(house: House, rule: Rule, own: dict[str, Any]) -> dict[str, Any] | None:
    """Give the address of one's own thing, with a part that belongs to another."""
    line = declared(rule)
    assert line is not None
    parts = [c.name for c in line.rows.selected_columns[1:] if c.name not in CHOSEN]
    rows = rows_of(house, rule) if parts else []
    mine = {tuple(row[part] for part in parts) for row in rows if row["token"] == own["token"]}
    for row in rows:
        part = tuple(row[name] for name in parts)
        if row["token"] != own["token"] and part not in mine:
            return {**nothing_there(rule), **own, **dict(zip(parts, part, strict=True))}
    return None


def _that_open(
    house: House, who: str, method: str, rule: Rule, first: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Give the rows that open to someone, those that opened already tried first."""
    for row in [*first, *rows_of(house, rule)]:
        for arguments in _with_words(rule, {**nothing_there(rule), **row}):
            response = house.send(who, method, path_of(rule, arguments))
            if method == "POST" and response.status_code < 400:
                house.as_it_was()
            if response.status_code in OPEN and "/connexion" not in (response.location or ""):
                yield row


def _with_words(rule: Rule, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    known = {n: words for n in addresses.taken(rule) if (words := addresses.words_of(rule, n))}
    for chosen in product(*known.values()):
        yield {**row, **dict(zip(known, chosen, strict=True))}
