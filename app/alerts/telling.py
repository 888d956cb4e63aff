"""Telling of new missions, at the rhythm each asked for; never the same one twice."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app import clock
from app.alerts.actions import may_be_told, next_turn
from app.alerts.models import Alert
from app.extensions import db
from app.letters.models import Addressee, link, write
from app.missions.models import Mission
from app.missions.search import in_order, search
from app.missions.search_form import SearchForm
from app.worker import duty

BATCH = 200
SHOWN = 6
REMEMBERED = 200
OVERLAP = timedelta(days=1)  # a mission put online while one was looking is seen the next time


@dataclass(frozen=True)
class News:
    """The missions to tell."""

    missions: list[Mission] = field(default_factory=list)

    @property
    def shown(self) -> list[Mission]:
        """Those that the letter names."""
        return self.missions[:SHOWN]


@duty("alerts tell", every=900)
def tell() -> int:
    """Look again for each alert whose turn has come, and write when there is something new."""
    told = 0
    for key in db.session.scalars(_due()).all():
        told += _look(key)
        db.session.commit()
    return told


def _due() -> Any:
    return (
        select(Alert.id)
        .where(Alert.confirmed_at.is_not(None), Alert.next_at <= clock.now())
        .order_by(Alert.next_at, Alert.id)
        .limit(BATCH)
    )


def _look(key: int) -> bool:
    """Look for one alert, alone; another worker that has it is left to it."""
    alert = db.session.scalar(
        select(Alert)
        .where(Alert.id == key, Alert.next_at <= clock.now())
        .with_for_update(skip_locked=True, of=Alert)
    )
    if alert is None:
        return False
    now = clock.now()
    found = fresh(alert) if _reaches(alert) else []
    alert.looked_at, alert.next_at = now, next_turn(alert.rhythm, now)
    alert.told = [*alert.told, *(mission.id for mission in found)][-REMEMBERED:]
    if found:
        _write(alert, found)
    return bool(found)


def _reaches(alert: Alert) -> bool:
    """Tell whether there is still someone to tell, without a hand to hand it over."""
    who = alert.account
    return who is None or (who.is_active and may_be_told(who))


def fresh(alert: Alert) -> list[Mission]:
    """List the missions that answer, put online since the last look, and never told."""
    form = SearchForm.read(MultiDict(_pairs(alert.query)))
    answer = search(form.filters())
    since = max(alert.looked_at - OVERLAP, alert.created_at)
    unknown = [key for key in answer.ids.tolist() if key not in set(alert.told)]
    recent = select(Mission.id).where(Mission.id.in_(unknown[:5000]), Mission.published_at > since)
    keys = set(db.session.scalars(recent))
    return [mission for mission in in_order([k for k in unknown if k in keys]) if mission.is_open]


def _pairs(query: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in query.items() for value in values]


def _write(alert: Alert, found: list[Mission]) -> None:
    to = alert.account or Addressee(alert.email, reads=alert.language)
    write(
        "alerts/news", to=to, about=alert, alert=alert, news=News(found),
        unsubscribe=link("alerts.stop", token=alert.token),
    )  # fmt: skip
