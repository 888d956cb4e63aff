"""What the indicators read of people followed: accompaniments, contracts, interviews, exits."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import func, or_, select

from app.accompaniments.models import (
    ActivityRule,
    ActivityStart,
    Episode,
    ExitMapping,
    FollowUp,
    Interview,
    Suspension,
)
from app.accounts.models import Account, Role
from app.caseloads.models import Assignment, FteGrant, Post
from app.contracts.models import CivicCommitment, Contract, PlannedActivity
from app.indicators.lives import Held, Lives, Stay
from app.indicators.periods import Period
from app.indicators.reading import Reading, fetched, read_day

SIGNED = ("signed", "renewed", "ended", "terminated")
A_MONTH = timedelta(days=31)


class Followed(Reading):
    """The records of people followed."""

    @cached_property
    def lives(self) -> Lives:
        """Give every accompaniment begun, and who followed whom."""
        stays = self.many_real(
            select(
                Episode.id, Episode.volunteer_id, Episode.programme_id, Episode.started_on,
                Episode.ended_on, Episode.exit_type, Episode.pathway,
            )
            .where(Episode.started_on.is_not(None))
            .order_by(Episode.started_on, Episode.id)
        )  # fmt: skip
        held = self.many_real(
            select(
                Assignment.id, Assignment.volunteer_id, Assignment.referent_id,
                Assignment.operator_id, Assignment.territory_id, Assignment.since, Assignment.until,
            )
            .order_by(Assignment.since, Assignment.id)
        )  # fmt: skip
        on = read_day
        return Lives(
            [Stay(a, b, c, on(d), on(e), f, g) for a, b, c, d, e, f, g in stays],
            [Held(a, b, c, d, e, on(f), on(g)) for a, b, c, d, e, f, g in held],
        )

    def waiting(self, day: date) -> list[Any]:
        """(referred on, person) of who is referred and not yet begun, on a day."""
        return self.real(
            select(Episode.referred_on, Episode.volunteer_id).where(
                Episode.referred_on <= day,
                or_(Episode.started_on.is_(None), Episode.started_on > day),
                or_(Episode.ended_on.is_(None), Episode.ended_on > day),
            )
        )

    @cached_property
    def suspensions(self) -> list[Any]:
        """(episode, since, until)."""
        return fetched(
            select(Suspension.episode_id, Suspension.since, Suspension.until).where(
                Suspension.since <= self.until,
                or_(Suspension.until.is_(None), Suspension.until >= self.since),
            )
        )

    @cached_property
    def grants(self) -> list[Any]:
        """(id, operator, since, until, full-time equivalents)."""
        return fetched(
            select(
                FteGrant.id, FteGrant.operator_id, FteGrant.since, FteGrant.until, FteGrant.fte
            ).where(FteGrant.since <= self.until)
        )

    @cached_property
    def posts(self) -> list[Any]:
        """(référent, operator, own share of a full-time equivalent)."""
        return fetched(
            select(Post.account_id, Post.operator_id, Post.fte)
            .join(Account, Account.id == Post.account_id)
            .where(Account.role == Role.REFERENT, Post.fte.is_not(None))
        )

    @cached_property
    def interviews(self) -> list[Any]:
        """(id, person, day, state) of the interviews of who was under contract."""
        under_contract = select(Contract.volunteer_id).where(
            Contract.state.in_(SIGNED),
            Contract.effective_on <= self.until,
            func.coalesce(Contract.closed_on, Contract.ends_on) >= self.since - A_MONTH,
        )
        return self.real(
            select(Interview.id, Interview.volunteer_id, Interview.on, Interview.state).where(
                Interview.on <= self.until,
                Interview.on >= self.since - 2 * A_MONTH,
                Interview.volunteer_id.in_(under_contract),
            )
        )

    def met(self, period: Period) -> dict[int, list[date]]:
        """Give, by person, the days of their interviews held in a period."""
        held = select(Interview.on, Interview.volunteer_id).where(
            Interview.on.between(period.since, period.until), Interview.state == "held"
        )
        found: dict[int, list[date]] = {}
        for day, person in self.many_real(held):
            found.setdefault(person, []).append(read_day(day))
        return found

    @cached_property
    def activity_starts(self) -> list[Any]:
        """(id, person, episode, kind, day)."""
        return self.real(
            select(
                ActivityStart.id, ActivityStart.volunteer_id, ActivityStart.episode_id,
                ActivityStart.kind, ActivityStart.started_on,
            )
        )  # fmt: skip

    @cached_property
    def activity_rules(self) -> dict[str, bool]:
        """What the département counts as going back to work, where it is not the usual."""
        return dict(fetched(select(ActivityRule.kind, ActivityRule.counts)))

    @cached_property
    def exit_categories(self) -> dict[str, str]:
        """The category the département gives to a type of exit, where it is not the usual."""
        return dict(fetched(select(ExitMapping.exit_type, ExitMapping.category)))

    @cached_property
    def follow_ups(self) -> list[Any]:
        """(id, person, episode, due on, outcome, situation, still, hours, the five ratings)."""
        return self.real(
            select(
                FollowUp.id, FollowUp.volunteer_id, FollowUp.episode_id, FollowUp.due_on,
                FollowUp.outcome, FollowUp.situation, FollowUp.still_volunteering,
                FollowUp.hours_per_week, FollowUp.isolation, FollowUp.confidence,
                FollowUp.network, FollowUp.french, FollowUp.mobility,
            ).where(self.between(FollowUp.due_on))
        )  # fmt: skip

    @cached_property
    def followed_up(self) -> frozenset[int]:
        """Accompaniments whose follow-up has its own date."""
        return frozenset(row[0] for row in fetched(select(FollowUp.episode_id)))

    @cached_property
    def contracts(self) -> list[Any]:
        """(id, person, episode, anchor, effect, end planned, closed on, pathway), once signed."""
        return self.real(
            select(
                Contract.id, Contract.volunteer_id, Contract.episode_id, Contract.anchor_on,
                Contract.effective_on, Contract.ends_on, Contract.closed_on, Contract.pathway,
            ).where(
                Contract.state.in_(SIGNED),
                ~Contract.in_error,
                Contract.effective_on <= self.until,
            )
        )  # fmt: skip

    @cached_property
    def planned_activities(self) -> list[Any]:
        """(id, person, contract, setting, added on, since, effect of the contract)."""
        return self.real(
            select(
                PlannedActivity.id, Contract.volunteer_id, PlannedActivity.contract_id,
                PlannedActivity.setting, PlannedActivity.added_on, PlannedActivity.since,
                Contract.effective_on,
            )
            .join(Contract, Contract.id == PlannedActivity.contract_id)
            .where(Contract.state.in_(SIGNED), ~Contract.in_error,
                   Contract.effective_on <= self.until)
        )  # fmt: skip

    @cached_property
    def civic(self) -> list[Any]:
        """(id, person, episode, state, decided on, follows, pathway) of what has an outcome."""
        return self.real(
            select(
                CivicCommitment.id, CivicCommitment.volunteer_id, CivicCommitment.episode_id,
                CivicCommitment.state, CivicCommitment.decided_on, CivicCommitment.follows_id,
                CivicCommitment.pathway,
            ).where(
                CivicCommitment.state.in_((*SIGNED, "refused", "proposed")),
                or_(
                    CivicCommitment.decided_on.is_(None), CivicCommitment.decided_on <= self.until
                ),
            )
        )  # fmt: skip
