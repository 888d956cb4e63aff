"""Whatever people type, a page answers in words and nothing breaks."""

from collections.abc import Callable

import pytest

from tests.browser import Visitor
from tests.people import a_member, a_mission, a_pilot, an_association

As = Callable[..., Visitor]
ODD = {
    "nothing": "",
    "a long text": "é" * 40_000,
    "emoji": "🌻" * 40,
    "sql": "'; DROP TABLE missions; --",
    "html": "<script>alert(1)</script>",
    "right to left": "\u202eabc",
    "a number": "-1e999",
    "a list": ["a", "b"],
}
PAGES = (
    "/association/fiche/modifier",
    "/association/missions/{0}/quoi",
    "/association/missions/{0}/quand",
    "/association/missions/{0}/accueil",
    "/association/missions/nouvelle",
    "/association/membres",
)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("path", PAGES)
def test_odd_answers_in_every_field_are_answered(as_: As, path: str, odd: str | list[str]):
    association = an_association(state="draft")
    mission = a_mission(association, state="draft")
    jean = as_(a_member(association))
    page = jean.open(path.format(mission.token))
    form = page.soup.select_one("form.form")
    button = form.select_one("button").get_text(" ", strip=True)
    names = {field["name"] for field in form.select("[name]")} - {"csrf_token", "version"}
    page = jean.press(button, **dict.fromkeys(names, odd))
    assert "<script>alert" not in page.html


@pytest.mark.parametrize("words", ["\x00", "%", "_", "'", "é" * 5000, "\u202e"])
def test_odd_searches_are_answered(as_: As, words: str):
    paula = as_(a_pilot())
    an_association()
    paula.open("/pilotage/associations", q=words, etat=words, page=words)


@pytest.mark.parametrize("token", ["x" * 4000, "%F0%9F%8C%BB", "..%2f", "%00"])
def test_odd_addresses_are_not_found(as_: As, token: str):
    jean = as_(a_member(an_association()))
    for path in ("/association/missions/{}", "/association/missions/{}/quoi", "/associations/{}"):
        jean.open(path.format(token), status=404)
    as_(a_pilot()).open(f"/pilotage/missions/{token}", status=404)
