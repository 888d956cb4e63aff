"""Erasing someone: a row without a name stays for each thing that was counted, nothing else.

What is under way is ended first, by the same acts as if the person had pressed the buttons. The
account stays as an empty shell under a new token, so that figures of past periods are what they
were; the pseudonyms of reports, drawn from the old token, lead nowhere any more.
"""

from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import selectinload

from app import clock, journal
from app.accounts.models import Account, AccountSession, Attempt, Invitation, Role
from app.accounts.throttle import account_key
from app.alerts.models import Alert
from app.associations.models import Association, Membership
from app.caseloads.models import Assignment
from app.contracts.models import CivicCommitment, Contract
from app.extensions import db, new_token
from app.introductions import actions as introductions
from app.introductions.models import Introduction
from app.letters.models import Letter
from app.letters.queries import CARRIED
from app.missions.models import Mission
from app.outreach.models import OpeningNotice
from app.passports.models import Credential, Entry, Proof
from app.placements import actions as placements
from app.placements.life import AT_WORK
from app.placements.models import Placement
from app.privacy import holdings, papers
from app.privacy.models import LastContact
from app.workshops.models import AmbassadorReferral, Enrolment, Session

NOBODY = "Personne effacée"


def end_all(person: Account) -> None:
    """Stop what is under way, so that places are free and nobody waits."""
    for placement in db.session.scalars(
        select(Placement)
        .where(Placement.volunteer_id == person.id, Placement.state.in_(AT_WORK))
        .options(selectinload(Placement.introduction))
    ):
        placements.stop(placement, by=person)
    for request in db.session.scalars(
        select(Introduction).where(
            Introduction.volunteer_id == person.id,
            Introduction.state.in_(introductions.life.OPEN),
        )
    ):
        if request.state == "suggested":
            introductions.decline_suggestion(request, by=person)
        else:
            introductions.withdraw(request, by=person)
    ahead = select(Session.id).where(Session.starts_at > clock.now())
    db.session.execute(
        update(Enrolment)
        .where(
            Enrolment.volunteer_id == person.id,
            Enrolment.session_id.in_(ahead),
            Enrolment.cancelled_at.is_(None),
        )
        .values(cancelled_at=clock.now())
    )
    db.session.flush()


def told_everyone(person: Account) -> bool:
    """Tell whether the letters that say it stops have all left for those concerned."""
    waiting = select(Letter.id).where(
        or_(*_facts(person)),
        Letter.to_id != person.id,
        Letter.channel.in_(CARRIED),
        ~_is_over(),
    )
    return db.session.scalar(waiting.limit(1)) is None


def erase(person: Account, archive_months: int) -> None:
    """Have nothing left that names this person or tells of them, but what the law keeps apart."""
    who, known = [person.id], _known_as(person)
    forget_letters(person, known)
    papers.set_apart(who, archive_months)
    _withdraw_proofs(who)
    holdings.clear_all(who)
    _leave_places(person)
    _forget_addresses(person)
    if person.role != Role.AMBASSADOR:  # their figures are by place
        person.commune = None
    empty(person)
    journal.record("erase_account", person, by=None)
    db.session.flush()


def empty(person: Account) -> None:
    """Leave the account without anything that says who it was."""
    values: dict[str, Any] = dict.fromkeys(
        ("birth_date", "email", "email_confirmed_at", "phone", "preferred_channel",
         "password_hash", "code_hash", "code_set_at", "once")
    )  # fmt: skip
    values |= {"first_name": NOBODY, "last_name": "", "postal_address": "", "token": new_token()}
    for name, value in values.items():
        setattr(person, name, value)
    person.closed_at = person.closed_at or clock.now()


def _known_as(person: Account) -> list[str]:
    """List what a letter to someone else may call the person, that is theirs alone."""
    names = [person.email, person.phone, person.full_name if person.last_name else None]
    return [name for name in names if name]


