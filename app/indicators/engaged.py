"""What the indicators read of what people do: missions, workshops, ambassadors, associations."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import func, or_, select

from app import clock
from app.accounts.models import Account, Role
from app.associations.models import Association
from app.caseloads.models import Holding, Post
from app.extensions import db
from app.indicators.reading import Reading, fetched, paris_day, read_moment
from app.introductions.models import Introduction
from app.missions.models import Mission
from app.passports.models import Entry
from app.placements.models import OwnEngagement, Placement
from app.territories.models import territory_communes
from app.workshops.models import (
    AmbassadorReferral,
    Enrolment,
    Session,
    Workshop,
    workshop_operators,
)

DAY = timedelta(days=1)


class Engaged(Reading):
    """The records of missions and of groups."""

    @cached_property
    def sessions(self) -> list[Any]:
        """(session, workshop, kind, day, guests, territory, programme, organiser), once held."""
        return fetched(
            select(
                Session.id, Session.workshop_id, Workshop.kind, Session.on, Session.guests,
                Workshop.territory_id, Workshop.programme_id, Workshop.organiser_id,
            )
            .join(Workshop, Workshop.id == Session.workshop_id)
            .join(Account, Account.id == Workshop.organiser_id)
            .where(
                self.between(Session.on), Session.cancelled_at.is_(None), ~Account.is_practice
            )
        )  # fmt: skip

    @cached_property
    def attendances(self) -> list[Any]:
        """(session, person) of who was present."""
        return self.real(
            select(Enrolment.session_id, Enrolment.volunteer_id)
            .join(Session, Session.id == Enrolment.session_id)
            .where(
                self.between(Session.on),
                Session.cancelled_at.is_(None),
                Enrolment.cancelled_at.is_(None),
                Enrolment.attendance == "present",
            )
        )

    @cached_property
    def workshop_operators(self) -> dict[int, list[int]]:
        """Who runs each workshop; the operator of its organiser when nobody is named."""
        found: dict[int, list[int]] = {}
        named = select(workshop_operators.c.workshop_id, workshop_operators.c.operator_id)
        for workshop, operator in fetched(named.order_by(workshop_operators.c.operator_id)):
            found.setdefault(workshop, []).append(operator)
        posts = select(Workshop.id, Post.operator_id).join(
            Post, Post.account_id == Workshop.organiser_id
        )
        for workshop, operator in fetched(posts):
            found.setdefault(workshop, [operator])
        return found

    @cached_property
    def placements(self) -> list[Any]:
        """(id, person, started on, first day confirmed, introduction’s meeting, its beginning)."""
        first = func.coalesce(Placement.confirmed_on, Placement.started_on)
        return self.real(
            select(
                Placement.id, Placement.volunteer_id, Placement.started_on,
                Placement.confirmed_on, Introduction.meeting_at, Introduction.created_at,
            )
            .outerjoin(Introduction, Introduction.id == Placement.introduction_id)
            .where(self.between(first))
        )  # fmt: skip

    @cached_property
    def own_engagements(self) -> list[Any]:
        """(id, person, started on, confirmed on) of missions found without the site."""
        return self.real(
            select(
                OwnEngagement.id, OwnEngagement.volunteer_id, OwnEngagement.started_on,
                OwnEngagement.confirmed_on,
            ).where(
                self.between(OwnEngagement.started_on),
                OwnEngagement.state.in_(("declared", "confirmed", "finished")),
            )
        )  # fmt: skip

    @cached_property
    def referrals(self) -> list[Any]:
        """(id, person, day, state) of people put in touch with an ambassador."""
        return self.real(
            select(
                AmbassadorReferral.id, AmbassadorReferral.volunteer_id,
                AmbassadorReferral.referred_on, AmbassadorReferral.state,
            ).where(self.between(AmbassadorReferral.referred_on))
        )  # fmt: skip

    @cached_property
    def ambassadors(self) -> list[tuple[int, frozenset[int]]]:
        """Each ambassador there is, and the territories where they are; nowhere said, all."""
        places: dict[int, set[int]] = {
            one: set()
            for one in db.session.scalars(
                select(Account.id).where(
                    Account.role == Role.AMBASSADOR,
                    ~Account.is_practice,
                    or_(Account.closed_at.is_(None), Account.closed_at >= self._midnight),
                )
            )
        }
        lives_in = select(Account.id, territory_communes.c.territory_id).join(
            territory_communes, territory_communes.c.commune_code == Account.commune_code
        )
        holds = select(Holding.referent_id, Holding.territory_id)
        for one, territory in fetched(lives_in.where(Account.role == Role.AMBASSADOR).union(holds)):
            if one in places:
                places[one].add(territory)
        return [(one, frozenset(where)) for one, where in places.items()]

    @property
    def _midnight(self) -> Any:
        return clock.from_paris(self.since, 0)

    @cached_property
    def missions(self) -> list[Any]:
        """(id, territory, places, published, state, since when, association) of what was shown."""
        return fetched(
            select(
                Mission.id, self._territory_of(Mission), Mission.places, Mission.published_at,
                Mission.state, Mission.state_since, Mission.association_id,
            ).where(
                Mission.published_at.is_not(None),
                Mission.published_at < clock.from_paris(self.until + DAY, 0),
                Mission.state.in_(("published", "filled", "paused", "ended")),
                or_(Mission.state != "ended", Mission.state_since >= self._midnight),
            )
        )  # fmt: skip

    @staticmethod
    def _territory_of(table: Any) -> Any:
        return (
            select(func.min(territory_communes.c.territory_id))
            .where(territory_communes.c.commune_code == table.commune_code)
            .correlate(table)
            .scalar_subquery()
        )

    @cached_property
    def introductions(self) -> list[Any]:
        """(id, person, origin, state, and the days of: state, begun, yes, answer, meeting)."""
        end = clock.from_paris(self.until + DAY, 0)
        touched = or_(
            *(
                moment.between(self._midnight, end)
                for moment in (
                    Introduction.created_at, Introduction.approved_at,
                    Introduction.answered_at, Introduction.meeting_at, Introduction.state_since,
                )
            )
        )  # fmt: skip
        rows = self.many_real(
            select(
                Introduction.id, Introduction.volunteer_id, Introduction.origin,
                Introduction.state, Introduction.state_since, Introduction.created_at,
                Introduction.approved_at, Introduction.answered_at, Introduction.meeting_at,
            ).where(touched)
        )  # fmt: skip
        day = read_moment
        return [(*r[:4], *map(day, r[4:])) for r in rows]

    @cached_property
    def associations(self) -> list[Any]:
        """(id, territory, state, state since, rna, siren, siret, register) of all verified once."""
        return fetched(
            select(
                Association.id, self._territory_of(Association), Association.state,
                Association.state_since, Association.rna, Association.siren, Association.siret,
                Association.tribunal, Association.volume, Association.folio,
                Association.verified_on, Association.closed_on,
            ).where(Association.state.in_(("verified", "suspended", "closed")))
        )  # fmt: skip

    @cached_property
    def attested(self) -> list[Any]:
        """(id, person, day first attested) of the experiences in passports."""
        rows = self.real(
            select(Entry.id, Entry.volunteer_id, Entry.attested_at).where(
                Entry.attested_at.is_not(None), Entry.replaces_id.is_(None)
            )
        )
        return [(id_, person, paris_day(at)) for id_, person, at in rows]
