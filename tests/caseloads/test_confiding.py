"""People are handed over to a colleague: one or many, told kindly, and taken back in time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.accompaniments.models import Interview
from app.accounts.models import Account
from app.caseloads import assigning
from app.caseloads.models import Assignment
from app.extensions import db
from app.letters.models import Letter
from tests import caring, people
from tests.meetings import subjects


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


@pytest.fixture
def luc(lea):
    luc = people.a_referent("Luc")
    operator = caring.a_post(lea)
    caring.a_post(luc, operator)
    return luc


def followers(*persons):
    db.session.rollback()
    return [assigning.open_assignment(person.id).referent_id for person in persons]


def choose(visitor, *persons):
    visitor.open("/referent/personnes")
    visitor.press("Confier les personnes choisies", p=[person.token for person in persons])
    return visitor.page


def test_chosen_people_are_confided_to_a_colleague_of_the_same_operator(as_, lea, luc):
    elsewhere = people.a_referent("Zoé")
    caring.a_post(elsewhere)
    ada, bob, cal = (caring.accompanied(lea, name) for name in ("Ada", "Bob", "Cal"))
    desk = as_(lea)
    page = choose(desk, ada, bob)
    assert page.h1 == "Confier 2 personnes"
    assert "Ada" in page
    assert "Cal" not in page
    assert "Zoé" not in page
    page = desk.press("Confier", colleague=luc.token)
    assert "Luc Martin suit maintenant 2 personnes" in page
    assert followers(ada, bob, cal) == [luc.id, luc.id, lea.id]
    desk.open(f"/referent/personnes/{ada.token}", status=404)
    his = as_(luc)
    assert "Ada" in his.open("/referent/personnes")
    his.open(f"/referent/personnes/{ada.token}")


def test_everyone_is_told_once_it_can_no_longer_be_taken_back(as_, lea, luc):
    ada = caring.accompanied(lea, "Ada")
    desk = as_(lea)
    choose(desk, ada)
    desk.press("Confier", colleague=luc.token)
    assert subjects(ada) == ["Une nouvelle personne vous accompagne"]
    assert subjects(luc) == ["1 personne vous est confiée"]
    words = db.session.scalars(select(Letter).where(Letter.to_id == ada.id)).one()
    assert words.not_before > clock.now() + timedelta(minutes=9)
    for telling in ("rsa", "contrat", "insertion", "bénéficiaire"):
        assert telling not in words.body.lower()


def test_the_past_stays_written_and_undoing_leaves_no_trace(as_, lea, luc):
    ada = caring.accompanied(lea, "Ada", since=30)
    caring.an_interview(ada, lea, caring.days_ago(-5), "planned")
    desk = as_(lea)
    choose(desk, ada)
    desk.press("Confier", colleague=luc.token)
    rows = db.session.scalars(select(Assignment).order_by(Assignment.id)).all()
    assert [(r.referent_id, r.since, r.until) for r in rows] == [
        (lea.id, caring.days_ago(30), caring.days_ago(1)),
        (luc.id, clock.today(), None),
    ]
    assert db.session.scalar(select(Interview.referent_id)) == luc.id
    assert "C’est annulé" in desk.press("Annuler")
    db.session.rollback()
    (row,) = db.session.scalars(select(Assignment)).all()
    assert (row.referent_id, row.since, row.until) == (lea.id, caring.days_ago(30), None)
    assert db.session.scalar(select(Interview.referent_id)) == lea.id
    assert subjects(ada) == []


def test_someone_followed_since_today_can_be_confided_and_taken_back_too(as_, lea, luc):
    ada = people.a_volunteer("Ada", followed_by=lea)
    desk = as_(lea)
    choose(desk, ada)
    desk.press("Confier", colleague=luc.token)
    assert followers(ada) == [luc.id]
    desk.press("Annuler")
    assert followers(ada) == [lea.id]
    assert len(db.session.scalars(select(Assignment)).all()) == 1


def test_it_cannot_be_taken_back_once_a_letter_has_left(as_, lea, luc):
    ada = caring.accompanied(lea, "Ada")
    desk = as_(lea)
    choose(desk, ada)
    desk.press("Confier", colleague=luc.token)
    db.session.scalars(select(Letter)).first().sent_at = clock.now()
    db.session.commit()
    desk.open("/referent/personnes")
    assert "trop tard" in desk.press("Annuler", status=409)
    assert followers(ada) == [luc.id]


def test_nobody_can_confide_people_they_do_not_follow(as_, lea, luc):
    rosa = caring.accompanied(luc, "Rosa")
    desk = as_(lea)
    assert "Personne n’est choisi" in desk.open("/referent/confier", p=rosa.token)
    made = desk.send("/referent/confier", {"p": rosa.token, "colleague": luc.token})
    assert made.status_code in (200, 400)
    assert followers(rosa) == [luc.id]


def test_closing_a_colleague_s_account_leads_to_sharing_out_their_people(as_, lea, luc):
    zoe = people.a_referent("Zoé")
    crowd = [caring.accompanied(lea, f"Ada{n}") for n in range(3)]
    desk = as_(people.a_pilot())
    desk.open(f"/pilotage/equipe/{lea.token}/fermer")
    page = desk.click("Confier ses suivis")
    assert "Léa suit 3 personnes" in page
    assert not [person for person in crowd if person.first_name in page]
    desk.press("Confier", colleague=luc.token, many="2")
    page = desk.press("Confier", colleague=zoe.token, many="1")
    assert "Léa ne suit plus personne" in page
    assert sorted(followers(*crowd)) == sorted([luc.id, luc.id, zoe.id])
    assert "Vos suivis sont confiés à Luc Martin" in subjects(lea)
    desk.click("Fermer le compte")
    desk.press("Fermer le compte")
    db.session.rollback()
    assert db.session.get(Account, lea.id).closed_at


def test_a_pilote_reads_a_clear_message_when_the_number_is_wrong(as_, lea, luc):
    caring.accompanied(lea, "Ada")
    desk = as_(people.a_pilot())
    desk.open(f"/pilotage/equipe/{lea.token}/confier")
    page = desk.press("Confier", colleague=luc.token, many="5")
    assert page.errors() == ["Écrivez un nombre entre 1 et 1."]
