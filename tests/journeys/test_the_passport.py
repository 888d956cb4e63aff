"""From the end of a mission to a passport that anyone checks, in a real browser."""

import pytest
from pypdf import PdfReader

from app.accounts import passwords
from app.extensions import db
from app.papers import rendering
from tests import attesting
from tests.meetings import Cast
from tests.passports.test_writing import the_link

pytestmark = pytest.mark.browser
PHRASE = "une phrase longue"
WAYS = [(360, True), (1440, False)]


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_from_the_end_of_a_mission_to_a_passport_anyone_checks(
    app, walks, tmp_path, width, scripts
):
    cast = Cast()
    placement = attesting.finished(cast)
    cast.awa.password_hash = passwords.hashed(PHRASE)
    email, page = cast.awa.email, f"/engagements/{placement.token}"
    db.session.commit()
    awa = walks(width, scripts=scripts)
    awa.open("/connexion")
    awa.page.fill("[name=email]", email)
    awa.page.fill("[name=password]", PHRASE)
    awa.page.click("main button.button")
    awa.open(page)
    awa.tap("Mon passeport", within="main")
    _write(awa)
    _attest(walks(width, scripts=scripts), the_link(cast.jean))
    pdf = _take(awa, tmp_path / "passeport.pdf")
    _verify(walks(width, scripts=scripts), pdf)


def _write(awa):
    awa.tap("Ajouter à mon passeport")
    awa.write("Ce que vous avez fait", "Arroser les légumes\nAccueillir les familles")
    awa.tap("Continuer")
    awa.tick("Je m’organise")
    awa.tap("Continuer")
    awa.tick("Je le fais seul")
    awa.write("Un exemple, avec vos mots", "Je prépare les outils.")
    awa.tap("Continuer")
    awa.reads("Je prépare les outils.")
    awa.tap("C’est juste, demander à l’association")
    awa.reads("En attente de l’association")


def _attest(jean, link):
    jean.open(link)
    jean.write("Votre nom", "Jean Petit")
    jean.write("Votre rôle", "président")
    jean.tick("J’ai lu cette page")
    jean.tap("J’atteste")
    jean.reads("Vous avez attesté cette page")


def _take(awa, place):
    awa.open("/passeport")
    awa.reads("Attestée")
    awa.tap("Mon passeport, petit livret")
    awa.reads("Nous préparons votre document")
    rendering.render_due()
    awa.open(awa.path)
    with awa.page.expect_download() as taken:
        awa.page.get_by_role("link", name="Prendre le document").click()
    taken.value.save_as(place)
    assert taken.value.suggested_filename == "passeport-a5.pdf"
    return place


def _verify(stranger, pdf):
    said = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    stranger.open("/verifier")
    stranger.write("Le code écrit sous le carré", said.split("ce code :")[1].split("Fait le")[0])
    stranger.tap("Vérifier", within="main")
    stranger.reads("Ce papier est valable")
    stranger.page.set_input_files("[name=file]", pdf)
    stranger.tap("Comparer")
    stranger.reads("Personne ne l’a changé")
    pdf.write_bytes(pdf.read_bytes() + b" ")
    stranger.page.set_input_files("[name=file]", pdf)
    stranger.tap("Comparer")
    stranger.reads("Ce n’est pas le même fichier")
