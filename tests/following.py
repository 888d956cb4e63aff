"""Lives of people followed, written at the dates a story needs."""

from datetime import date, datetime
from itertools import count
from typing import Any

from app import clock
from app.accompaniments.models import ActivityStart, Episode, FollowUp, Interview
from app.accounts.models import Account, Role
from app.caseloads.models import Assignment, FteGrant, Operator, Post
from app.contracts.models import CivicCommitment, Contract, PlannedActivity
from app.extensions import db
from app.introductions.models import Introduction
from app.missions.models import Mission
from app.placements.models import OwnEngagement, Placement
from app.threads.models import Thread
from app.workshops.models import AmbassadorReferral, Enrolment, Session, Workshop
from tests import people

_number = count(1)


def day(text: str) -> date:
    """Read a day as people write it: 31/03/2026."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a civil day


def kept(thing: Any) -> Any:
    """Keep a row, and give it back."""
    db.session.add(thing)
    db.session.flush()
    return thing


def someone(first_name: str = "Nora", **facts: Any) -> Account:
    """Open a volunteer’s account, without anything else."""
    return kept(Account(role=Role.VOLUNTEER, first_name=f"{first_name}{next(_number)}", **facts))


def an_operator(name: str = "", fte: Any = None, since: str = "01/01/2020") -> Operator:
    """Finance an operator."""
    operator = kept(Operator(name=name or f"Opérateur {next(_number)}"))
    if fte is not None:
        kept(FteGrant(operator_id=operator.id, since=day(since), fte=fte))
    return operator


def a_colleague(operator: Operator, first_name: str = "Claire") -> Account:
    """Employ a référent."""
    referent = people.an_account(Role.REFERENT, first_name, last_name="Duval")
    kept(Post(account_id=referent.id, operator_id=operator.id))
    return referent


def followed(
    person: Account, by: Account, since: date, until: date | None = None, **at: Any
) -> Any:
    """Have a référent follow someone, between two days."""
    return kept(
        Assignment(volunteer_id=person.id, referent_id=by.id, since=since, until=until, **at)
    )


def accompanied(person: Account, since: date, until: date | None = None, **facts: Any) -> Episode:
    """Accompany someone between two days."""
    return kept(
        Episode(
            volunteer_id=person.id, referred_on=since, started_on=since, ended_on=until,
            state="ended" if until else "started", **facts,
        )
    )  # fmt: skip


def a_contract(episode: Episode, by: Account, effect: date, ends: date, **facts: Any) -> Contract:
    """Have a contract signed, its activities given as (setting, day added)."""
    activities = facts.pop("activities", ())
    contract = kept(
        Contract(
            **{
                "episode_id": episode.id, "volunteer_id": episode.volunteer_id,
                "referent_id": by.id, "kind": "ce", "state": "signed", "anchor_on": effect,
                "effective_on": effect, "ends_on": ends, "signed_on": effect, **facts,
            }
        )
    )  # fmt: skip
    for setting, added in activities:
        kept(
            PlannedActivity(
                contract_id=contract.id, setting=setting, title="Au jardin", added_on=added
            )
        )
    return contract


def a_sheet(
    episode: Episode, by: Account, decided: date, state: str = "signed", **facts: Any
) -> Any:
    """Have an engagement citoyen sheet decided on."""
    return kept(
        CivicCommitment(
            episode_id=episode.id, volunteer_id=episode.volunteer_id, referent_id=by.id,
            setting="association", activity="Arroser", proposed_on=decided, decided_on=decided,
            state=state, **facts,
        )
    )  # fmt: skip


def met(person: Account, by: Account, on: date, state: str = "held") -> Interview:
    """Plan an interview, held unless said otherwise."""
    return kept(
        Interview(volunteer_id=person.id, referent_id=by.id, on=on, mode="in_person", state=state)
    )


def a_group(by: Account, kind: str = "workshop", operators: Any = (), **facts: Any) -> Workshop:
    """Set up a workshop or a collective action."""
    made = Workshop(kind=kind, title="Prendre la parole", organiser_id=by.id, **facts)
    made.operators = list(operators)
    return kept(made)


def a_session(of: Workshop, on: date, *present: Account, **facts: Any) -> Session:
    """Hold a session, with who was present."""
    session = kept(
        Session(
            workshop_id=of.id, on=on, starts_at=clock.from_paris(on, 10),
            ends_at=clock.from_paris(on, 12), place="Salle 1", capacity=12, **facts,
        )
    )  # fmt: skip
    for person in present:
        enrolled(session, person, "present")
    return session


def enrolled(session: Session, person: Account, attendance: str | None) -> Enrolment:
    """Note whether someone came."""
    return kept(
        Enrolment(
            session_id=session.id, volunteer_id=person.id, enrolled_by_id=person.id,
            attendance=attendance,
        )
    )  # fmt: skip


def at_work(person: Account, mission: Mission, on: date, confirmed: date | None) -> Placement:
    """Have someone begin a mission, their first day confirmed or not."""
    thread = kept(Thread())
    return kept(
        Placement(
            volunteer_id=person.id, mission_id=mission.id, thread_id=thread.id, started_on=on,
            confirmed_on=confirmed, state="active",
        )
    )  # fmt: skip


def introduced(person: Account, mission: Mission, at: datetime, **facts: Any) -> Introduction:
    """Begin a request to meet."""
    thread = kept(Thread())
    facts = {"origin": "asked", "state": "asked", "state_since": at, **facts}
    return kept(
        Introduction(
            volunteer_id=person.id, mission_id=mission.id, thread_id=thread.id, created_at=at,
            **facts,
        )
    )  # fmt: skip


def own_engagement(person: Account, on: date, confirmed: date | None, **facts: Any) -> Any:
    """Have someone tell of a mission found without the site."""
    state = "confirmed" if confirmed else "declared"
    return kept(
        OwnEngagement(
            volunteer_id=person.id, organisation="L’Escale", what="Accueil", started_on=on,
            confirmed_on=confirmed, **{"state": state, **facts},
        )
    )  # fmt: skip


def works(person: Account, by: Account, kind: str, on: date, episode: Episode | None = None) -> Any:
    """Note that someone starts a job."""
    return kept(
        ActivityStart(
            volunteer_id=person.id, kind=kind, started_on=on, noted_by_id=by.id,
            episode_id=episode.id if episode else None,
        )
    )  # fmt: skip


def referred(person: Account, by: Account, to: Account, on: date, state: str = "referred") -> Any:
    """Put someone in touch with an ambassador."""
    return kept(
        AmbassadorReferral(
            volunteer_id=person.id, referent_id=by.id, ambassador_id=to.id, referred_on=on,
            state=state,
        )
    )  # fmt: skip


def six_months_after(episode: Episode, due: date, **told: Any) -> FollowUp:
    """Have a follow-up due, and what came of it."""
    return kept(
        FollowUp(volunteer_id=episode.volunteer_id, episode_id=episode.id, due_on=due, **told)
    )
