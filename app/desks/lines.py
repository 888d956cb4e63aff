"""Where each person is, in one line: what is shown, what is known, and why it asks for care."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from app import clock
from app.accounts.models import Account
from app.contracts.models import Contract
from app.desks.attention import Facts, Reason, rank, reasons
from app.introductions.models import Introduction
from app.placements.models import Placement

AT_WORK = {"trial": "essai", "paused": "pause"}
ON_THE_WAY = {
    "suggested": "Proposée",
    "asked": "À valider",
    "approved": "Attend une place",
    "sent": "Chez l’association",
    "accepted": "Rendez-vous à fixer",
    "meeting_planned": "Rendez-vous prévu",
    "met": "Rencontre faite",
}


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


@dataclass(frozen=True)
class Doing:
    """A mission, or a request on its way to one, in a few words; without a page when elsewhere."""

    words: str
    note: str = ""
    endpoint: str = ""
    token: str = ""


@dataclass
class Line:
    """Everything the caseload shows of one person."""

    person: Account
    since: date | None = None
    absent: str = ""
    until: date | None = None
    profile_done: bool = False
    path: Path | None = None
    left_on: date | None = None
    pace: Pace = field(default_factory=Pace)
    introductions: list[Introduction] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    barriers: int = 0
    difficulty_since: date | None = None

    @property
    def doings(self) -> list[Doing]:
        """The missions, then those found elsewhere, then the requests."""
        found = [
            Doing(p.mission.title, AT_WORK.get(p.state, ""), "placements.show", p.token)
            for p in self.placements
        ]
        found += [Doing(organisation, "trouvée ailleurs") for organisation in self.own]
        for one in self.introductions:
            words = f"{ON_THE_WAY.get(one.state, 'En cours')} : {one.mission.title}"
            found.append(Doing(words, "", "introductions.show", one.token))
        return found

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
            left_on=self.left_on,
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
    def rank(self) -> tuple[bool, int, int, date]:
        """Where this person stands, first things first."""
        return rank(self.facts, clock.today())

    def _since(self, state: str) -> date | None:
        moments = [i.state_since for i in self.introductions if i.state == state]
        return clock.in_paris(min(moments)).date() if moments else None


def ranked(lines: Iterable[Line]) -> list[Line]:
    """Sort lines, first things first."""
    return sorted(lines, key=lambda line: (*line.rank, line.person.full_name))
