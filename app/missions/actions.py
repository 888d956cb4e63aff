"""What happens to missions: written, sent, moderated, paused, ended, copied."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from werkzeug.exceptions import Conflict

from app import clock, journal
from app.associations.models import Association
from app.extensions import db
from app.lifecycle import Step, flush_or_conflict
from app.missions import letters, life
from app.missions.life import READY, Reason, State
from app.missions.models import Mission
from app.missions.places import NotEnoughPlaces as NotEnoughPlaces
from app.missions.places import change_places as change_places
from app.missions.places import free_place as free_place
from app.missions.places import take_place as take_place
from app.territories import queries as territories
from app.territories.models import Commune

EDITABLE = frozenset(
    {State.DRAFT, State.TO_CORRECT, State.SUBMITTED, State.PUBLISHED, State.PAUSED, State.FILLED}
)
REREAD_FACTS = ("title", "description", "domain", "remote", "commune_code")  # the place last
MONTH = timedelta(days=30)
COPIED = (
    "association_id", "title", "description", "domain", "skills", "publics", "commune_code",
    "place_detail", "lat", "lon", "remote", "slots", "flexible", "hours_per_week", "one_off",
    "places", "french", "driving_licence", "lifting", "step_free", "beginners", "trial", "welcome",
    "expenses", "transit",
)  # fmt: skip


class NotReady(Conflict):
    """The mission still misses something."""


class NotNow(Conflict):
    """What is asked does not go with where the mission is."""


def draft(association: Association, facts: Mapping[str, Any], by: Any) -> Mission:
    """Begin a mission; nobody else sees it yet."""
    if association.state in {"refused", "suspended", "closed"}:
        raise NotNow("Votre espace ne permet pas d’écrire de mission pour le moment.")
    mission = Mission(association_id=association.id, state=State.DRAFT, **facts)
    mission.places_left = mission.places = mission.places or 1
    db.session.add(mission)
    _put_on_the_map(mission)
    db.session.flush()
    journal.record("draft", mission, by=by)
    return mission


def revise(mission: Mission, facts: Mapping[str, Any], by: Any) -> bool:
    """Write new facts, and say whether the mission must be read again before being online."""
    if mission.state not in EDITABLE:
        raise NotNow("Cette mission ne change plus. Vous pouvez la relancer ou la copier.")
    kept = dict(facts)
    places = kept.pop("places", mission.places)
    before = [getattr(mission, name) for name in REREAD_FACTS]
    for name, value in kept.items():
        setattr(mission, name, value)
    after = [getattr(mission, name) for name in REREAD_FACTS]
    reread = before != after
    if before[-2:] != after[-2:]:
        _put_on_the_map(mission)
    flush_or_conflict()
    if places != mission.places:
        change_places(mission, places, by=by)
    journal.record("revise", mission, by=by)
    if reread and mission.state in life.REREAD.sources:
        mission.take(life.REREAD, by=by)
        return True
    return False


def _put_on_the_map(mission: Mission) -> None:
    """Place the mission at the centre of its commune; a remote one is nowhere."""
    from_commune = None if mission.remote else _commune(mission)
    mission.lat = from_commune.lat if from_commune else None
    mission.lon = from_commune.lon if from_commune else None


def _commune(mission: Mission) -> Commune | None:
    return territories.find(mission.commune_code) if mission.commune_code else None


def submit(mission: Mission, by: Any) -> None:
    """Send the mission to be read, once it is whole and said not to be a job."""
    if mission.missing or not mission.not_a_job:
        raise NotReady("Il manque encore quelque chose à la mission. La page le dit.")
    mission.take(life.SUBMIT, by=by)


def publish(mission: Mission, by: Any) -> None:
    """Put the mission online and tell the association."""
    mission.take(life.PUBLISH, by=by)
    mission.published_at = mission.published_at or clock.now()
    mission.confirmed_on, mission.asked_on = clock.today(), None
    _decide(mission, "", "")
    _fill_if_taken(mission)
    letters.published(mission)


def ask_correction(mission: Mission, reason: str, sentence: str, by: Any) -> None:
    """Give the mission back with what to change."""
    mission.take(life.ASK_CORRECTION, by=by)
    _decide(mission, reason, sentence)
    letters.to_correct(mission)


def refuse(mission: Mission, reason: str, sentence: str, by: Any) -> None:
    """Say that the mission will not be online, and why."""
    mission.take(life.REFUSE, by=by)
    _decide(mission, reason, sentence)
    letters.refused(mission)


def _decide(mission: Mission, reason: str, sentence: str) -> None:
    ready = READY[Reason[reason.upper()]] if reason else ""
    mission.decision_reason = reason
    mission.decision = "\n".join(filter(None, (ready, sentence)))
    flush_or_conflict()


def move(mission: Mission, step: Step, by: Any) -> None:
    """Pause, resume, end, cancel or relaunch a mission."""
    if step is life.RESUME and mission.is_past:
        raise NotNow("Le dernier jour est passé. Changez d’abord les dates.")
    mission.take(step, by=by)
    if step is life.RESUME:
        mission.confirmed_on, mission.asked_on = clock.today(), None
        _fill_if_taken(mission)


def _fill_if_taken(mission: Mission) -> None:
    if mission.places_left == 0:
        mission.take(life.FILL, by=None)


def duplicate(mission: Mission, by: Any) -> Mission:
    """Copy a mission into a draft, without its dates: last year's is this year's first words."""
    copy = Mission(state=State.DRAFT, **{name: getattr(mission, name) for name in COPIED})
    copy.places_left = copy.places
    db.session.add(copy)
    db.session.flush()
    journal.record("duplicate", copy, by=by)
    return copy


def confirm(mission: Mission, by: Any) -> None:
    """Have the association say that it still needs people."""
    mission.confirmed_on, mission.asked_on = clock.today(), None
    journal.record("confirm", mission, by=by)
    flush_or_conflict()


def ask_if_current() -> int:
    """Ask about missions nobody spoke of for a month; pause those asked a month ago in vain."""
    month_ago = clock.today() - MONTH
    moved = 0
    for mission in db.session.scalars(_silent_since(month_ago)):
        if mission.asked_on is None:
            mission.asked_on = clock.today()
            letters.still_current(mission)
        else:
            mission.take(life.PAUSE, by=None)
            letters.paused(mission)
        moved += 1
    flush_or_conflict()
    return moved


def _silent_since(day: date) -> Select[Mission]:
    return (
        select(Mission)
        .where(
            Mission.state == State.PUBLISHED,
            Mission.one_off.is_(False),
            Mission.confirmed_on <= day,
            or_(Mission.asked_on.is_(None), Mission.asked_on <= day),
        )
        .order_by(Mission.id)
        .with_for_update(skip_locked=True, of=Mission)
    )


def end_past() -> int:
    """End the missions whose last day is behind us."""
    past = db.session.scalars(
        select(Mission)
        .where(Mission.ends_on < clock.today(), Mission.state.in_(life.END.sources))
        .order_by(Mission.id)
        .with_for_update(skip_locked=True, of=Mission)
    )
    ended = 0
    for mission in past:
        mission.take(life.END, by=None)
        letters.ended(mission)
        ended += 1
    return ended