def forget_letters(person: Account, known: list[str]) -> None:
    """Forget the letters to this person, about them, or that name them."""
    facts = select(Letter.id).where(or_(*_facts(person)))
    said = [Letter.body.contains(name, autoescape=True) for name in known]
    said += [Letter.subject.contains(name, autoescape=True) for name in known]
    first = [
        and_(Letter.to_id.in_(around(person)), _is_over(), told)
        for told in (
            Letter.body.contains(person.first_name, autoescape=True),
            Letter.subject.contains(person.first_name, autoescape=True),
        )
    ]
    theirs = [Letter.to_id == person.id]
    if person.email:
        theirs.append(Letter.address == person.email)
    db.session.execute(
        delete(Letter)
        .where(or_(Letter.id.in_(facts), *theirs, *said, *first))
        .execution_options(synchronize_session=False)
    )


def _is_over() -> Any:
    return or_(
        Letter.sent_at.is_not(None), Letter.failed_at.is_not(None), Letter.recalled_at.is_not(None)
    )


def around(person: Account) -> Any:
    """Select who was written to about this person: those who followed or welcomed them."""
    referents = select(Assignment.referent_id).where(Assignment.volunteer_id == person.id)
    mediators = select(Introduction.referent_id).where(
        Introduction.volunteer_id == person.id, Introduction.referent_id.is_not(None)
    )
    ambassadors = select(AmbassadorReferral.ambassador_id).where(
        AmbassadorReferral.volunteer_id == person.id
    )
    members = (
        select(Membership.account_id)
        .join(Mission, Mission.association_id == Membership.association_id)
        .join(Introduction, Introduction.mission_id == Mission.id)
        .where(Introduction.volunteer_id == person.id)
    )
    return referents.union(mediators, ambassadors, members)


def _facts(person: Account) -> list[Any]:
    """Select the letters about what happened to this person, by what they are about."""
    found = [Letter.about == f"accounts:{person.id}"]
    for holding in holdings.HOLDINGS:
        if "id" not in holding.table.c:
            continue
        about = db.cast(holding.table.c.id, db.String(60))
        keys = select(db.literal(f"{holding.table.name}:").concat(about))
        found.append(Letter.about.in_(keys.where(holding.whose([person.id]))))
    return found


def _withdraw_proofs(who: list[int]) -> None:
    """Have the papers shown to others say that they are no longer good."""
    entries = select(Entry.id).where(Entry.volunteer_id.in_(who))
    for model, column, whose in (
        (Proof, "withdrawn_at", Proof.volunteer_id.in_(who)),
        (Credential, "revoked_at", Credential.entry_id.in_(entries)),
    ):
        db.session.execute(
            update(model)
            .where(whose, getattr(model, column).is_(None))
            .values({column: clock.now()})
            .execution_options(synchronize_session=False)
        )


def _leave_places(person: Account) -> None:
    db.session.execute(delete(Membership).where(Membership.account_id == person.id))
    db.session.execute(delete(LastContact).where(LastContact.account_id == person.id))
    db.session.execute(
        update(AccountSession)
        .where(AccountSession.acting_for_id == person.id)
        .values(acting_for_id=None)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        update(Assignment)
        .where(Assignment.volunteer_id == person.id, Assignment.until.is_(None))
        .values(until=clock.today())
        .execution_options(synchronize_session=False)
    )
    for model in (Contract, CivicCommitment):
        db.session.execute(
            update(model)
            .where(model.volunteer_id == person.id, model.state.in_(("draft", "proposed")))
            .values(state="withdrawn")
            .execution_options(synchronize_session=False)
        )


def _forget_addresses(person: Account) -> None:
    if not person.email:
        return
    db.session.execute(delete(Alert).where(Alert.email == person.email))
    db.session.execute(delete(OpeningNotice).where(OpeningNotice.email == person.email))
    db.session.execute(delete(Attempt).where(Attempt.key == account_key(person.email)))
    db.session.execute(
        delete(Invitation).where(Invitation.email == person.email)
    )  # fmt: skip


def alone_in(person: Account) -> Association | None:
    """Give the association that would have nobody left without this person."""
    ours = db.session.scalar(select(Membership).where(Membership.account_id == person.id))
    if ours is None or ours.association.state == "closed":
        return None
    others = select(Membership.id).where(
        Membership.association_id == ours.association_id, Membership.account_id != person.id
    )
    return None if db.session.scalar(others.limit(1)) else ours.association
