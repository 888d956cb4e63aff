"""What happens to a person belongs to the operator and territory they had on that day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.caseloads import assigning
from app.caseloads.models import Assignment, Operator, Post
from app.extensions import db
from app.territories import actions as territories
from app.territories.models import Commune
from app.territories.queries import find_territory
from tests import people


@pytest.fixture
def town(app):
    return people.a_territory()


@pytest.fixture
def trieves(app):
    return people.a_territory("Trièves", "38226")


@pytest.fixture
def lea(town):
    return people.a_referent("Léa", holding=town)


@pytest.fixture
def relais(lea):
    operator = Operator(name="Relais solidaire")
    db.session.add(operator)
    db.session.flush()
    db.session.add(Post(account_id=lea.id, operator_id=operator.id))
    db.session.commit()
    return operator


def rows_of(person):
    db.session.rollback()
    found = select(Assignment).where(Assignment.volunteer_id == person.id)
    return list(db.session.scalars(found.order_by(Assignment.id)))


def places(person):
    return [(row.operator_id, row.territory_id) for row in rows_of(person)]


def since_last_month(person):
    row = assigning.open_assignment(person.id)
    row.since = clock.today() - timedelta(days=30)
    db.session.commit()


def test_who_opens_an_account_follows_for_their_operator_in_the_territory(as_, lea, relais, town):
    lea_desk = as_(lea)
    lea_desk.open("/referent/personnes/ajouter")
    lea_desk.press("Ouvrir le compte", first_name="Awa", commune="Grenoble")
    (row,) = db.session.scalars(select(Assignment)).all()
    assert (row.operator_id, row.territory_id) == (relais.id, town.id)


def test_who_takes_someone_from_the_queue_follows_for_their_operator(as_, lea, relais, town):
    awa = people.a_volunteer()
    desk = as_(lea)
    desk.open("/referent/personnes")
    desk.press("Je l’accompagne")
    assert places(awa) == [(relais.id, town.id)]


def test_moving_to_another_territory_counts_from_today_on(as_, lea, relais, town, trieves):
    awa = people.a_volunteer(followed_by=lea)
    since_last_month(awa)
    desk = as_(lea)
    desk.open(f"/referent/personnes/{awa.token}/coordonnees")
    desk.press("Enregistrer", commune="Mens")
    before, after = rows_of(awa)
    assert before.until == clock.today() - timedelta(days=1)
    assert (after.since, after.until) == (clock.today(), None)
    assert (after.referent_id, after.operator_id) == (lea.id, relais.id)
    assert (before.territory_id, after.territory_id) == (town.id, trieves.id)


def test_a_person_who_writes_their_new_town_moves_too(as_, lea, relais, town, trieves):
    awa = people.a_volunteer(followed_by=lea)
    since_last_month(awa)
    her = as_(awa)
    her.open("/mon-profil/lieu")
    her.press("Continuer", commune="Mens")
    assert places(awa) == [(relais.id, town.id), (relais.id, trieves.id)]


def test_moving_twice_in_a_day_leaves_one_row_for_that_day(as_, lea, relais, town, trieves):
    awa = people.a_volunteer(followed_by=lea)
    desk = as_(lea)
    for commune in ("Mens", "Strasbourg", "Mens"):
        desk.open(f"/referent/personnes/{awa.token}/coordonnees")
        desk.press("Enregistrer", commune=commune)
    assert places(awa) == [(relais.id, trieves.id)]


def test_moving_inside_a_territory_changes_nothing(as_, lea, relais, town):
    awa = people.a_volunteer(followed_by=lea)
    since_last_month(awa)
    desk = as_(lea)
    desk.open(f"/referent/personnes/{awa.token}/coordonnees")
    desk.press("Enregistrer", commune="Échirolles")
    assert places(awa) == [(relais.id, town.id)]


def test_redrawn_territories_count_from_today_on_and_the_duty_is_safe_twice(
    app, lea, relais, town, trieves
):
    awa = people.a_volunteer(followed_by=lea)
    since_last_month(awa)
    paula = people.a_pilot()
    grenoble = db.session.get(Commune, "38185")
    territories.remove(find_territory(town.token), grenoble, by=paula)
    territories.add(find_territory(trieves.token), [grenoble], by=paula)
    db.session.commit()
    assert assigning.settle_all() == 1
    assert assigning.settle_all() == 0
    db.session.commit()
    assert places(awa) == [(relais.id, town.id), (relais.id, trieves.id)]
