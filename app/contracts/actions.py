"""What happens to a contract once it is proposed: refused, amended, stopped, ended, told apart."""

from datetime import date
from typing import Any

from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.accounts.models import Account
from app.contracts import life, papers, tidings
from app.contracts.models import (
    Amendment,
    CivicCommitment,
    Contract,
    PlannedActivity,
    SharingConsent,
)
from app.contracts.planned import Planned
from app.extensions import db
from app.lifecycle import TakenMeanwhile, flush_or_conflict


def refuse(thing: Any, by: Account) -> None:
    """Say no, in one click, with no reason."""
    thing.take(life.REFUSE if isinstance(thing, Contract) else life.SAY_NO, by=by)
    thing.decided_on = clock.today()
    tidings.to_who_mediates("answered", thing, by=by, said="refused")


def amend(contract: Contract, planned: Planned, by: Account) -> Amendment:
    """Propose to add an activity to a signed contract: both sign it again, as it becomes."""
    _for_the_referent(contract, by)
    if contract.state != "signed":
        raise TakenMeanwhile
    if waiting(contract) is not None:
        raise Conflict("Un avenant attend déjà. Signez-le ou retirez-le d’abord.")
    amendment = Amendment(state="proposed", activity=planned.told(), contract=contract)
    contract.amendments.append(amendment)
    journal.record("amend", contract, by=by)
    flush_or_conflict()
    papers.freeze(amendment, papers.amendment_words(amendment), by)
    tidings.to_the_person("amendment", contract, title=planned.title)
    return amendment


def waiting(contract: Contract) -> Amendment | None:
    """Give the amendment of a contract that waits for a signature."""
    return next((a for a in contract.amendments if a.state == "proposed"), None)


def decline_amendment(amendment: Amendment, by: Account) -> None:
    """Leave the contract as it is, in one click and with no reason."""
    amendment.take(life.REFUSE, by=by)
    amendment.answered_on = clock.today()
    tidings.to_who_mediates("amended", amendment.contract, by=by, yes=False, title=amendment.title)


def withdraw_amendment(amendment: Amendment, by: Account) -> None:
    """Give up an amendment that was not signed by both."""
    amendment.take(life.WITHDRAW, by=by)
    amendment.answered_on = clock.today()


def terminate(contract: Contract, on: date, reason: str, by: Account | None) -> None:
    """Stop a contract before its end: this day is its last, and the reason is kept."""
    contract.take(life.TERMINATE, by=by)
    contract.closed_on, contract.closing_reason = on, reason
    if by is not None:
        tidings.to_the_person("stopped", contract, on=on)


def cancel(thing: Any, reason: str, by: Account) -> None:
    """Say that a contract was signed by mistake: it counts nowhere, and stays to be read."""
    thing.take(life.CANCEL, by=by)
    thing.in_error, thing.closing_reason = True, reason
    kind = type(thing)
    before = db.session.get(kind, thing.follows_id) if thing.follows_id else None
    if before is not None and before.may_take(life.RESTORE, by):
        before.take(life.RESTORE, by=by)


def end(thing: Any) -> None:
    """End at the planned date: the clock does."""
    thing.take(life.END, by=None)


def settle(contract: Contract, by: Account) -> None:
    """Say that nothing follows this contract for now, so that nobody is asked again."""
    _for_the_referent(contract, by)
    contract.settled_on = clock.today()
    journal.record("settle", contract, by=by)


def give_copy(contract: Contract, medium: str, on: date, by: Account) -> None:
    """Note the day the person got their copy, and how."""
    _for_the_referent(contract, by)
    contract.copy_medium, contract.copy_given_on = medium, on
    journal.record("give_copy", contract, by=by)


def count_hours(
    activity: PlannedActivity | CivicCommitment, of: Any, counts: bool | None, by: Account
) -> None:
    """Say whether an activity counts in the weekly hours: the référent alone decides."""
    _for_the_referent(of, by)
    activity.counts_toward_weekly_hours = counts
    journal.record("count_hours", of, by=by)


def share(contract: Contract, consent: SharingConsent, by: Account, *, yes: bool) -> None:
    """Let something be told to someone, or no longer: the person alone decides."""
    if not life.is_the_person(by, contract):
        raise Forbidden
    if yes:
        consent.agreed_on, consent.withdrawn_on = clock.today(), None
    elif consent.agreed_on is None:
        raise Conflict("Rien n’est partagé. Il n’y a rien à retirer.")
    else:
        consent.withdrawn_on = clock.today()
    journal.record("share" if yes else "stop_sharing", contract, by=by)


def _for_the_referent(thing: Any, by: Account) -> None:
    if not life.is_the_referent(by, thing):
        raise Forbidden
