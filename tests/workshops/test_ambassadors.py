"""A référent puts a person in touch with an ambassador, who reads only what was released."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.workshops.models import AmbassadorReferral
from tests import people
from tests.gatherings import an_ambassador, letters_to


@pytest.fixture
def lea(app):
    return people.a_referent()


@pytest.fixture
def bernard(app):
    return an_ambassador()


@pytest.fixture
def awa(lea):
    return people.a_volunteer(
        followed_by=lea, last_name="Diallo", phone="+33612345678", skills=["coudre"],
        no_lifting=True,
    )  # fmt: skip


def the_referral():
    db.session.rollback()
    return db.session.scalars(select(AmbassadorReferral)).one()


def refer(visitor, person, **answers):
    visitor.open(f"/referent/personnes/{person.token}/ambassadeur")
    return visitor.press(f"Présenter {person.first_name}", agreed="y", **answers)


def test_the_referent_releases_item_by_item_and_reads_it_first(as_, lea, bernard, awa):
    visitor = as_(lea)
    visitor.open(f"/referent/personnes/{awa.token}/ambassadeur")
    page = visitor.press(
        "Voir avec mes choix", released=["phone", "need:lifting"], message="Elle aime coudre."
    )
    preview = " ".join(page.soup.select_one(".letter").get_text(" ").split())
    assert "06 12 34 56 78" in preview
    assert "ne pas porter de choses lourdes" in preview
    assert "Elle aime coudre." in preview
    assert "Diallo" not in preview
    assert "Grenoble" not in preview
    page = visitor.press("Présenter Awa")
    assert "Demandez d’abord à la personne." in page.errors()[0]
    visitor.press("Présenter Awa", agreed="y")
    assert the_referral().released == ["phone", "need:lifting"]
    letter = letters_to(bernard)[-1]
    assert "Awa" not in letter.body + letter.subject
    assert "Bernard va vous contacter" in letters_to(awa)[-1].subject


def test_the_ambassador_reads_nothing_more_and_nothing_else(as_, lea, bernard, awa):
    refer(as_(lea), awa, released=["commune"], message="")
    visitor = as_(bernard)
    visitor.open("/mon-bureau")
    page = visitor.click("Lire et répondre")
    assert "Grenoble" in page
    for secret in ("Diallo", "06 12 34 56 78", awa.email, "coudre", awa.token):
        assert secret not in page.html
    for path in (
        f"/referent/personnes/{awa.token}",
        f"/referent/personnes/{awa.token}/ambassadeur",
        "/referent",
    ):
        visitor.open(path, status=403)
    address = f"/ambassadeur/personnes/{the_referral().token}"
    as_(an_ambassador("Chloé")).open(address, status=404)
    as_(lea).open(address, status=403)


def test_the_whole_way_to_an_outcome_that_the_referent_reads(as_, lea, bernard, awa):
    mission = people.a_mission(title="Atelier couture du lundi")
    refer(as_(lea), awa, message="Elle aime coudre.")
    visitor = as_(bernard)
    visitor.open("/ambassadeur")
    visitor.click("Lire et répondre")
    visitor.press("Je m’en occupe")
    assert "s’occupe de la personne" in letters_to(lea)[-1].body
    assert "Awa" not in letters_to(lea)[-1].body
    visitor.press("Noter", means="phone", said="On se voit jeudi.")
    visitor.press("Chercher", q=f"http://ricochet.test/missions/{mission.token}")
    visitor.press("Proposer", word="Je pense à vous")
    sent = letters_to(awa)[-1]
    assert f"/missions/{mission.token}" in sent.body
    assert "Je pense à vous" in sent.body
    address = visitor.page.path
    visitor.press("C’est terminé", outcome="mission", ending="Elle va les rencontrer.")
    assert visitor.page.path == "/ambassadeur"
    assert "Personne ne vous attend" in visitor.page
    visitor.open(address, status=404)
    page = as_(lea).open(f"/referent/personnes/{awa.token}/ambassadeur")
    for words in ("Une mission est en vue", "Elle va les rencontrer.", "On se voit jeudi."):
        assert words in page
    assert "Atelier couture du lundi" in page


def test_an_ambassador_may_say_no_and_another_is_asked(as_, lea, bernard, awa):
    chloe = an_ambassador("Chloé")
    visitor = as_(lea)
    refer(visitor, awa, ambassador=bernard.token)
    his = as_(bernard)
    his.open("/ambassadeur")
    his.click("Lire et répondre")
    his.press("Je ne peux pas", why="Je suis absent ce mois-ci.")
    assert the_referral().state == "declined"
    page = refer(visitor, awa, ambassador=chloe.token)
    assert "Je suis absent ce mois-ci." in page
    db.session.rollback()
    assert len(db.session.scalars(select(AmbassadorReferral)).all()) == 2


def test_the_person_stops_in_one_click_and_nothing_is_read_any_more(as_, lea, bernard, awa):
    refer(as_(lea), awa)
    visitor = as_(awa)
    page = visitor.open("/ateliers")
    assert "Ce que Bernard lit de vous" in page
    visitor.press("Je ne veux plus")
    assert "Cela ne change rien pour vous" in visitor.page
    assert the_referral().state == "closed"
    as_(bernard).open(f"/ambassadeur/personnes/{the_referral().token}", status=404)
    assert "Awa" not in letters_to(bernard)[-1].body


def test_one_ambassador_at_a_time(as_, lea, bernard, awa):
    visitor = as_(lea)
    visitor.open(f"/referent/personnes/{awa.token}/ambassadeur")
    form = visitor.page
    visitor.press("Présenter Awa", agreed="y")
    visitor.page = form
    visitor.press("Présenter Awa", status=409, agreed="y")
    assert the_referral().state == "referred"


def test_another_referent_does_not_refer_her_people(as_, awa, bernard):
    luc = people.a_referent("Luc")
    as_(luc).open(f"/referent/personnes/{awa.token}/ambassadeur", status=404)


def test_the_message_never_says_why(as_, lea, bernard, awa):
    page = refer(as_(lea), awa, message="Elle est au RSA.")
    assert "dites-le sans « RSA »" in page.errors()[0]


def test_a_new_skill_is_not_shown_without_a_new_yes(as_, lea, bernard, awa):
    from app.profiles.models import Profile

    refer(as_(lea), awa, released=["skill:coudre"])
    profile = db.session.scalars(select(Profile).where(Profile.account_id == awa.id)).one()
    profile.skills = ["coudre", "chanter"]
    db.session.commit()
    page = as_(bernard).open(f"/ambassadeur/personnes/{the_referral().token}")
    assert "coudre" in page
    assert "chanter" not in page


def test_nobody_is_to_meet_a_practice_person(as_, lea, bernard):
    camille = people.a_volunteer("Camille", followed_by=lea, is_practice=True)
    refer(as_(lea), camille)
    assert letters_to(bernard) == []
    assert "Camille" not in as_(bernard).open("/ambassadeur")
    as_(bernard).open(f"/ambassadeur/personnes/{the_referral().token}", status=404)
