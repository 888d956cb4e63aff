"""While a référent is away, a colleague sees their people and hears what they would hear."""

from datetime import timedelta

import pytest

from app import clock
from app.accounts.models import Role
from app.caseloads import covers
from app.caseloads.queries import referents_for
from app.extensions import db
from tests import caring, meetings, people
from tests.meetings import subjects


@pytest.fixture
def lea(app):
    return people.a_referent("Léa", holding=people.a_territory())


@pytest.fixture
def luc(lea):
    luc = people.a_referent("Luc")
    caring.a_post(luc, caring.a_post(lea))
    return luc


def written(days):
    return (clock.today() + timedelta(days=days)).strftime("%d/%m/%Y")


def away(visitor, colleague, first=0, last=4):
    visitor.open("/referent/absences")
    return visitor.press(
        "Noter mon absence", since=written(first), until=written(last), colleague=colleague.token
    )


def test_a_colleague_stands_in_from_a_day_to_a_day(as_, lea, luc):
    ada = caring.accompanied(lea, "Ada")
    his = as_(luc)
    his.open(f"/referent/personnes/{ada.token}", status=404)
    page = away(as_(lea), luc)
    assert "Luc remplace Léa" in page
    assert subjects(luc) == ["Vous remplacez Léa Martin"]
    his.open(f"/referent/personnes/{ada.token}")
    assert "Vous remplacez Léa Martin" in his.open("/referent")
    assert "Luc Martin vous remplace" in as_(lea).open("/referent")


def test_an_absence_to_come_opens_nothing_yet(as_, lea, luc):
    ada = caring.accompanied(lea, "Ada")
    away(as_(lea), luc, 2, 5)
    as_(luc).open(f"/referent/personnes/{ada.token}", status=404)


def test_what_reaches_the_absent_reaches_the_colleague_too(as_, lea, luc):
    cast = meetings.Cast(lea=lea)
    away(as_(lea), luc)
    db.session.rollback()
    assert {one.id for one in referents_for(cast.awa)} == {lea.id, luc.id}
    meetings.asked(cast)
    assert "Une demande à valider" in subjects(luc)
    assert "Une demande à valider" in subjects(lea)


def test_those_who_wait_in_the_absent_one_s_queue_reach_the_colleague(as_, lea, luc):
    dan = people.a_volunteer("Dan")
    his = as_(luc)
    assert "Dan" not in his.open("/referent/personnes")
    away(as_(lea), luc)
    assert "Dan" in his.open("/referent/personnes")
    assert {one.id for one in referents_for(dan)} == {lea.id, luc.id}


def test_coming_back_sooner_closes_it_at_once(as_, lea, luc):
    ada = caring.accompanied(lea, "Ada")
    desk = as_(lea)
    away(desk, luc)
    assert "l’absence est finie" in desk.press("Finir cette absence")
    as_(luc).open(f"/referent/personnes/{ada.token}", status=404)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (-1, 3, "Ce jour est passé. Choisissez aujourd’hui ou plus tard."),
        (3, 1, "Le dernier jour est avant le premier."),
        (0, 500, "Un an au plus. Au-delà, confiez les personnes à un collègue."),
    ],
)
def test_wrong_dates_are_explained_and_kept(as_, lea, luc, first, last, told):
    page = away(as_(lea), luc, first, last)
    assert page.errors() == [told]
    assert page.soup.select_one("[name=since]")["value"] == written(first)


def test_a_colleague_who_is_away_too_cannot_stand_in(as_, lea, luc):
    days = covers.Days(clock.today(), clock.today() + timedelta(days=9))
    covers.arrange(luc, lea, days, by=luc)
    db.session.commit()
    desk = as_(lea)
    desk.open("/referent/absences")
    answers = {"since": written(2), "until": written(3), "colleague": luc.token}
    assert "absent lui aussi" in desk.press("Noter mon absence", status=409, **answers)


def test_a_pilote_and_the_operator_arrange_it_for_someone_ill(as_, lea, luc):
    boss = people.an_account(Role.OPERATOR, "Odile", last_name="Roy")
    caring.keep(caring.Post(account_id=boss.id, operator_id=db.session.scalar(
        caring.operator_of(lea))))  # fmt: skip
    desk = as_(people.a_pilot())
    desk.open(f"/pilotage/equipe/{lea.token}")
    desk.click("Noter une absence")
    answers = {"since": written(0), "until": written(3), "colleague": luc.token}
    assert "Luc remplace Léa" in desk.press("Noter l’absence", **answers)
    assert subjects(lea) == ["Votre absence est notée"]
    hers = as_(boss)
    page = hers.open(f"/operateur/referents/{lea.token}/absence")
    assert "Luc Martin remplace" in page
    hers.press("Finir cette absence")
    assert covers.about(lea) == []
    stranger = people.a_referent("Zoé")
    hers.open(f"/operateur/referents/{stranger.token}/absence", status=404)
