"""What people said of what was done together, and the reports that were sent."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.accounts.models import Account
from app.caseloads.models import Operator
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.extensions import db
from app.indicators import freezing
from app.indicators.models import ColumnMapping, Report, ReportVersion, Sending, Testimony
from app.indicators.periods import Period, current_half

COLUMNS = [
    ["personne", "CLE_PERSONNE"], ["jour", "DATE_FAIT"], ["compte", "TYPE_FAIT"],
    ["nature", "CODE_NATURE"], ["territoire", "TERRITOIRE"],
]  # fmt: skip


def speak(cast: Cast) -> None:
    """Write ``words.toml``."""
    for slug, sheet in sources.sheets("words").items():
        author = cast.accounts.get(sheet.get("author", ""))
        given = cast.calendar.moment(sheet["given"], 15)
        published = "published" in sheet
        said = Testimony(
            token=token("testimony", slug),
            state="published" if published else "given",
            state_since=cast.calendar.moment(sheet["published"], 11) if published else given,
            side=sheet["side"],
            words=sheet["words"],
            signed_as=sheet["signed_as"],
            author_id=author.id if author else None,
            gathered_by_id=None if author else cast.accounts["sophie"].id,
            consented_on=cast.calendar.day(sheet["consent"]) if "consent" in sheet else None,
            published_on=cast.calendar.day(sheet["published"]) if published else None,
            created_at=given,
        )
        db.session.add(said)
        db.session.flush()
        cast.note("give_words", said, author or cast.accounts["sophie"], given)


def report(cast: Cast) -> None:
    """Freeze and send the reports of the last half-year, and set the département’s columns."""
    last = current_half(cast.calendar.today).before()
    operator = db.session.scalars(select(Operator).order_by(Operator.id)).first()
    assert operator is not None  # noqa: S101 - the demonstration has some
    valerie, sophie = cast.accounts["valerie"], cast.accounts["sophie"]
    _sent(cast, _Wanted(last, operator.id, valerie, "Le Département", 9))
    _sent(cast, _Wanted(last, None, sophie, "La commission permanente", 20))
    db.session.add(
        ColumnMapping(
            token=token("mapping", "departement"),
            name="Système d’information du Département",
            columns=COLUMNS,
        )
    )
    db.session.flush()


@dataclass(frozen=True)
class _Wanted:
    """A report to write: of when, of whom, by whom, sent to whom, how many days after."""

    period: Period
    operator_id: int | None
    by: Account
    recipient: str
    after: int

    def day(self, today: date) -> date:
        """Give the day it was frozen and sent; never one to come."""
        return min(today, self.period.until + timedelta(days=self.after))


def _sent(cast: Cast, wanted: _Wanted) -> None:
    day = wanted.day(cast.calendar.today)
    at = min(clock.from_paris(day, 10), cast.calendar.now - timedelta(minutes=15))
    made = Report(
        token=token("report", wanted.recipient), state="sent", state_since=at,
        label=wanted.period.name, since=wanted.period.since, until=wanted.period.until,
        operator_id=wanted.operator_id, opened_by_id=wanted.by.id, opened_at=at,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    taken = freezing.snapshot(made, as_of=day)
    version = ReportVersion(
        token=token("version", wanted.recipient), report=made, report_id=made.id, number=1,
        rules=taken.figures["rules"], as_of=day, generated_at=at, frozen_by_id=wanted.by.id,
        figures=taken.figures, keys=taken.keys,
    )  # fmt: skip
    version.seal = version.fingerprint
    db.session.add(version)
    db.session.flush()
    db.session.add(
        Sending(
            version_id=version.id, recipient=wanted.recipient, sent_on=day, noted_at=at,
            noted_by_id=wanted.by.id,
        )
    )  # fmt: skip
    cast.note("freeze", made, wanted.by, at)
    cast.note("send", made, wanted.by, at)
