"""Writing a contract before it is signed: begin, renew, write its parts, propose, take back."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal, phrases
from app.accounts.models import Account
from app.contracts import counting, life, papers, queries, rules, tidings
from app.contracts.models import Commitment, Contract, PlannedActivity, SharingConsent
from app.contracts.planned import Planned as Planned
from app.contracts.policy import policy, settings
from app.contracts.rules import CapReached, Term
from app.extensions import db
from app.lifecycle import TakenMeanwhile, flush_or_conflict
from app.papers.models import Document

FOLLOWED = ("signed", "ended", "terminated")
TAKEN_UP = ("refused", "withdrawn")
NO_EPISODE = "Commencez d’abord l’accompagnement : le contrat en fait partie."


@dataclass(frozen=True)
class Wishes:
    """What the person wants, and where they start from."""

    pathway: str | None
    assessed_on: date | None
    goals: list[str]
    strengths: str
    experience: str


def start(person: Account, by: Account) -> Contract:
    """Begin to write a contract: the next one when there was one, the same when one is begun."""
    if not life.is_the_referent(by, Someone(person.id)):
        raise Forbidden
    being_written = queries.being_written(person)
    if being_written is not None:
        return being_written
    running = queries.signed_or_over(person)
    if running is not None and running.state in ("signed", "ended"):
        return renew(running, by)
    episode = queries.open_episode(person)
    if episode is None:
        raise Conflict(NO_EPISODE)
    return _begun(
        Contract(
            state="draft",
            kind=settings().contract_type,
            episode_id=episode.id,
            volunteer_id=person.id,
            referent_id=by.id,
            pathway=episode.pathway,
        ),
        by,
    )


@dataclass(frozen=True)
class Someone:
    """Stand for whatever is about a person, to ask who mediates for them."""

    volunteer_id: int


def _begun(contract: Contract, by: Account) -> Contract:
    db.session.add(contract)
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise TakenMeanwhile from error
    journal.record("begin", contract, by=by)
    return contract


def renew(before: Contract, by: Account) -> Contract:
    """Begin the next contract with all that this one says, ready to be proposed.

    From one that was refused or withdrawn, it is the same one written again.
    """
    if not life.is_the_referent(by, before):
        raise Forbidden
    being_written = queries.being_written(before.volunteer)
    if being_written is not None:
        return being_written
    if before.state not in FOLLOWED + TAKEN_UP:
        raise TakenMeanwhile
    episode = queries.open_episode(before.volunteer)
    if episode is None:
        raise Conflict(NO_EPISODE)
    kept = ("strengths", "experience", "assessed_on")
    contract = Contract(
        state="draft",
        kind=settings().contract_type,
        episode_id=episode.id,
        volunteer_id=before.volunteer_id,
        referent_id=by.id,
        follows_id=before.id if before.state in FOLLOWED else before.follows_id,
        pathway=episode.pathway or before.pathway,
        goals=list(before.goals),
        done=["souhaits", "personne", "referent", "activites", "duree", "partage"],
        **{name: getattr(before, name) for name in kept},
    )
    contract.commitments = [
        Commitment(party=c.party, words=c.words, position=c.position) for c in before.commitments
    ]
    contract.activities = [_again(a) for a in before.activities if not _is_over(a)]
    contract.consents = [
        SharingConsent(recipient=c.recipient) for c in before.consents if c.is_given
    ]
    return _begun(contract, by)


def _is_over(activity: PlannedActivity) -> bool:
    return activity.until is not None and activity.until < clock.today()


def _again(activity: PlannedActivity) -> PlannedActivity:
    kept = ("setting", "title", "mission_id", "hours_per_week", "since", "until", "place")
    return PlannedActivity(**{name: getattr(activity, name) for name in kept})


def _write(contract: Contract, part: str, by: Account) -> None:
    if not life.is_the_referent(by, contract):
        raise Forbidden
    if contract.state != "draft":
        raise Conflict("Ce contrat est déjà proposé. Reprenez le brouillon pour le changer.")
    if part not in contract.done:
        contract.done = [*contract.done, part]
    journal.record("write", contract, by=by)
    flush_or_conflict()


def write_wishes(contract: Contract, wishes: Wishes, by: Account) -> None:
    """Write what the person wants."""
    for name, value in asdict(wishes).items():
        setattr(contract, name, value)
    _write(contract, "souhaits", by)


def write_lines(contract: Contract, party: str, lines: list[str], by: Account) -> None:
    """Write what one side commits to, line by line."""
    others = [c for c in contract.commitments if c.party != party]
    fresh = [Commitment(party=party, words=w, position=n) for n, w in enumerate(lines)]
    contract.commitments = others + fresh
    _write(contract, "personne" if party == "person" else "referent", by)


def put_activity(
    contract: Contract, planned: Planned, by: Account, activity: PlannedActivity | None = None
) -> None:
    """Add an activity to a draft, or change one."""
    if activity is None:
        activity = PlannedActivity()
        contract.activities.append(activity)
    for name, value in asdict(planned).items():
        setattr(activity, name, value)
    _write(contract, "activites", by)


def drop_activity(contract: Contract, activity: PlannedActivity, by: Account) -> None:
    """Take an activity out of a draft."""
    contract.activities.remove(activity)
    _write(contract, "activites", by)


def write_length(contract: Contract, wanted: date | None, review: date | None, by: Account) -> None:
    """Write the first day wanted, if not that of the last signature, and when to look back."""
    contract.wanted_on, contract.review_on = wanted, review
    _write(contract, "duree", by)


def write_sharing(contract: Contract, recipients: list[str], by: Account) -> None:
    """Write to whom something could be told, one line each: the person ticks them, or not."""
    known = {c.recipient: c for c in contract.consents}
    contract.consents = [known.get(r) or SharingConsent(recipient=r) for r in recipients]
    _write(contract, "partage", by)


def foreseen(contract: Contract, signed_on: date | None = None) -> Term:
    """Compute the term of a contract if it were signed by both on this day."""
    on = signed_on or clock.today()
    wanted = contract.wanted_on
    spells = counting.spells_of([contract.volunteer_id])[contract.volunteer_id]
    return rules.term(max(on, wanted) if wanted else on, spells, policy())


def propose(contract: Contract, by: Account) -> None:
    """Give the contract to read and sign, as a document that no longer changes."""
    if contract.missing:
        raise Conflict(f"Il manque encore : {phrases.listed(contract.missing.values())}.")
    try:
        term = foreseen(contract)
    except CapReached as reached:
        raise Conflict(cap_words(reached)) from reached
    contract.take(life.PROPOSE, by=by)
    contract.proposed_on = clock.today()
    contract.referent_id = by.id
    papers.freeze(contract, papers.contract_words(contract, term), by)
    tidings.to_the_person("proposed", contract)


def freeze(thing: Any, by: Account) -> Document:
    """Keep the document of something proposed elsewhere than here: imported, or fictitious."""
    if isinstance(thing, Contract):
        return papers.freeze(thing, papers.contract_words(thing, foreseen(thing)), by)
    return papers.freeze(thing, papers.sheet_words(thing), by)


def cap_words(reached: CapReached) -> str:
    """Say that no month is left."""
    months = policy().cap_months
    until = f", le {phrases.day(reached.on)}" if reached.on else ""
    return f"Les {months} mois sont finis{until}. Un nouveau contrat n’est plus possible."


def revise(thing: Any, by: Account) -> None:
    """Take a proposed contract or sheet back as a draft; what was signed must be signed again."""
    thing.take(life.REVISE, by=by)
    thing.person_signed_on = thing.referent_signed_on = None
    thing.code_hash = thing.code_sent_at = None


def withdraw(thing: Any, by: Account) -> None:
    """Give up a contract or a sheet that was not signed by both."""
    thing.take(life.WITHDRAW, by=by)
