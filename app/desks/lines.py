"""Where each person is, in one line; a handful of queries whatever the number of people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import String, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import joinedload, lazyload

from app import clock
from app.accompaniments.models import Barrier, Episode, Interview
from app.accounts.models import Account
from app.associations.models import Association
from app.contracts.models import Contract
from app.desks.attention import Facts, Reason, rank, reasons
from app.extensions import db
from app.introductions.life import OPEN
from app.introductions.models import Introduction
from app.missions.models import Mission
from app.placements.life import AT_WORK
from app.placements.models import OwnEngagement, Placement
from app.profiles.models import Profile
from app.threads.models import Difficulty

LIVE_BARRIERS = ("open", "in_progress")
LIVE_ENGAGEMENTS = ("declared", "confirmed")
LIVE_CONTRACTS = ("draft", "proposed", "signed", "ended")


@dataclass(frozen=True)
class Pace:
    """The last interview held, the next one planned, the first one past that nobody recorded."""

    last: date | None = None
    next: date | None = None
    next_at: datetime | None = None
    unrecorded: date | None = None


@dataclass(frozen=True)
class Path:
    """The accompaniment under way."""

    token: str
    state: str
    started_on: date | None
    next_step: str
    next_step_on: date | None


@dataclass
class Line:
    """Everything the caseload shows of one person."""

    person: Account
    since: date | None = None
    absent: str = ""
    until: date | None = None
    profile_done: bool = False
    path: Path | None = None
    pace: Pace = field(default_factory=Pace)
    introductions: list[Introduction] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    barriers: int = 0
    difficulty_since: date | None = None

    @property
    def contract(self) -> Contract | None:
        """The contract in force; failing which the one over, then the one being written."""
        order = {"signed": 2, "ended": 1}
        ranked = [(order.get(c.state, 0), c.ends_on or date.min, c.id, c) for c in self.contracts]
        return max(ranked)[-1] if ranked else None

    @property
    def contract_ends(self) -> date | None:
        """The last day of the contract in force, or of the one over."""
        contract = self.contract
        return contract.ends_on if contract and contract.state in ("signed", "ended") else None

    @property
    def successor(self) -> Contract | None:
        """The contract being written or signed that comes after the one in force."""
        held = self.contract
        later = [c for c in self.contracts if c is not held and c.state in ("draft", "proposed")]
        return later[-1] if later else None

    @property
    def suspended(self) -> bool:
        """Whether the accompaniment waits."""
        return self.path is not None and self.path.state == "suspended"

    @property
    def on_trial(self) -> bool:
        """Whether a mission is being tried."""
        return any(placement.state == "trial" for placement in self.placements)

    @cached_property
    def last_news(self) -> date:
        """When something last moved for this person."""
        moves = [clock.in_paris(i.state_since).date() for i in self.introductions]
        moves += [clock.in_paris(p.state_since).date() for p in self.placements]
        moves += [c.signed_on for c in self.contracts if c.signed_on]
        moves += [day for day in (self.pace.last, self.since) if day]
        return max(moves, default=clock.in_paris(self.person.created_at).date())

    @cached_property
    def facts(self) -> Facts:
        """What is known of this person, as days."""
        path = self.path
        return Facts(
            last_news=self.last_news,
            profile_done=self.profile_done,
            at_work=bool(self.placements or self.own),
            on_trial=self.on_trial,
            followed_since=self.since,
            started_on=path.started_on if path else None,
            suspended=self.suspended,
            last_held=self.pace.last,
            planned=self.pace.next,
            unrecorded=self.pace.unrecorded,
            contract_ends=self.contract_ends,
            contract_followed=self.successor is not None,
            step_on=path.next_step_on if path else None,
            asked=self._since("asked"),
            silent_since=self._since("sent"),
            dateless_since=self._since("accepted"),
            difficulty_since=self.difficulty_since,
        )

    @cached_property
    def reasons(self) -> list[Reason]:
        """Why this person asks for care, the strongest first."""
        return reasons(self.facts, clock.today())

    @property
    def said(self) -> list[Reason]:
        """The reasons worth a place in a row: those that press, else the first."""
        return [reason for reason in self.reasons if reason.presses][:3] or self.reasons[:1]

    @property
    def rank(self) -> tuple[int, int, date]:
        """Where this person stands, first things first."""
        return rank(self.facts, clock.today())

    def _since(self, state: str) -> date | None:
        moments = [i.state_since for i in self.introductions if i.state == state]
        return clock.in_paris(min(moments)).date() if moments else None


def ranked(lines: Iterable[Line]) -> list[Line]:
    """Sort lines, first things first."""
    return sorted(lines, key=lambda line: (*line.rank, line.person.full_name))


def of_people(people: Iterable[Account]) -> list[Line]:
    """Give the line of each of these people, in the order given."""
    return fill([Line(person) for person in people])


def fill(lines: list[Line]) -> list[Line]:
    """Read what each line says."""
    found = {line.person.id: line for line in lines}
    if found:
        for read in (
            _read_paths,
            _read_introductions,
            _read_placements,
            _read_contracts,
            _read_counts,
        ):
            read(found)
    return lines


def _read_paths(found: dict[int, Line]) -> None:
    """Read the profile, the accompaniment and the pace of interviews of everyone, at once."""
    pace = _pace(found).subquery()
    rows = db.session.execute(
        select(
            Account.id, Profile.confirmed_at, Episode.token, Episode.state, Episode.started_on,
            Episode.next_step, Episode.next_step_on,
            pace.c.last, pace.c.next, pace.c.next_at, pace.c.unrecorded,
        )
        .outerjoin(Profile, Profile.account_id == Account.id)
        .outerjoin(Episode, (Episode.volunteer_id == Account.id) & Episode.ended_on.is_(None))
        .outerjoin(pace, pace.c.volunteer_id == Account.id)
        .where(Account.id.in_(found))
    )  # fmt: skip
    for account_id, confirmed_at, token, state, started_on, step, step_on, *days in rows:
        line = found[account_id]
        line.profile_done = confirmed_at is not None
        line.path = Path(token, state, started_on, step, step_on) if token else None
        line.pace = Pace(*days)


def _pace(found: Iterable[int]) -> Any:
    planned, today = Interview.state == "planned", clock.today()
    ahead = planned & (Interview.on >= today)
    return (
        select(
            Interview.volunteer_id,
            func.max(case((Interview.state == "held", Interview.on))).label("last"),
            func.min(case((ahead, Interview.on))).label("next"),
            func.min(case((ahead, Interview.at))).label("next_at"),
            func.min(case((planned & (Interview.on < today), Interview.on))).label("unrecorded"),
        )
        .where(Interview.volunteer_id.in_(found))
        .group_by(Interview.volunteer_id)
    )


def mission_alone(of: Any) -> Any:
    """Read a mission with the name of its association, and nothing around them."""
    return joinedload(of).options(
        lazyload(Mission.commune),
        joinedload(Mission.association).options(lazyload(Association.commune)),
    )


def _read_introductions(found: dict[int, Line]) -> None:
    rows = db.session.scalars(
        select(Introduction)
        .where(Introduction.volunteer_id.in_(found), Introduction.state.in_(OPEN))
        .options(
            lazyload(Introduction.volunteer),
            lazyload(Introduction.referent),
            mission_alone(Introduction.mission),
        )
        .order_by(Introduction.state_since, Introduction.id)
    )
    for introduction in rows:
        found[introduction.volunteer_id].introductions.append(introduction)


def _read_placements(found: dict[int, Line]) -> None:
    rows = db.session.scalars(
        select(Placement)
        .where(Placement.volunteer_id.in_(found), Placement.state.in_(AT_WORK))
        .options(lazyload(Placement.volunteer), mission_alone(Placement.mission))
        .order_by(Placement.started_on, Placement.id)
    )
    for placement in rows:
        found[placement.volunteer_id].placements.append(placement)


def _read_contracts(found: dict[int, Line]) -> None:
    """Read the contracts of the accompaniments under way."""
    rows = db.session.scalars(
        select(Contract)
        .join(Episode, Episode.id == Contract.episode_id)
        .where(
            Contract.volunteer_id.in_(found),
            Contract.state.in_(LIVE_CONTRACTS),
            Contract.in_error.is_(False),
            Episode.ended_on.is_(None),
        )
        .options(lazyload(Contract.volunteer), lazyload(Contract.referent))
        .order_by(Contract.ends_on, Contract.id)
    )
    for contract in rows:
        found[contract.volunteer_id].contracts.append(contract)


def _read_counts(found: dict[int, Line]) -> None:
    """Read what is open beside the missions of the site: needs, difficulties, own engagements."""
    for kind, volunteer_id, since, words in _open_things(found):
        line = found[volunteer_id]
        if kind == "barrier":
            line.barriers += 1
        elif kind == "own":
            line.own.append(words)
        else:
            line.difficulty_since = clock.in_paris(since).date()


def _open_things(found: Iterable[int]) -> Iterator[Any]:
    ids = list(found)
    none = cast(null(), Difficulty.opened_at.type)
    barriers = select(
        literal("barrier"), Barrier.volunteer_id, none, literal("", String)
    ).where(Barrier.volunteer_id.in_(ids), Barrier.status.in_(LIVE_BARRIERS))  # fmt: skip
    own = select(
        literal("own"), OwnEngagement.volunteer_id, none, OwnEngagement.organisation
    ).where(OwnEngagement.volunteer_id.in_(ids), OwnEngagement.state.in_(LIVE_ENGAGEMENTS))
    difficulties = select(
        literal("difficulty"), Difficulty.volunteer_id, Difficulty.opened_at, literal("", String)
    ).where(Difficulty.volunteer_id.in_(ids), Difficulty.closed_at.is_(None))  # fmt: skip
    yield from db.session.execute(union_all(difficulties, barriers, own))
