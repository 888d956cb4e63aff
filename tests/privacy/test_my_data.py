"""« Mes données »: one reads, takes away, corrects, takes back, erases, and sees who looked."""

import io
import json
from datetime import timedelta

import pypdf
import pytest
from sqlalchemy import select

from app import clock
from app.accounts import actions as accounts
from app.accounts import passwords
from app.contracts.models import SharingConsent
from app.extensions import db
from app.letters.models import Letter
from app.papers import rendering
from app.papers.models import Document
from app.privacy import erasing, leaving
from app.privacy.models import Access, ErasureRequest
from tests import accompanying, contracting, leaving_traces, meetings, people
from tests.browser import Visitor

SECRET = "Un mot de passe bien long"


@pytest.fixture
def awa(app):
    account = people.a_volunteer(last_name="Diallo", password_hash=passwords.hashed(SECRET))
    db.session.commit()
    return account


def copy_of(visitor: Visitor) -> tuple[dict, str]:
    visitor.open("/mes-donnees")
    visitor.press("Faire une copie de tout")
    rendering.render_due()
    db.session.expire_all()
    file, paper = db.session.scalars(
        select(Document).where(Document.kind == "my_data").order_by(Document.id)
    ).all()[-2:]
    told = visitor.client.get(f"/documents/{file.token}/fichier")
    printed = visitor.client.get(f"/documents/{paper.token}/fichier")
    assert told.mimetype == "application/json"
    pages = pypdf.PdfReader(io.BytesIO(printed.data)).pages
    return json.loads(told.data), "\n".join(page.extract_text() for page in pages)


def things(told: dict, title: str) -> list[dict]:
    return next(c["elements"] for c in told["categories"] if c["titre"] == title)


def test_everyone_reads_what_is_kept_from_their_account(app, as_, awa):
    browser = as_(awa)
    browser.open("/mon-compte")
    page = browser.click("Voir mes données")
    assert page.h1 == "Mes données"
    assert "Vos réponses et vos choix" in page
    for account in (
        people.a_pilot(),
        people.a_referent(),
        people.a_member(people.an_association()),
    ):
        assert as_(account).open("/mes-donnees").h1 == "Mes données"


def test_a_copy_holds_everything_and_no_third_person(app, as_):
    cast = leaving_traces.full_life()
    accompanying.noted(
        cast.awa, cast.lea, 8, "held",
        notes="Zénobie viendra avec son fils Ismaël. Mme Bouchard la soutient. Tél 06 11 22 33 44.",
    )  # fmt: skip
    told, printed = copy_of(as_(cast.awa))
    notes = [one["notes"] for one in things(told, "Votre accompagnement") if "notes" in one]
    assert "Zénobie viendra avec son fils [quelqu’un]. [quelqu’un] la soutient." in notes[-1]
    written = json.dumps(told, ensure_ascii=False)
    for other in ("Ismaël", "Bouchard", "06 11 22", "token", "hash"):
        assert other not in written
        assert other not in printed
    assert things(told, "Vos messages")
    assert "17 impasse des Lauriers" in printed
    assert "XYLOPHONE comment" in printed.replace("\n", " ")


def test_a_copy_belongs_to_its_owner(app, as_, awa):
    copy_of(as_(awa))
    document = db.session.scalars(select(Document)).first()
    as_(people.a_volunteer("Nour")).open(f"/documents/{document.token}/fichier", status=404)


def test_a_correction_reaches_who_follows(app, as_):
    lea = people.a_referent()
    awa = people.a_volunteer(followed_by=lea)
    browser = as_(awa)
    browser.open("/mes-donnees/corriger")
    assert browser.press("Envoyer", mistake="").errors()
    page = browser.press("Envoyer", mistake="Mon nom s’écrit avec deux n.")
    assert "C’est envoyé" in page
    letter = db.session.scalars(select(Letter).where(Letter.to_id == lea.id)).one()
    assert "deux n" in letter.body


def test_a_yes_is_taken_back_one_by_one(app, as_):
    pair = contracting.Pair()
    contract = contracting.a_contract(pair)
    shared = SharingConsent(contract_id=contract.id, recipient="Mission locale",
                            agreed_on=clock.today())  # fmt: skip
    db.session.add(shared)
    cast = meetings.Cast()
    cast.awa.first_name = "Nour"
    made = meetings.sent(cast, "availability", "commune")
    browser = as_(pair.awa)
    browser.open("/mes-donnees/accords")
    assert "Mission locale" in browser.page
    page = browser.press("Retirer")
    assert "C’est retiré" in page
    assert shared.withdrawn_on == clock.today()
    nour = as_(cast.awa)
    nour.open("/mes-donnees/accords")
    page = nour.press("Retirer")
    assert made.released == []
    assert "Retiré" in page
    assert "retiré le" in page
    nour.post(f"/mes-donnees/accords/partage/{shared.id}/retirer", values(nour), status=404)


def values(browser: Visitor) -> dict[str, str]:
    browser.open("/mes-donnees")
    token = browser.page.soup.select_one("input[name=csrf_token]")
    return {"csrf_token": token["value"]}


def test_testimonies_and_news_are_taken_back_too(app, as_):
    cast = leaving_traces.full_life()
    testimony = db.session.scalars(select(leaving_traces.Testimony)).one()
    testimony.consented_on = clock.today()
    episode = db.session.scalars(select(contracting.Episode)).one()
    episode.may_contact_after = True
    db.session.commit()
    browser = as_(cast.awa)
    page = browser.open("/mes-donnees/accords")
    assert "Votre témoignage, avec votre signature" in page
    assert "Vous rappeler six mois après" in page
    while "Oui" in [one.get_text() for one in browser.page.soup.select(".tag.good")]:
        browser.press("Retirer")
    assert testimony.words == ""
    assert episode.may_contact_after is False


