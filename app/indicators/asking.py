"""Who reads the figures, of what period and of whom: what the address asks, within what one may."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request, url_for
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts.models import Account, Role
from app.caseloads.models import Post
from app.extensions import db
from app.forms import read_day, tidy
from app.indicators import periods
from app.indicators.names import CODES, Names, names
from app.indicators.periods import Period
from app.indicators.queries import reporting_periods
from app.indicators.scopes import Scope

DESKS = {Role.PILOT: "pilotage", Role.OPERATOR: "operateur", Role.REFERENT: "referent"}
CHOSEN_BY: dict[str, tuple[str, ...]] = {
    "pilotage": ("territory", "operator", "programme", "pathway", "referent"),
    "operateur": ("territory", "programme", "pathway", "referent"),
    "referent": ("programme", "pathway"),
}
SHOWN_BY = {
    "pilotage": ("territory", "operator", "pathway", "programme", "referent"),
    "operateur": ("territory", "referent", "pathway", "programme"),
    "referent": ("pathway", "programme"),
}


@dataclass
class Asked:
    """What someone wants to read."""

    reader: Account
    desk: str
    period: Period
    scope: Scope
    names: Names
    chosen: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    since: str = ""
    until: str = ""

    @property
    def before(self) -> Period:
        """The period to compare with."""
        return self.period.before()

    @property
    def may_name(self) -> bool:
        """Whether the reader knows these people by their names; a pilote never does."""
        return self.desk != "pilotage"

    @property
    def filters(self) -> tuple[str, ...]:
        """What the reader may choose on the page; a référent is chosen from a table."""
        return tuple(d for d in CHOSEN_BY[self.desk] if d != "referent")

    @property
    def dimensions(self) -> tuple[str, ...]:
        """How the reader may part the figures."""
        return tuple(d for d in SHOWN_BY[self.desk] if getattr(self.scope, d) is None)

    @property
    def place(self) -> str:
        """Whose figures these are, in words."""
        narrowed = [d for d in CODES if getattr(self.scope, d) is not None]
        told = [self.names.said(d, getattr(self.scope, d)) for d in narrowed]
        return " · ".join(told) or "Tout le Département"

    def url(self, endpoint: str, **more: Any) -> str:
        """Give the address of a page of figures, for the same period and the same people."""
        query = {"periode": self.period.code, **self.chosen, **more}
        return url_for(f"indicators.{endpoint}", desk=self.desk, **query)

    def choose(self, dimension: str, value: Any) -> dict[str, str]:
        """Give what an address adds to look at one value of a dimension."""
        named = self.names[dimension].get(value)
        return {CODES[dimension]: named.token} if named else {}


def asked(reader: Account, desk: str) -> Asked:
    """Read the address; whoever asks for more than they may sees nothing there."""
    if DESKS[Role(reader.role)] != desk:
        raise NotFound
    known, chosen, narrowed = names(), {}, _own(reader)
    for dimension in CHOSEN_BY[desk]:
        token = request.args.get(CODES[dimension], "")
        if not token:
            continue
        found = known.find(dimension, token)
        if found is None or (dimension == "referent" and not _may_see(reader, found.id)):
            raise NotFound
        narrowed[dimension] = found.id
        chosen[CODES[dimension]] = token
    period, problems = _period()
    return Asked(
        reader, desk, period, Scope(**narrowed), known, chosen, problems,
        tidy(request.args.get("du", ""))[:20], tidy(request.args.get("au", ""))[:20],
    )  # fmt: skip


def _own(reader: Account) -> dict[str, Any]:
    if reader.role == Role.OPERATOR:
        return {"operator": operator_of(reader)}
    return {"referent": reader.id} if reader.role == Role.REFERENT else {}


def operator_of(account: Account) -> int:
    """Give the operator where someone works; who works nowhere reads nothing."""
    found = db.session.scalar(select(Post.operator_id).where(Post.account_id == account.id))
    return found if found is not None else -1


def _may_see(reader: Account, referent: int) -> bool:
    if reader.role != Role.OPERATOR:
        return True
    where = select(Post.operator_id).where(Post.account_id == referent)
    return db.session.scalar(where) == operator_of(reader)


def _period() -> tuple[Period, list[str]]:
    """Read the period: its code, or two days typed; the current half-year when none is right."""
    usual = periods.current_half(clock.today())
    since, until = request.args.get("du", ""), request.args.get("au", "")
    if since or until:
        return _typed(read_day(since), read_day(until), usual)
    code = request.args.get("periode", "")
    found = periods.read(code)
    if code and found is None:
        return usual, ["Cette période n’existe pas. Voici le semestre en cours."]
    return _labelled(found or usual), []


def _typed(since: date | None, until: date | None, usual: Period) -> tuple[Period, list[str]]:
    if since is None or until is None:
        return usual, ["Écrivez les deux dates. Par exemple : 01/01/2026 et 30/06/2026."]
    if until < since:
        return usual, ["La fin vient avant le début. Changez une des deux dates."]
    return _labelled(Period(since, until)), []


def _labelled(period: Period) -> Period:
    """Give a period the name that the département gave it, if it did."""
    for row in reporting_periods():
        if (row.since, row.until) == (period.since, period.until):
            return Period(period.since, period.until, row.label)
    return period
