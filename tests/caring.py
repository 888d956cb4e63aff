"""What a référent’s people live, written straight into the tables: only the facts of a story."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from app import clock
from app.accompaniments.models import Barrier, Episode, Interview
from app.accounts.models import Account
from app.caseloads import assigning
from app.caseloads.models import Assignment, Operator, Post
from app.contracts.models import Contract
from app.extensions import db
from app.placements.models import Placement
from app.threads.models import Thread
from tests import people

_number = count(1)
FIRST = ("Amina", "Karim", "Lucie", "Yves", "Sofia", "Tesfay", "Élodie", "Noé", "Chloé", "Idir")
LAST = ("Benali", "Diallo", "Ferrand", "Thibaud", "N’Diaye", "Rodrigues-Pereira", "Çelik")


def days_ago(days: int) -> date:
    """Give the civil day so many days before today."""
    return clock.today() - timedelta(days=days)


def keep(*things: Any) -> Any:
    """Write these rows for good, and give the first back."""
    db.session.add_all(things)
    db.session.commit()
    return things[0]


def a_post(referent: Account, operator: Operator | None = None, **facts: Any) -> Operator:
    """Give a référent a post in an operator."""
    operator = operator or Operator(name=f"Relais {next(_number)}")
    db.session.add(operator)
    db.session.flush()
    keep(Post(account_id=referent.id, operator_id=operator.id, **facts))
    return operator


def accompanied(
    referent: Account, first_name: str = "Awa", *, since: int = 60, **facts: Any
) -> Account:
    """Have someone accompanied by this référent since so many days."""
    return begun(people.a_volunteer(first_name, followed_by=referent, **facts), since)


def begun(person: Account, since: int = 60, **facts: Any) -> Account:
    """Have the accompaniment of someone begin so many days ago."""
    assignment = assigning.open_assignment(person.id)
    assert isinstance(assignment, Assignment)
    assignment.since = days_ago(since)
    keep(
        Episode(
            state=facts.pop("state", "started"), volunteer_id=person.id,
            referred_on=days_ago(since), started_on=days_ago(since), **facts,
        )
    )  # fmt: skip
    return person


def an_interview(
    person: Account, referent: Account, on: date, state: str = "held", **facts: Any
) -> Interview:
    """Write an interview of a day."""
    return keep(
        Interview(
            state=state, volunteer_id=person.id, referent_id=referent.id, on=on,
            mode=facts.pop("mode", "in_person"), **facts,
        )
    )  # fmt: skip


def a_contract(
    person: Account, referent: Account, ends_on: date, state: str = "signed", **facts: Any
) -> Contract:
    """Write a contract that ends on a day."""
    episode = db.session.query(Episode).filter_by(volunteer_id=person.id, ended_on=None).one()
    begins = ends_on - timedelta(days=181)
    return keep(
        Contract(
            state=state, kind="cer", episode_id=episode.id, volunteer_id=person.id,
            referent_id=referent.id, anchor_on=begins, effective_on=begins, signed_on=begins,
            ends_on=ends_on, **facts,
        )
    )  # fmt: skip


def a_need(
    person: Account, referent: Account, need: str = "Un casque à sa taille", **facts: Any
) -> Barrier:
    """Write an open need."""
    return keep(
        Barrier(
            volunteer_id=person.id, theme=facts.pop("theme", "mobilite"), need=need,
            opened_by_id=referent.id, **facts,
        )
    )  # fmt: skip


def at_work(person: Account, mission: Any, state: str = "active", since: int = 20) -> Placement:
    """Have someone at work in a mission."""
    thread = keep(Thread())
    return keep(
        Placement(
            state=state, volunteer_id=person.id, mission_id=mission.id, thread_id=thread.id,
            started_on=days_ago(since),
        )
    )  # fmt: skip


def a_caseload(referent: Account, size: int = 60) -> list[Account]:
    """Have a référent follow many people, each somewhere else on the way."""
    titles = ("Servir le café", "Aide aux devoirs", "Arroser le jardin")
    missions = [people.a_mission(title=title) for title in titles]
    made = [_one_of_many(referent, n) for n in range(size)]
    for n, person in enumerate(made):
        if n % 4 < 2:
            a_contract(person, referent, days_ago(5 - (n * 11) % 170))
        if n % 5 < 2:
            at_work(person, missions[n % 3], "trial" if n % 10 == 0 else "active")
        if n % 6 == 0:
            a_need(person, referent)
    return made


def _one_of_many(referent: Account, n: int) -> Account:
    person = people.a_volunteer(
        FIRST[n % 10],
        followed_by=referent,
        last_name=LAST[(n + n // 7) % 7],
        email=f"p{next(_number)}@example.org",
        confirmed_at=None if n % 17 == 0 else clock.now(),
    )
    begun(person, 40 + n, state="suspended" if n % 19 == 5 else "started")
    an_interview(person, referent, days_ago(3 + (n * 5) % 55))
    if n % 3 == 0:
        an_interview(person, referent, days_ago(-(2 + n % 20)), "planned")
    return person


def operator_of(referent: Account) -> Any:
    """Select the operator where a référent has their post."""
    return select(Post.operator_id).where(Post.account_id == referent.id)
