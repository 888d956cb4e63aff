"""People read the site in their language; those who work here read French."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from gettext import NullTranslations

import pytest
from flask import Flask

from app import languages, phrases
from app.languages import _, ngettext, speaking
from app.letters.models import write
from tests import people
from tests.browser import Visitor


class Shouting(NullTranslations):
    """A language that a test can tell: every sentence between marks."""

    def gettext(self, message: str) -> str:
        return f"‹{message}›"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"‹{one if n == 1 else many}›"


@pytest.fixture
def tongues(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Offer Arabic and Ukrainian, as they would be were every sentence translated."""
    known = languages.catalog
    monkeypatch.setattr(languages, "OFFERED", ("fr", "ar", "uk"))
    monkeypatch.setattr(languages, "catalog", lambda c: known(c) if c == "fr" else Shouting())
    yield
    languages.speak("fr")


def test_a_sentence_is_french_for_who_keeps_it_and_foreign_for_who_reads_it(tongues: None):
    sentence = _("Bonjour %(name)s, à %(day)s", name="Amina", day=_("demain"))
    with speaking("ar"):
        assert str(sentence) == "‹Bonjour Amina, à ‹demain››"
        assert f"{sentence}" == "Bonjour Amina, à demain"
        assert str(ngettext("%(num)s an", "%(num)s ans", 0)) == "‹0 ans›"
    assert str(sentence) == "Bonjour Amina, à demain"
    assert str(ngettext("%(num)s an", "%(num)s ans", 0)) == "0 an"


def test_days_and_hours_follow_the_language(tongues: None):
    nine = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    with speaking("uk"):
        assert str(phrases.day(nine)) == "вівторок, 24 листопада 2026\u202fр."
        assert str(phrases.hour(nine)) == "09:30"
        assert str(phrases.half_days(["mon-am", "tue-am"])) == "понеділок і вівторок: ‹matin›"
    assert phrases.day(nine) == "mardi 24 novembre 2026"


def test_a_browser_is_served_what_it_asks_for(visitor: Visitor, tongues: None):
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de, ar-DZ;q=0.8, fr;q=0.5"
    page = visitor.open("/aide")
    html = page.soup.html
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    assert page.headers["Content-Language"] == "ar"
    assert {"Accept-Language", "Cookie"} <= set(page.headers["Vary"].split(", "))


def test_a_machine_set_to_english_reads_french_until_someone_chooses(visitor: Visitor):
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en-US, en;q=0.9"
    assert visitor.open("/langues?suite=/aide").soup.html["lang"] == "fr"
    assert visitor.press("English").soup.html["lang"] == "en"


def test_a_language_chosen_once_stays_and_wins_over_the_browser(visitor: Visitor, tongues: None):
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "uk"
    visitor.open("/langues?suite=/aide")
    assert visitor.press("العربية").soup.html["lang"] == "ar"
    assert visitor.page.path == "/aide"
    assert visitor.open("/").soup.html["lang"] == "ar"


def test_a_volunteers_choice_follows_them_and_their_letters(
    app: Flask, visitor: Visitor, as_: Callable[..., Visitor], tongues: None
):
    lina = people.a_volunteer("Lina")
    as_lina = as_(lina)
    as_lina.open("/langues")
    as_lina.press("Українська")
    elsewhere = as_(lina)
    assert elsewhere.open("/mon-compte").soup.html["lang"] == "uk"
    assert lina.reads == "uk"


def test_who_works_here_reads_french_whatever_the_browser_asks(
    as_: Callable[..., Visitor], tongues: None
):
    for account in (
        people.a_referent(),
        people.a_pilot(),
        people.a_member(people.an_association()),
    ):
        at_work = as_(account)
        at_work.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ar"
        at_work.client.set_cookie("langue", "ar")
        assert at_work.open("/mon-compte").soup.html["lang"] == "fr"


def test_a_language_that_is_not_complete_is_not_offered(visitor: Visitor):
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ar"
    assert visitor.open("/aide").soup.html["lang"] == "fr" or "ar" in languages.OFFERED


def test_a_referent_says_which_language_someone_reads(as_: Callable[..., Visitor], tongues: None):
    lea = people.a_referent("Léa")
    lina = people.a_volunteer("Lina", followed_by=lea)
    at_work = as_(lea)
    at_work.open(f"/referent/personnes/{lina.token}/coordonnees")
    at_work.press("Enregistrer", language="ar", preferred_channel="email")
    letter = write("accounts/password_changed", to=lina)
    assert (lina.reads, letter.language) == ("ar", "ar")
    assert letter.subject == "‹Votre mot de passe a changé›"
    assert write("accounts/password_changed", to=lea).subject == "Votre mot de passe a changé"


def test_a_form_says_its_errors_in_the_language_and_keeps_french_values(
    visitor: Visitor, tongues: None
):
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ar"
    visitor.open("/inscription/benevole")
    visitor.press("‹Ouvrir mon compte›")
    assert "‹Écrivez votre prénom.›" in visitor.page.errors()
