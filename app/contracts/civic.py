"""The engagement citoyen sheet: written for one person, one at a time, apart from the contract."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accompaniments.words import Pathway
from app.accounts.models import Account
from app.contracts import drafting, life, papers, queries, tidings
from app.contracts.models import CivicCommitment
from app.contracts.policy import settings
from app.extensions import db
from app.lifecycle import TakenMeanwhile, flush_or_conflict

LINK_NEEDED = (
    "Parcours professionnel : écrivez le lien entre cette activité et le projet d’emploi. "
    "Sans lien écrit, la fiche ne peut pas être proposée."
)
HOURS_NEEDED = "Parcours professionnel : écrivez le nombre d’heures par semaine."
TIME_NEEDED = (
    "Vérifiez avec la personne que ces heures lui laissent le temps de chercher un emploi."
)


@dataclass(frozen=True)
class Sheet:
    """What the sheet says."""

    setting: str
    activity: str
    place: str
    mission_id: int | None
    hours_per_week: float | None
    since: date | None
    until: date | None
    job_link: str
    leaves_time: bool


def begin(person: Account, sheet: Sheet, by: Account) -> CivicCommitment:
    """Write a sheet for a person: there is no other way to make one."""
    if not life.is_the_referent(by, drafting.Someone(person.id)):
        raise Forbidden
    episode = queries.open_episode(person)
    if episode is None:
        raise Conflict(drafting.NO_EPISODE)
    contract = queries.signed_or_over(person)
    made = CivicCommitment(
        state="draft",
        episode_id=episode.id,
        volunteer_id=person.id,
        referent_id=by.id,
        contract_id=contract.id if contract else None,
        pathway=episode.pathway,
        **asdict(sheet),
    )
    db.session.add(made)
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("Une fiche est déjà en cours avec cette personne.") from error
    journal.record("begin", made, by=by)
    return made


def change(made: CivicCommitment, sheet: Sheet, by: Account) -> None:
    """Change what a draft says."""
    if not life.is_the_referent(by, made):
        raise Forbidden
    if made.state != "draft":
        raise TakenMeanwhile
    for name, value in asdict(sheet).items():
        setattr(made, name, value)
    journal.record("write", made, by=by)
    flush_or_conflict()


def problems(made: CivicCommitment) -> list[str]:
    """Say what forbids proposing a sheet: the law protects people close to a job."""
    found = []
    if pathway_of(made) == Pathway.PROFESSIONAL:
        if not made.job_link.strip():
            found.append(LINK_NEEDED)
        if made.hours_per_week is None:
            found.append(HOURS_NEEDED)
        most = settings().civic_weekly_hours
        if (made.hours_per_week or 0) + hours_elsewhere(made) > most:
            found.append(
                f"Parcours professionnel : {most} heures par semaine au plus, toutes fiches "
                "comprises, pour laisser le temps de chercher un emploi."
            )
    if not made.leaves_time:
        found.append(TIME_NEEDED)
    return found


def pathway_of(made: CivicCommitment) -> str | None:
    """Give the pathway of the person today; that of a sheet under way stays as it was."""
    episode = queries.open_episode(made.volunteer) if made.state == "draft" else None
    return episode.pathway if episode else made.pathway


def hours_elsewhere(made: CivicCommitment) -> float:
    """Add up the hours of the other sheets that this one would run beside."""
    day = clock.today()
    return float(
        db.session.scalar(
            select(func.coalesce(func.sum(CivicCommitment.hours_per_week), 0)).where(
                CivicCommitment.volunteer_id == made.volunteer_id,
                CivicCommitment.state == "signed",
                CivicCommitment.id != made.id,
                CivicCommitment.id != (made.follows_id or 0),
                CivicCommitment.until >= day,
            )
        )
        or 0
    )


def propose(made: CivicCommitment, by: Account) -> None:
    """Give the sheet to read: the person signs, or says no in one click."""
    found = problems(made)
    if found:
        raise Conflict(" ".join(found))
    made.pathway = pathway_of(made)
    made.take(life.PROPOSE, by=by)
    made.proposed_on, made.referent_id = clock.today(), by.id
    papers.freeze(made, papers.sheet_words(made), by)
    tidings.to_the_person("proposed", made)


def stop(made: CivicCommitment, by: Account | None, on: date | None = None) -> None:
    """Stop at once, in one click, without a reason: it changes nothing."""
    made.take(life.STOP, by=by)
    made.closed_on = on or clock.today()
    if by is not None and life.is_the_person(by, made):
        tidings.to_who_mediates("answered", made, by=by, said="stopped")


def renew(before: CivicCommitment, by: Account) -> CivicCommitment:
    """Write the next sheet with all that this one says."""
    if before.state not in ("signed", "ended"):
        raise TakenMeanwhile
    kept = (
        "setting", "activity", "place", "mission_id", "hours_per_week", "job_link", "leaves_time",
    )  # fmt: skip
    again = {name: getattr(before, name) for name in kept}
    made = begin(before.volunteer, Sheet(**again, since=None, until=None), by)
    made.follows_id = before.id
    if before.until and before.until >= clock.today():
        made.since = date.fromordinal(before.until.toordinal() + 1)
    flush_or_conflict()
    return made
