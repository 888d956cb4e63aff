"""A step says who, from where, to where; two people at once are told."""

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from app import lifecycle
from app.accounts.models import Role
from app.associations.models import Association
from app.extensions import db
from app.journal import Event
from app.lifecycle import AlreadyDone, Step, TakenMeanwhile
from tests import people

pytestmark = pytest.mark.usefixtures("app")


def may_pilot(account: object, _thing: object) -> bool:
    return account is not None and account.role == Role.PILOT


VERIFY = Step("verify", {"submitted"}, "verified", may_pilot, "Vérifier", "C’est vérifié.")
REFUSE = Step("refuse", {"submitted"}, "refused", may_pilot, "Refuser", "C’est refusé.")


def test_a_step_moves_on_and_the_journal_says_who():
    paula, garden = people.a_pilot(), people.an_association(state="submitted")
    garden.take(VERIFY, by=paula)
    event = db.session.scalars(select(Event)).one()
    assert garden.state == "verified"
    assert (event.verb, event.actor_id, event.subject_id) == ("verify", paula.id, garden.id)


def test_who_may_not_is_refused_and_nothing_moves():
    garden = people.an_association(state="submitted")
    with pytest.raises(Forbidden):
        garden.take(VERIFY, by=people.a_referent())
    assert garden.state == "submitted"


def test_a_second_press_is_told_that_it_is_done():
    paula, garden = people.a_pilot(), people.an_association(state="submitted")
    garden.take(VERIFY, by=paula)
    with pytest.raises(AlreadyDone):
        garden.take(VERIFY, by=paula)
    with pytest.raises(TakenMeanwhile):
        garden.take(REFUSE, by=paula)


def test_the_second_of_two_at_once_is_told():
    paula, garden = people.a_pilot(), people.an_association(state="submitted")
    assert garden.state == "submitted"
    db.session.execute(
        db.update(Association)
        .values(version=Association.version + 1)
        .execution_options(synchronize_session=False)
    )
    with pytest.raises(TakenMeanwhile):
        garden.take(VERIFY, by=paula)


def test_a_life_is_drawn_from_its_steps():
    assert lifecycle.diagram([VERIFY]) == "stateDiagram-v2\n    submitted --> verified: verify"
