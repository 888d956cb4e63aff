"""Operators: who they are, the time financed for them as a dated series, each one's share of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, or_, select
from werkzeug.exceptions import Conflict, NotFound

from app import clock, journal
from app.accounts.models import Account, Role
from app.caseloads.models import FteGrant, Holding, Operator, Post
from app.extensions import db
from app.lifecycle import flush_or_conflict
from app.phrases import day as said
from app.territories.models import Territory

TARGET = 50  # people for one full-time equivalent
HEAVY, LIGHT = 100, 80  # per cent of the target
TENTH = Decimal("0.1")


class Overlap(Conflict):
    """Two grants may not finance the same day."""


@dataclass(frozen=True)
class Load:
    """How many people are accompanied, and the time there is for them."""

    people: int
    fte: Decimal | None

    @property
    def capacity(self) -> Decimal | None:
        """How many people this time is for."""
        return self.fte * TARGET if self.fte else None

    @property
    def percent(self) -> Decimal | None:
        """The part of that number that is reached; nothing when no time is financed."""
        return self.people * 100 / self.capacity if self.capacity else None

    @property
    def level(self) -> str | None:
        """Whether there are too many people, or room for more."""
        if self.percent is None:
            return None
        return "heavy" if self.percent > HEAVY else "light" if self.percent < LIGHT else "fair"

    @property
    def said(self) -> str:
        """The part reached, to one decimal, as a report writes it."""
        if self.percent is None:
            return "sans objet"
        return f"{self.percent.quantize(TENTH, ROUND_HALF_UP)}".replace(".", ",") + " %"


def written(number: Decimal | None) -> str:
    """Write a number of full-time equivalents: « 2,5 »."""
    return "" if number is None else f"{number.normalize():f}".replace(".", ",")


@dataclass(frozen=True)
class Financed:
    """So many full-time equivalents from a day to a day, both inclusive, or without end."""

    fte: Decimal
    since: date
    until: date | None


def find(token: str) -> Operator:
    """Find an operator by its token."""
    found = db.session.scalar(select(Operator).where(Operator.token == token))
    if found is None:
        raise NotFound
    return found


def of(account: Account) -> Operator | None:
    """Give the operator where this account has its post."""
    return db.session.scalar(select(Operator).join(Post).where(Post.account_id == account.id))


def create(name: str, is_internal: bool, by: Account) -> Operator:
    """Register an operator: a service of the département, or an outside body."""
    operator = Operator(name=name, is_internal=is_internal)
    db.session.add(operator)
    db.session.flush()
    journal.record("create", operator, by=by)
    return operator


def change(operator: Operator, name: str, is_internal: bool, by: Account) -> None:
    """Rename an operator, or say whether it is of the département."""
    operator.name, operator.is_internal = name, is_internal
    journal.record("change", operator, by=by)


def grants(operator: Operator) -> list[FteGrant]:
    """List what was financed, latest first."""
    return list(
        db.session.scalars(
            select(FteGrant)
            .where(FteGrant.operator_id == operator.id)
            .order_by(FteGrant.since.desc())
        )
    )


def financed(day: date) -> dict[int, Decimal]:
    """Give, by operator, the full-time equivalents financed on a day."""
    rows = db.session.execute(
        select(FteGrant.operator_id, FteGrant.fte)
        .where(FteGrant.since <= day, or_(FteGrant.until.is_(None), FteGrant.until >= day))
        .order_by(FteGrant.operator_id)
    )
    return dict(rows.all())


def overlap(operator: Operator, since: date, until: date | None) -> FteGrant | None:
    """Find a grant that finances one of these days; one without end that began before is ended."""
    for known in grants(operator):
        ends = known.until
        if ends is None and known.since < since:
            ends = since - timedelta(days=1)
        apart = (ends is not None and ends < since) or (until is not None and until < known.since)
        if not apart:
            return known
    return None


def refusal(known: FteGrant) -> str:
    """Say which grant stands in the way."""
    end = f"au {said(known.until)}" if known.until else "à plus tard, sans fin"
    known_as = f"{written(known.fte)} ETP sont déjà financés du {said(known.since)} {end}"
    return f"{known_as}. Choisissez d’autres dates."


def grant(operator: Operator, line: Financed, by: Account) -> None:
    """Finance so much time from a day; what ran without end stops the day before."""
    db.session.execute(select(Operator.id).where(Operator.id == operator.id).with_for_update())
    known = overlap(operator, line.since, line.until)
    if known is not None:
        raise Overlap(refusal(known))
    for running in grants(operator):
        if running.until is None and running.since < line.since:
            running.until = line.since - timedelta(days=1)
    added = FteGrant(operator_id=operator.id, fte=line.fte, since=line.since, until=line.until)
    db.session.add(added)
    flush_or_conflict()
    journal.record("finance", added, by=by)


def withdraw_grant(operator: Operator, token: str, by: Account) -> None:
    """Take back a line of the series written by mistake."""
    found = next((one for one in grants(operator) if one.token == token), None)
    if found is None:
        raise NotFound
    journal.record("withdraw_grant", found, by=by)
    db.session.delete(found)
    flush_or_conflict()


def posts(operator: Operator) -> list[tuple[Account, Post]]:
    """List who works for an operator, référents first, by name."""
    rows = db.session.execute(
        select(Account, Post)
        .join(Post, Post.account_id == Account.id)
        .where(Post.operator_id == operator.id, Account.closed_at.is_(None))
        .order_by(Account.role != Role.REFERENT, Account.first_name, Account.id)
    )
    return [(row[0], row[1]) for row in rows]


def shares() -> dict[int, Decimal | None]:
    """Give, by account, their own share of a full-time equivalent."""
    return dict(db.session.execute(select(Post.account_id, Post.fte).order_by(Post.id)).all())


def elsewhere(operator: Operator) -> list[Account]:
    """List the référents who do not work for this operator, by name."""
    here = select(Post.account_id).where(Post.operator_id == operator.id)
    return list(
        db.session.scalars(
            select(Account)
            .where(Account.role == Role.REFERENT, Account.closed_at.is_(None))
            .where(Account.id.not_in(here))
            .order_by(Account.first_name, Account.last_name, Account.id)
        )
    )


def place(operator: Operator, account: Account, fte: Decimal | None, by: Account) -> None:
    """Have a référent work for an operator, with a share of a full-time equivalent."""
    post = db.session.scalar(select(Post).where(Post.account_id == account.id))
    if post is None:
        post = Post(account_id=account.id)
        db.session.add(post)
    post.operator, post.fte = operator, fte
    db.session.flush()
    journal.record("place", post, by=by)


def territories() -> dict[int, list[str]]:
    """Name, by operator, the territories that its référents hold."""
    rows = db.session.execute(
        select(Post.operator_id, Territory.name)
        .join(Holding, Holding.referent_id == Post.account_id)
        .join(Territory, Territory.id == Holding.territory_id)
        .group_by(Post.operator_id, Territory.name)
        .order_by(Territory.name)
    )
    held: dict[int, list[str]] = {}
    for operator_id, name in rows:
        held.setdefault(operator_id, []).append(name)
    return held


def head_counts() -> dict[int, int]:
    """Count, by operator, its référents."""
    rows = db.session.execute(
        select(Post.operator_id, func.count())
        .join(Account, Account.id == Post.account_id)
        .where(Account.role == Role.REFERENT, Account.closed_at.is_(None))
        .group_by(Post.operator_id)
        .order_by(Post.operator_id)
    )
    return dict(rows.all())


def load_today(people: int, operator: Operator) -> Load:
    """Give the load of an operator today."""
    return Load(people, financed(clock.today()).get(operator.id))
