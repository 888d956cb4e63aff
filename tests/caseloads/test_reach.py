"""Whom a référent mediates for: one rule, asked of everyone at once or of one person."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.accounts.models import Account
from app.caseloads import covers
from app.caseloads.queries import mediates, people_of, queue_of
from app.caseloads.reach import known_once, mediated_by
from app.extensions import db
from tests import caring, people


def reached(referent):
    found = select(Account.first_name).where(mediated_by(referent))
    return sorted(db.session.scalars(found))


def test_the_rule_is_the_same_for_all_and_for_each(app):
    town = people.a_territory()
    lea = people.a_referent("Léa", holding=town)
    luc = people.a_referent("Luc", holding=people.a_territory("Trièves", "38226"))
    zoe = people.a_referent("Zoé")
    gone = people.a_referent("Gil", holding=people.a_territory("Bourgoin", "38053"))
    gone.closed_at = clock.now()
    caring.accompanied(lea, "Followed")
    caring.accompanied(zoe, "Covered")
    caring.accompanied(luc, "Elsewhere", commune_code="38185")
    people.a_volunteer("Queued")
    people.a_volunteer("Mens", commune_code="38226")
    people.a_volunteer("Nowhere", commune_code=None)
    people.a_volunteer("Unheld", commune_code="67482")
    people.a_volunteer("Left", commune_code="38053")
    once = caring.accompanied(lea, "Before")
    from app.caseloads import assigning

    assigning.open_assignment(once.id).until = clock.today() - timedelta(days=1)
    people.a_member(people.an_association(), "Jean")
    covers.arrange(zoe, lea, covers.Days(clock.today(), clock.today()), by=zoe)
    db.session.commit()
    assert reached(lea) == [
        "Before", "Covered", "Followed", "Left", "Nowhere", "Queued", "Unheld",
    ]  # fmt: skip
    assert reached(luc) == ["Elsewhere", "Left", "Mens", "Nowhere", "Unheld"]
    assert reached(zoe) == ["Covered", "Left", "Nowhere", "Unheld"]
    everyone = db.session.scalars(select(Account)).all()
    for referent in (lea, luc, zoe):
        one_by_one = sorted(a.first_name for a in everyone if mediates(referent, a.id))
        assert one_by_one == reached(referent)
        both = [*people_of(referent), *queue_of(referent)]
        assert sorted(one.first_name for one in both) == reached(referent)
        with known_once(referent):
            assert reached(referent) == one_by_one
