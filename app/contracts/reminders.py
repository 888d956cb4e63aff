"""What the dates bring to contracts and sheets: kind words before the end, the end itself."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from app import clock
from app.accompaniments.models import Episode
from app.contracts import actions, civic, rules, tidings
from app.contracts.models import CivicCommitment, Contract
from app.contracts.policy import policy
from app.extensions import db
from app.introductions.reminders import HOUR, one_by_one
from app.worker import duty

LATE = timedelta(days=7)
EXIT = "Fin de l’accompagnement"


@duty("contracts remind", every=HOUR)
def remind() -> int:
    """Do what is due today for each contract and sheet, and say how many moved or were told of."""
    moved = sum(one_by_one(i, _look_at) for i in due())
    return moved + sum(one_by_one(i, _look_at_sheet) for i in sheets_due())


def due() -> list[int]:
    """List the contracts that end soon, are over, or outlive their accompaniment."""
    soon = clock.today() + timedelta(days=rules.NOTICES[0])
    open_ones = and_(
        Contract.state == "signed",
        or_(Contract.ends_on <= soon, Episode.ended_on.is_not(None)),
    )
    last = and_(Contract.state == "renewed", Contract.closed_on.is_(None))
    outlived = and_(last, Contract.ends_on > Episode.ended_on)
    found = (
        select(Contract.id)
        .join(Episode, Episode.id == Contract.episode_id)
        .where(or_(open_ones, outlived))
        .order_by(Contract.id)
    )
    return list(db.session.scalars(found))


def sheets_due() -> list[int]:
    """List the sheets that are over, or outlive their accompaniment."""
    found = (
        select(CivicCommitment.id)
        .join(Episode, Episode.id == CivicCommitment.episode_id)
        .where(
            CivicCommitment.state == "signed",
            or_(CivicCommitment.until < clock.today(), Episode.ended_on.is_not(None)),
        )
        .order_by(CivicCommitment.id)
    )
    return list(db.session.scalars(found))


def _locked(table: Any, row_id: int) -> Any:
    return db.session.scalar(
        select(table)
        .where(table.id == row_id)
        .with_for_update(of=table)
        .execution_options(populate_existing=True)
    )


def _look_at(contract_id: int) -> bool:
    contract = _locked(Contract, contract_id)
    if contract.state not in ("signed", "renewed"):
        return False
    left_on = _exit_of(contract)
    if left_on is not None and left_on < contract.ends_on:
        return _close(contract, left_on)
    if contract.state != "signed":
        return False
    if contract.ends_on < clock.today():
        actions.end(contract)
        return True
    return _tell(contract)


def _exit_of(thing: Any) -> date | None:
    return db.session.scalar(select(Episode.ended_on).where(Episode.id == thing.episode_id))


def _close(contract: Contract, left_on: date) -> bool:
    """Stop with the accompaniment; a term that had not begun never runs."""
    assert contract.effective_on is not None  # noqa: S101 - signed
    on = max(left_on, contract.effective_on - rules.DAY)
    if contract.state == "signed":
        actions.terminate(contract, on, EXIT, by=None)
        return True
    contract.closed_on, contract.closing_reason = on, EXIT
    return True


def _tell(contract: Contract) -> bool:
    """Write once for each notice; those missed by more than a week are not caught up."""
    today = clock.today()
    assert contract.ends_on is not None  # noqa: S101 - signed
    for days, on in reversed(rules.reminders(contract.ends_on, policy())):
        if on <= today <= on + LATE:
            if str(days) in contract.noticed:
                return False
            contract.noticed = [*contract.noticed, str(days)]
            tidings.to_the_person("ending", contract, ends_on=contract.ends_on)
            return True
    return False


def _look_at_sheet(sheet_id: int) -> bool:
    sheet = _locked(CivicCommitment, sheet_id)
    left_on = _exit_of(sheet)
    if sheet.state != "signed":
        return False
    if left_on is not None and (sheet.until is None or left_on < sheet.until):
        civic.stop(sheet, by=None, on=max(left_on, sheet.since or left_on))
        return True
    if sheet.until is None or sheet.until >= clock.today():
        return False
    actions.end(sheet)
    return True
