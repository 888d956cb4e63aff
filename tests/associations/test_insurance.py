"""Volunteers are always insured: the site warns before, and hides after."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.letters.models import Letter
from tests.browser import Visitor
from tests.people import a_member, a_mission, an_association


def notices() -> list[str]:
    db.session.expire_all()
    found = select(Letter).where(Letter.kind == "associations/insurance_ends").order_by(Letter.id)
    return [letter.subject for letter in db.session.scalars(found)]


def test_an_association_is_told_once_before_and_once_after(app: Flask):
    soon = an_association("Bientôt", insurance_until=clock.today() + timedelta(days=30))
    an_association("Plus tard", insurance_until=clock.today() + timedelta(days=31))
    a_member(soon)
    run = app.test_cli_runner().invoke
    for _ in range(2):
        assert run(args=["associations", "remind"]).exit_code == 0
    assert notices() == ["l’assurance de Bientôt finit bientôt"]
    soon.insurance_until = clock.today() - timedelta(days=1)
    db.session.commit()
    for _ in range(2):
        run(args=["associations", "remind"])
    assert notices()[1:] == ["les missions de Bientôt ne sont plus visibles"]


def test_missions_are_hidden_the_day_after_and_come_back_with_a_new_date(visitor: Visitor, as_):
    association = an_association(insurance_until=clock.today())
    mission = a_mission(association)
    address = f"/associations/{association.token}"
    assert mission.title in visitor.open(address)
    association.insurance_until = clock.today() - timedelta(days=1)
    visitor.open(address, status=404)
    jean = as_(a_member(association))
    assert "ne sont plus visibles" in jean.open("/association/fiche")
    jean.click("Écrivez la nouvelle date")
    until = clock.today() + timedelta(days=365)
    jean.press("Enregistrer", insurance_until=until.isoformat())
    assert mission.title in visitor.open(address)
