"""An association signs up, says what it is, and is verified."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.associations.models import Association
from app.extensions import db
from app.letters.models import Letter
from tests.browser import Visitor
from tests.people import a_member, a_mission, a_pilot, a_referent, a_volunteer, an_association

As = Callable[..., Visitor]
KEY = "cactus violon brume tiroir"
NEXT_YEAR = (clock.today() + timedelta(days=365)).strftime("%d/%m/%Y")


def sign_up(visitor: Visitor, **given: str):
    visitor.open("/inscription/association")
    answers = {
        "name": "Les Amis du parc", "kind": "association", "commune": "grenoble",
        "first_name": "Jeanne", "email": "jeanne@example.org", "password": KEY,
    }  # fmt: skip
    return visitor.press("Ouvrir notre espace", **(answers | given))


def the_association() -> Association:
    db.session.expire_all()
    return db.session.scalars(select(Association)).one()


def letters() -> list[Letter]:
    db.session.expire_all()
    found = select(Letter).where(Letter.kind.startswith("associations/")).order_by(Letter.id)
    return list(db.session.scalars(found))


def test_an_association_signs_up_in_four_screens_and_is_verified(visitor: Visitor, as_: As):
    page = sign_up(visitor)
    assert page.path == "/association/fiche/modifier"
    sheet = {"rna": "w381 000 001", "insurer": "MAIF", "insurance_until": NEXT_YEAR}
    page = visitor.press("Enregistrer", **sheet, description="On jardine ensemble.")
    assert page.h1 == "Les Amis du parc"
    page = visitor.press("Envoyer pour vérification")
    assert "En cours de vérification" in page
    association = the_association()
    assert (association.state, association.rna) == ("submitted", "W381000001")

    paula = as_(a_pilot())
    paula.open("/pilotage/associations")
    paula.click("Les Amis du parc")
    page = paula.press("Vérifier cette association")
    assert "vérifiée" in page
    assert the_association().state == "verified"
    assert [letter.kind for letter in letters()] == ["associations/verified"]
    assert letters()[0].address == "jeanne@example.org"
    assert visitor.open("/association/fiche").soup.select(".tag.good")[0].get_text() == "Vérifiée"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "Écrivez le nom"),
        ({"kind": "bank"}, "Choisissez"),
        ({"commune": "Zzyzx"}, "Nous ne trouvons pas"),
        ({"email": "jeanne@"}, "n’est pas juste"),
        ({"password": "court"}, "trop court"),
        ({"name": "x" * 1_000_000}, "trop long"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor: Visitor, given: dict, said: str):
    page = sign_up(visitor, **given)
    assert any(said in error for error in page.errors()), page.errors()
    assert 'value="Jeanne"' in page.html
    assert db.session.scalar(select(Association)) is None


def test_html_and_emoji_in_a_name_stay_text(visitor: Visitor):
    sign_up(visitor, name="<b>Les 🌻</b> '; DROP TABLE")
    assert visitor.open("/association/fiche").h1 == "<b>Les 🌻</b> '; DROP TABLE"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rna": "W12"}, "RNA commence par W"),
        ({"siret": "12345678912345"}, "SIRET en a 14"),
        ({"tribunal": "Strasbourg", "volume": "12"}, "les trois"),
        ({"insurance_until": "hier"}, "Écrivez une date"),
        ({"insurance_until": "01/01/2020"}, "est passée"),
        ({"website": "javascript:alert(1)"}, "https://"),
        ({"website": "ftp://asso.fr"}, "https://"),
        ({"phone": "12"}, "téléphone n’est pas juste"),
        ({"description": "1 85 05 78 006 084 91"}, "sécurité sociale"),
    ],
)
def test_the_sheet_says_what_is_wrong(as_: As, given: dict, said: str):
    jean = as_(a_member(an_association(state="draft", rna=None)))
    jean.open("/association/fiche/modifier")
    page = jean.press("Enregistrer", insurer="Une assurance rare", **given)
    assert any(said in error for error in page.errors()), page.errors()
    assert "Une assurance rare" in page.html
    assert the_association().insurer == "Mutuelle des bénévoles"


@pytest.mark.parametrize(
    ("kind", "given", "whole"),
    [
        ("association", {"rna": "W381000001"}, True),
        ("association", {"siret": "73282932000074"}, True),
        ("association", {"siret": "775672272"}, True),
        ("association", {"tribunal": "Colmar", "volume": "12", "folio": "34"}, True),
        ("association", {"no_number": "Un club"}, False),
        ("public_host", {"no_number": "École de Mens"}, True),
        ("public_host", {}, False),
    ],
)
def test_one_way_to_be_identified_is_enough(as_: As, kind: str, given: dict, whole: bool):
    jean = as_(a_member(an_association(state="draft", rna=None, description="On aide.")))
    jean.open("/association/fiche/modifier")
    page = jean.press("Enregistrer", kind=kind, **given)
    assert the_association().is_identified is whole
    assert ("Envoyer pour vérification" in page) is whole


def test_a_sheet_with_something_missing_cannot_be_sent(as_: As):
    jean = as_(a_member(an_association(state="draft", rna=None)))
    page = jean.open("/association/fiche")
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    page = jean.post("/association/fiche/envoyer", {"csrf_token": token}, status=409)
    assert "Il manque encore quelque chose" in page
    assert the_association().state == "draft"


def test_two_structures_do_not_share_a_number(as_: As):
    an_association("La première", rna="W381000009")
    jean = as_(a_member(an_association("La seconde", state="draft", rna=None)))
    jean.open("/association/fiche/modifier")
    page = jean.press("Enregistrer", rna="W381000009")
    assert any("déjà inscrite" in error for error in page.errors())


def test_a_refused_sheet_is_put_right_and_sent_again(as_: As):
    association = an_association(state="submitted", description="On aide.")
    jean, paula = as_(a_member(association)), as_(a_pilot())
    paula.open(f"/pilotage/associations/{association.token}")
    page = paula.press("Refuser cette fiche", reason="number", sentence=" ")
    assert any("Écrivez une phrase" in error for error in page.errors())
    paula.press("Refuser cette fiche", reason="number", sentence="Le RNA est celui du comité.")
    page = jean.open("/association/fiche")
    assert "Le RNA est celui du comité." in page
    assert "Le RNA est celui du comité." in letters()[0].body
    page = jean.press("Envoyer pour vérification")
    assert the_association().state == "submitted"


def test_a_suspended_association_is_hidden_then_restored(as_: As, visitor: Visitor):
    association = an_association()
    mission = a_mission(association)
    as_(a_member(association))
    paula = as_(a_pilot())
    assert mission.title in visitor.open(f"/associations/{association.token}")
    paula.open(f"/pilotage/associations/{association.token}")
    page = paula.press("Suspendre", reason="insurance", sentence="L’attestation manque.")
    assert "Suspendue" in page
    visitor.open(f"/associations/{association.token}", status=404)
    paula.press("Rétablir")
    visitor.open(f"/associations/{association.token}")
    assert [letter.kind for letter in letters()] == [
        "associations/suspended",
        "associations/restored",
    ]


def test_two_pilotes_decide_at_once_and_the_second_is_told(as_: As):
    association = an_association(state="submitted")
    paula, pierre = as_(a_pilot()), as_(a_pilot("Pierre"))
    for pilot in (paula, pierre):
        pilot.open(f"/pilotage/associations/{association.token}")
    paula.press("Vérifier cette association")
    page = pierre.press(
        "Refuser cette fiche", reason="other", sentence="Une phrase longue.", status=409
    )
    assert "Une phrase longue." in page
    assert the_association().state == "verified"


def test_two_members_write_at_once_and_nothing_typed_is_lost(as_: As):
    association = an_association()
    jean, rose = as_(a_member(association)), as_(a_member(association, "Rose"))
    for member in (jean, rose):
        member.open("/association/fiche/modifier")
    jean.press("Enregistrer", description="Le texte de Jean.")
    page = rose.press("Enregistrer", description="Le texte de Rose.", status=409)
    assert "Le texte de Rose." in page
    assert the_association().description == "Le texte de Jean."


def test_what_was_verified_no_longer_changes(as_: As):
    association = an_association(rna="W381000001")
    jean = as_(a_member(association))
    page = jean.open("/association/fiche/modifier")
    assert not page.soup.select("[name=rna], [name=name]")
    values = {"csrf_token": page.soup.select_one("input[name=csrf_token]")["value"],
              "version": page.soup.select_one("input[name=version]")["value"],
              "name": "Un autre nom", "rna": "W999999999", "insurer": "MAIF"}  # fmt: skip
    jean.post("/association/fiche/modifier", values)
    kept = the_association()
    assert (kept.name, kept.rna, kept.insurer) == ("Les Jardins partagés", "W381000001", "MAIF")


def test_closing_the_space_hides_its_missions(as_: As, visitor: Visitor):
    association = an_association()
    jean = as_(a_member(association))
    jean.open("/association/fiche")
    jean.click("Fermer notre espace")
    assert "est fermé" in jean.press("Fermer l’espace")
    visitor.open(f"/associations/{association.token}", status=404)


@pytest.mark.parametrize("who", [a_volunteer, a_referent])
def test_only_pilotes_verify(as_: As, who: Callable):
    association = an_association(state="submitted")
    someone = as_(who())
    someone.open("/pilotage/associations", status=403)
    someone.open(f"/pilotage/associations/{association.token}", status=403)
    someone.open("/association/fiche", status=403)


def test_the_list_costs_the_same_for_thirty_as_for_one(as_: As, queries: Callable):
    an_association("Une", state="submitted")
    paula = as_(a_pilot())
    paula.open("/pilotage/associations")
    with queries() as few:
        paula.open("/pilotage/associations")
    for number in range(30):
        an_association(f"Association {number}", rna=f"W3810010{number:02}")
    with queries() as many:
        page = paula.open("/pilotage/associations")
    few, many = ([s for s in seen if s.startswith("SELECT")] for seen in (few, many))
    assert len(many) == len(few) <= 5, "the session, the page, its count, the counts by state"
    assert page.soup.select("tbody th")[0].get_text(strip=True) == "Une"


@pytest.mark.parametrize("words", ["ete", "ÉTÉ", "W38100", "732 829"])
def test_the_pilote_finds_an_association_as_they_type_it(as_: As, words: str):
    an_association("Les Jeux d’été", rna="W381000007", siret="73282932000074", siren="732829320")
    an_association("Autre", rna="W671000007", siret=None)
    paula = as_(a_pilot())
    page = paula.open("/pilotage/associations", q=words)
    assert [th.get_text(strip=True) for th in page.soup.select("tbody th")] == ["Les Jeux d’été"]
    paula.open("/pilotage/associations", q="%", page="99999999999999999999", etat="'")


def test_a_double_click_opens_one_association(visitor: Visitor):
    visitor.open("/inscription/association")
    page = visitor.page
    values = {"csrf_token": page.soup.select_one("input[name=csrf_token]")["value"],
              "once": page.soup.select_one("input[name=once]")["value"],
              "name": "Les Amis du parc", "kind": "association", "commune": "Grenoble",
              "first_name": "Jeanne", "email": "j@example.org", "password": KEY}  # fmt: skip
    visitor.post("/inscription/association", values)
    page = visitor.open("/association/fiche")
    values["csrf_token"] = page.soup.select_one("input[name=csrf_token]")["value"]
    visitor.post("/inscription/association", values)
    assert the_association().name == "Les Amis du parc"


def test_who_is_signed_in_already_goes_home(as_: As):
    jean = as_(a_member(an_association()))
    assert jean.open("/inscription/association").path == "/association"
