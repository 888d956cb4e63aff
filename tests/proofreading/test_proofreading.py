"""The people the words are for read them, and say what they think of any sentence."""

import re

import pytest
from flask import current_app
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.proofreading import pages, sentences
from app.proofreading.models import ReadingLink, Remark
from tests import people


@pytest.fixture
def paula(app, as_):
    people.a_mission()
    browser = as_(people.a_pilot())
    browser.open("/pilotage/relectures")
    browser.press("Faire un lien", name="Groupe de décembre")
    return browser


@pytest.fixture
def path(paula):
    return re.search(r"http://ricochet\.test(/relecture/[\w-]+)", paula.page.text)[1]


def test_a_reader_comments_a_sentence_without_account_and_the_pilote_keeps_it(paula, path, visitor):
    visitor.open(path)
    page = visitor.click("L’aide")
    assert page.h1 == "L’aide"
    visitor.open(f"{path}/aide/2")
    sentence = visitor.page.soup.select_one(".letter").get_text(strip=True)
    visitor.press("Garder ma remarque", verdict="hard_word", said="« bénévole », c’est quoi ?")
    assert "Votre remarque est gardée" in visitor.page
    page = paula.open("/pilotage/relectures")
    assert sentence in page.text
    assert "Un mot est difficile" in page
    paula.press("Retenir")
    assert "Pas de remarque ici" in paula.page
    assert sentence in paula.open("/pilotage/relectures?etat=kept").text
    assert "bénévole" in paula.client.get("/pilotage/relectures/remarques.csv").text


def test_a_remark_says_something(path, visitor):
    visitor.open(f"{path}/aide/1")
    assert visitor.press("Garder ma remarque").errors()
    assert db.session.scalars(select(Remark)).all() == []


def test_every_page_of_the_list_shows_its_sentences(path):
    link = db.session.scalars(select(ReadingLink)).one()
    app_pages = pages.every()
    with current_app.test_request_context():
        empty = [key for key, page in app_pages.items() if not pages.blocks(page, link)]
    assert empty == []


def test_readers_see_the_pages_of_someone_who_is_not_real(path, visitor):
    page = visitor.open(f"{path}/moi")
    assert "Camille (fictive)" in page
    assert "jardin partagé" in visitor.open(f"{path}/suggestions")
    assert db.session.scalars(select(Account).where(Account.is_practice)).one()
    assert visitor.open("/moi").path.startswith("/connexion")


def test_a_closed_link_opens_nothing_and_its_remarks_stay(paula, path, visitor):
    visitor.open(f"{path}/aide/1")
    visitor.press("Garder ma remarque", verdict="good")
    paula.open("/pilotage/relectures")
    paula.press("Fermer ce lien")
    visitor.open(path, status=404)
    visitor.open(f"{path}/aide", status=404)
    assert len(db.session.scalars(select(Remark)).all()) == 1


@pytest.mark.parametrize("bad", ["/relecture/inconnu", "/relecture/inconnu/aide/1"])
def test_an_unknown_link_opens_nothing(visitor, bad):
    visitor.open(bad, status=404)


def test_only_the_pages_of_the_list_are_shown(path, visitor):
    for key in ("pilotage", "..", "referent", "aide/99"):
        visitor.open(f"{path}/{key}", status=404)


def test_a_sentence_is_told_whole_and_once():
    html = "<main><h1>Bonjour <b>Awa</b></h1><ul><li>Un <a>lien</a>.</li><li>Un lien.</li></ul>"
    said = [block.text for block in sentences.of_page(html + "<script>non()</script></main>")]
    assert said == ["Bonjour Awa", "Un lien."]


def test_a_letter_shows_its_words_and_not_its_code():
    text = 'Objet : {{ _("Bonjour") }} {{ x }}\n{% if a %}\nVenez à {{ hour }}.\n{% endif %}\n'
    assert [b.text for b in sentences.of_letter(text)] == ["Objet : Bonjour …", "Venez à …."]


def test_a_spreadsheet_takes_no_remark_for_a_formula(paula, path, visitor):
    visitor.open(f"{path}/aide/1")
    visitor.press("Garder ma remarque", said="=HYPERLINK(1)")
    assert "'=HYPERLINK" in paula.client.get("/pilotage/relectures/remarques.csv").text