def test_one_asks_with_the_password_and_may_change_one_s_mind(app, as_, awa):
    browser = as_(awa)
    browser.open("/mes-donnees/effacer")
    assert browser.press("Effacer mon compte", password="pas celui-là").errors()
    page = browser.press("Effacer mon compte", password=SECRET)
    assert "Votre compte va être effacé" in page
    assert leaving.carry_out() == 0
    page = browser.press("Garder mon compte")
    assert "Rien ne sera effacé" in page
    assert db.session.scalars(select(ErasureRequest)).one().taken_back_at
    assert awa.first_name == "Awa"


def test_who_has_only_a_card_gives_its_code(app, as_):
    awa = people.a_volunteer(email=None)
    code = accounts.issue_code(awa, by=awa)
    db.session.commit()
    browser = as_(awa)
    browser.open("/mes-donnees/effacer")
    assert browser.press("Effacer mon compte", code="CERF 9999").errors()
    assert "va être effacé" in browser.press("Effacer mon compte", code=code)


def test_the_night_ends_what_is_under_way_tells_then_erases(app, as_):
    cast = meetings.Cast()
    cast.awa.password_hash = passwords.hashed(SECRET)
    meetings.at_work(cast)
    browser = as_(cast.awa)
    browser.open("/mes-donnees/effacer")
    browser.press("Effacer mon compte", password=SECRET)
    request = db.session.scalars(select(ErasureRequest)).one()
    assert request.due_at > clock.now()
    request.due_at = clock.now() - timedelta(hours=3)
    db.session.commit()
    assert leaving.carry_out() == 0  # the association has to be told first
    told = select(Letter).where(Letter.to_id == cast.jean.id, Letter.sent_at.is_(None))
    letters = db.session.scalars(told).all()
    assert letters
    request.ended_at -= timedelta(hours=2)
    db.session.commit()
    assert leaving.carry_out() == 0
    db.session.execute(Letter.__table__.update().values(sent_at=clock.now()))
    db.session.commit()
    assert leaving.carry_out() == 1
    db.session.expire_all()
    assert cast.awa.first_name == erasing.NOBODY
    assert not leaving_traces.traces("Awa")
    assert leaving.carry_out() == 0


def test_who_is_accompanied_asks_their_referent(app, as_):
    pair = contracting.Pair()
    browser = as_(pair.awa)
    browser.open("/mes-donnees/effacer")
    page = browser.press("Le dire à la personne qui m’accompagne")
    assert "C’est envoyé" in page
    letter = db.session.scalars(select(Letter).where(Letter.to_id == pair.lea.id)).one()
    assert "souhaite" in letter.body
    page = browser.open("/mes-donnees/effacer")
    browser.post("/mes-donnees/effacer", {**values(browser), "sure": "EFFACER"})
    assert not db.session.scalars(select(ErasureRequest)).all()


def test_the_signed_contract_is_announced(app, as_):
    cast = leaving_traces.full_life()
    page = as_(cast.awa).open("/mes-donnees/effacer")
    assert "Un contrat signé, jusqu’au" in page


def test_the_last_member_hands_over_first(app, as_):
    jean = people.a_member(people.an_association())
    assert "Invitez d’abord un collègue" in as_(jean).open("/mes-donnees/effacer")


def test_one_sees_who_opened_their_file_by_role_and_day(app, as_):
    pair = contracting.Pair()
    contract = contracting.a_contract(pair)
    lea = as_(pair.lea)
    for path in (f"/referent/personnes/{pair.awa.token}", f"/contrats/{contract.token}",
                 f"/referent/personnes/{pair.awa.token}/notes"):  # fmt: skip
        lea.open(path)
    as_(people.a_referent("Luc")).open(f"/referent/personnes/{pair.awa.token}", status=404)
    rows = db.session.scalars(select(Access).order_by(Access.id)).all()
    assert [row.what for row in rows] == ["file", "contract", "notes"]
    for row in rows:
        assert str(pair.awa.id) != row.person
        assert "Léa" not in (row.reader, row.person)
    page = as_(pair.awa).open("/mes-donnees")
    assert "un référent" in page
    assert "Léa" not in page
    assert "Les rendez-vous et les notes" in page


def test_a_member_of_an_association_is_erased_and_the_association_stays(app, as_):
    garden = people.an_association()
    people.a_member(garden, "Lise")
    jean = people.a_member(garden, "Jeanjacques", last_name="Peticlerc", phone="+33612121212",
                           password_hash=passwords.hashed(SECRET))  # fmt: skip
    address = jean.email
    browser = as_(jean)
    browser.open("/mes-donnees/effacer")
    browser.press("Effacer mon compte", password=SECRET)
    request = db.session.scalars(select(ErasureRequest)).one()
    request.due_at = request.ended_at = clock.now() - timedelta(days=3)
    db.session.commit()
    assert leaving.carry_out() == 1
    db.session.expire_all()
    assert not leaving_traces.traces("Jeanjacques", "Peticlerc", "612121212", address)
    assert garden.state == "verified"


def test_who_fills_in_with_someone_opens_their_data_with_them(app, as_):
    lea = people.a_referent()
    awa = people.a_volunteer(followed_by=lea)
    browser = as_(lea)
    browser.open(f"/referent/personnes/{awa.token}")
    browser.press("Je remplis avec")
    page = browser.open("/mes-donnees")
    assert "Vos réponses et vos choix" in page
    browser.press("Faire une copie de tout")
    made = db.session.scalars(select(Document).where(Document.kind == "my_data")).all()
    assert {one.owner_id for one in made} == {awa.id}
