"""Finding a mission and answering it in a real browser, with scripts or without."""

import re

import pytest

from app.accounts import passwords
from tests import people

pytestmark = pytest.mark.browser
WAYS = [(320, True), (1440, False)]
PHRASE = "une phrase longue"


def _enter(someone, address):
    someone.open("/connexion")
    someone.page.fill("[name=email]", address)
    someone.page.fill("[name=password]", PHRASE)
    someone.page.click("main button.button")


@pytest.fixture
def online(app):
    jardins = people.an_association()
    for n in range(12):
        people.a_mission(jardins, title=f"Arroser le carré numéro {n}", beginners=True, trial=True)
    return people.a_mission(jardins, title="Dire bonjour", remote=True, slots=[], flexible=True)


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_a_stranger_finds_a_mission_near_home(walks, online, width, scripts):
    someone = walks(width, scripts=scripts)
    someone.open("/")
    someone.page.fill("[name=ou]", "st martin d'heres")
    someone.tap("Voir les missions")
    someone.reads("13 missions près de Saint-Martin-d'Hères, ou depuis chez vous")
    someone.tap("Débutants bienvenus")
    someone.reads("12 missions")
    someone.tap("Voir d’autres missions")
    someone.page.locator(".mission h2 a").first.click()
    someone.reads("Cela vous intéresse ?")
    someone.look()


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_a_volunteer_says_no_to_one_and_keeps_another(walks, online, width, scripts):
    awa = people.a_volunteer("Awa", password_hash=passwords.hashed(PHRASE), remote_ok=True)
    someone = walks(width, scripts=scripts)
    _enter(someone, awa.email)
    someone.open("/suggestions")
    someone.page.locator("button:has-text('Pas pour moi')").first.click()
    someone.reads("Ce n’est pas obligé.")
    someone.look()
    someone.page.locator("label:has-text('Ce ne sont pas mes jours')").click()
    someone.page.locator("button:has-text('Dire pourquoi')").click()
    someone.reads("viennent après les autres")
    someone.look()
    someone.page.locator("button:has-text('Garder pour plus tard')").first.click()
    someone.reads("C’est gardé.")
    for path in ("/suggestions/gardees", "/suggestions/mes-choix", f"/missions/{online.token}"):
        someone.open(path)


def test_a_referent_looks_on_both_sides(walks, online):
    lea = people.an_account("referent", "Léa", password_hash=passwords.hashed(PHRASE))
    awa = people.a_volunteer("Awa", followed_by=lea)
    someone = walks(1440)
    _enter(someone, lea.email)
    someone.open(f"/referent/personnes/{awa.token}/missions")
    someone.open(f"/referent/missions/{online.token}/personnes")


PATHS = (
    "/missions?ou=grenobel",
    "/missions?ou=xyz",
    "/missions?ou=Grenoble&trajet=pied&jour=sun-eve",
    "/missions?tout=1&ou=Grenoble&domaine=sport&choix=une-fois",
    "/comment-nous-classons",
    "/plan-du-site",
    "/mentions-legales",
)


def test_every_public_page_holds_on_a_small_phone_at_night(walks, online):
    someone = walks(320)
    someone.page.emulate_media(color_scheme="dark")
    for path in PATHS:
        someone.open(path)


def test_a_mission_prints_on_one_page(walks, online):
    online.welcome = "Martine vous ouvre à 9 h avec un café. " * 3
    online.transit, online.expenses = "Tram A, arrêt Victor-Hugo", "Repas offert"
    someone = walks(1440)
    someone.open(f"/missions/{online.token}")
    printed = someone.page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
