"""Someone else’s introduction does not exist; each side does what is its own, and no more."""

import pytest

from app.accounts.models import Role
from tests import meetings, people
from tests.meetings import the_introduction

ADDRESSES = (
    "", "/dire-oui", "/rendez-vous.ics", "/commencer",
)  # fmt: skip
ACTS = (
    "/non-merci", "/arreter", "/ne-pas-continuer", "/je-viens", "/annuler-le-rendez-vous",
    "/accompagner", "/rencontre-faite", "/annuler", "/valider", "/sans-suite", "/accepter",
    "/refuser", "/rendez-vous", "/autre-moment", "/message", "/difficulte", "/dire-oui",
    "/commencer",
)  # fmt: skip


def strangers():
    """Bring someone else of each role, with their own garden."""
    other = people.a_mission(people.an_association("Le Verger"))
    luc = people.a_referent("Luc")
    return {
        "volunteer": people.a_volunteer("Zoé", followed_by=luc),
        "association": people.a_member(other.association, "Rémi"),
        "referent": luc,
        "pilot": people.a_pilot(),
        "operator": people.an_account(Role.OPERATOR, "Odile"),
        "ambassador": people.an_account(Role.AMBASSADOR, "Bernard"),
        "admin": people.an_account(Role.ADMIN, "Ada"),
    }


@pytest.mark.parametrize("role", ["volunteer", "association", "referent"])
def test_someone_elses_introduction_does_not_exist(as_, cast, role):
    made = meetings.planned(cast)
    version = made.version
    browser = as_(strangers()[role])
    missing = browser.open("/mises-en-relation/nulle-part", status=404).text
    assert browser.open(f"/mises-en-relation/{made.token}", status=404).text == missing
    for address in ADDRESSES:
        path = f"/mises-en-relation/{made.token}{address}"
        assert browser.client.get(path).status_code in (403, 404), path
    csrf = browser.open("/aide").soup.select_one("input[name=csrf_token]")["value"]
    for act in ACTS:
        path = f"/mises-en-relation/{made.token}{act}"
        answer = browser.client.post(path, data={"csrf_token": csrf})
        assert answer.status_code in (403, 404), path
    after = the_introduction()
    assert (after.state, after.version) == ("meeting_planned", version)


@pytest.mark.parametrize("role", ["pilot", "operator", "ambassador", "admin"])
def test_no_one_else_reads_introductions(as_, cast, role):
    made = meetings.sent(cast)
    browser = as_(strangers()[role])
    for path in ("/mises-en-relation", f"/mises-en-relation/{made.token}"):
        browser.open(path, status=403)


@pytest.mark.parametrize(
    ("who", "act"),
    [
        ("awa", "/valider"), ("awa", "/accepter"), ("awa", "/accompagner"), ("awa", "/annuler"),
        ("jean", "/valider"), ("jean", "/arreter"), ("jean", "/je-viens"), ("jean", "/accompagner"),
        ("lea", "/accepter"), ("lea", "/arreter"), ("lea", "/je-viens"), ("lea", "/autre-moment"),
    ],
)  # fmt: skip
def test_each_side_does_only_what_is_its_own(as_, cast, who, act):
    made = meetings.sent(cast)
    before = made.version
    browser = as_(getattr(cast, who))
    page = browser.open(f"/mises-en-relation/{made.token}")
    csrf = page.soup.select_one("input[name=csrf_token]")["value"]
    answers = {"csrf_token": csrf, "welcome": "", "wish": "jeudi"}
    browser.post(f"/mises-en-relation/{made.token}{act}", answers, status=403)
    assert the_introduction().version == before


def test_a_get_on_an_act_leads_back_to_the_page(as_, cast):
    made = meetings.sent(cast)
    page = as_(cast.jean).open(f"/mises-en-relation/{made.token}/accepter")
    assert page.path == f"/mises-en-relation/{made.token}"


def test_an_unknown_act_does_not_exist(as_, cast):
    made = meetings.sent(cast)
    browser = as_(cast.jean)
    page = browser.open(f"/mises-en-relation/{made.token}")
    csrf = page.soup.select_one("input[name=csrf_token]")["value"]
    path = f"/mises-en-relation/{made.token}/n-importe-quoi"
    browser.post(path, {"csrf_token": csrf}, status=404)


ODD = ("<script>alert(1)</script>", "'; DROP TABLE introductions;--", "😀" * 400)


@pytest.mark.parametrize("typed", ODD)
def test_whatever_is_typed_is_shown_as_typed(as_, cast, typed):
    browser = as_(cast.awa)
    browser.open(f"/missions/{cast.garden.token}/demander")
    page = browser.press("Envoyer ma demande", own_words=typed)
    assert typed in page.text
    assert "<script>alert" not in page.html
    assert typed in as_(cast.lea).open(page.path).text


def test_a_megabyte_of_words_is_refused_clearly(as_, cast):
    browser = as_(cast.awa)
    browser.open(f"/missions/{cast.garden.token}/demander")
    page = browser.press("Envoyer ma demande", own_words="a" * 1_000_000)
    assert "Ce texte est trop long" in " ".join(page.errors())
