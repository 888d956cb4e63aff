"""Every job that people come for is done within its budget, with scripts and without."""

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.accounts.models import Account
from app.associations.models import Association
from app.demonstration.load import load
from app.extensions import db
from app.passports.models import Entry
from app.placements import presences
from app.placements.models import Placement
from app.profiles.models import Profile
from tests import people
from tests.journeys import jobs_at_work, jobs_of_volunteers
from tests.journeys.jobs import JOBS, Doer, last_month, named

TABLES = (jobs_of_volunteers, jobs_at_work)  # reading them fills JOBS


pytestmark = pytest.mark.browser


def who_does(who: str) -> Account | None:
    """Find whoever does a job, in the demonstration or new."""
    if not who:
        return None
    if who == "new":
        zoe = people.a_volunteer("Zoé", commune_code=None)
        db.session.execute(delete(Profile).where(Profile.account_id == zoe.id))
        return zoe
    if who == "placed":
        return (
            db.session.scalars(select(Placement).where(Placement.state == "trial"))
            .first()
            .volunteer
        )
    if who == "hosting":
        hosts = db.session.scalars(select(Association))
        return people.a_member(next(one for one in hosts if presences.lines(one, last_month())))
    if who == "attesting":
        entry = db.session.scalars(select(Entry).where(Entry.state == "agreed")).first()
        return people.a_member(db.session.get_one(Association, entry.association_id), "Jean")
    return named(who)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_every_job_keeps_to_its_budget(app: Flask, walks, scripts: bool):
    load()
    over = []
    for name, (who, budget, walk) in JOBS.items():
        width = 1280 if who in {"referent", "pilote"} else 360
        doer = Doer(app, walks(width, 740, scripts=scripts))
        try:
            doer.becomes(who_does(who))
            walk(doer)
            assert doer.cost.within(budget), f"{doer.cost}, more than {budget}"
        except Exception as trouble:
            over.append(f"{name}: {str(trouble)[:300]}")
        doer.walker.close()
    assert over == [], "\n\n".join(over)
