"""What people said of missions, and their profiles as ranking reads them."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

import matching
from app.accounts.models import Account
from app.extensions import db
from app.missions.models import Mission
from app.profiles import everyday
from app.profiles.models import Profile
from app.suggestions.models import Answer, Choice

RECENT = timedelta(days=7)


def choices_of(volunteer: Account, answer: Answer | None = None) -> list[Choice]:
    """List what a person said of missions, last first."""
    wanted = (
        select(Choice)
        .join(Choice.mission)
        .options(contains_eager(Choice.mission))
        .where(Choice.volunteer_id == volunteer.id)
        .order_by(Choice.at.desc(), Choice.id.desc())
    )
    if answer:
        wanted = wanted.where(Choice.answer == answer)
    return list(db.session.scalars(wanted))


def choice_on(volunteer: Account, mission: Mission) -> Choice | None:
    """Find what a person said of one mission."""
    return db.session.scalar(
        select(Choice).where(
            Choice.volunteer_id == volunteer.id, Choice.mission_id == mission.id
        )
    )  # fmt: skip


def dismissed_pairs(volunteer_ids: Collection[int]) -> set[tuple[int, int]]:
    """Give the (person, mission) keys of every « pas pour moi » of these people."""
    rows = db.session.execute(
        select(Choice.volunteer_id, Choice.mission_id).where(
            Choice.volunteer_id.in_(volunteer_ids), Choice.answer == Answer.DISMISSED
        )
    )
    return {(row[0], row[1]) for row in rows}


def profiles_of(people: Iterable[Account]) -> dict[int, Profile]:
    """Load the profiles of some people, by the key of their account."""
    ids = [person.id for person in people]
    rows = db.session.scalars(
        select(Profile).where(Profile.account_id.in_(ids)).order_by(Profile.id)
    )
    return {profile.account_id: profile for profile in rows}


def asked_by(person: Account, profile: Profile | None) -> matching.Profile:
    """Say a person in the words of ranking; what was not said stays unknown.

    Nothing else of the account is given: no name, no age, no address beyond the commune.
    """
    home = person.commune
    place = (home.name, home.lat, home.lon) if home else (None, None, None)
    facts = {
        "id": str(person.id),
        "commune": place[0],
        "lat": place[1],
        "lon": place[2],
        **({name: getattr(profile, name) for name in ANSWERS} if profile else {}),
        "ticked": [skill for skill in profile.skills if skill in everyday.ALL] if profile else [],
    }
    return matching.Profile.from_dict({k: v for k, v in facts.items() if v not in ("", [])})


ANSWERS = (
    "skills", "interests", "wishes", "modes", "max_minutes", "slots", "hours_per_week", "french",
    "driving_licence", "no_lifting", "wheelchair", "remote_ok",
)  # fmt: skip
